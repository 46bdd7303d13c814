import { useRef, useState } from "react";

type Side = "picture" | "list";

/** Which line is looked at, in the picture and in the list alike. */
export interface LinkedLines {
  readonly hovered: string | undefined;
  readonly active: string | undefined;
  readonly hover: (line: string | undefined) => void;
  readonly activate: (line: string, from: Side) => void;
  /** Puts the cursor into the line's field, asked for on the picture. */
  readonly edit: (line: string) => void;
}

interface Wiring {
  /** Brings the line into sight on the picture. */
  readonly reveal: (line: string) => void;
  /** Brings the line into sight in the list, with the cursor in it if `edit`. */
  readonly scrollTo: (line: string, edit: boolean) => void;
}

interface Looked {
  readonly reading?: string | undefined;
  readonly hovered?: string | undefined;
  readonly active?: string | undefined;
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
    hover: (line) => look({ hovered: line }),
    activate(line, from) {
      look({ active: line });
      if (from === "picture") scrollTo(line, false);
      else if (!askedOnPicture.current) reveal(line);
    },
    edit(line) {
      askedOnPicture.current = true;
      scrollTo(line, true);
      askedOnPicture.current = false;
    },
  };
}
