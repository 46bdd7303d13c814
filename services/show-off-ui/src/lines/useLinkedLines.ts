import { useRef, useState } from "react";

type Side = "picture" | "list";

/** Which line is looked at, in the picture and in the list alike. */
export interface LinkedLines {
  readonly hovered: number | undefined;
  readonly active: number | undefined;
  readonly hover: (index: number | undefined) => void;
  readonly activate: (index: number, from: Side) => void;
  /** Puts the cursor into the line's field, asked for on the picture. */
  readonly edit: (index: number) => void;
}

interface Wiring {
  /** Brings the line into sight on the picture. */
  readonly reveal: (index: number) => void;
  /** Brings the line into sight in the list, with the cursor in it if `edit`. */
  readonly scrollTo: (index: number, edit: boolean) => void;
}

interface Looked {
  readonly reading?: string | undefined;
  readonly hovered?: number | undefined;
  readonly active?: number | undefined;
}

/**
 * Links both sides: the other one follows, the one that was used stays as it is under the hand.
 * Nothing is looked at any more once there is another reading.
 */
export function useLinkedLines(
  reading: string | undefined,
  { reveal, scrollTo }: Wiring,
): LinkedLines {
  const [looked, setLooked] = useState<Looked>({});
  const askedOnPicture = useRef(false);
  const { hovered, active } = looked.reading === reading ? looked : ({} as Looked);
  const look = (at: Looked) =>
    setLooked((before) => ({ ...(before.reading === reading && before), ...at, reading }));
  return {
    hovered,
    active,
    hover: (index) => look({ hovered: index }),
    activate(index, from) {
      look({ active: index });
      if (from === "picture") scrollTo(index, false);
      else if (!askedOnPicture.current) reveal(index);
    },
    edit(index) {
      askedOnPicture.current = true;
      scrollTo(index, true);
      askedOnPicture.current = false;
    },
  };
}
