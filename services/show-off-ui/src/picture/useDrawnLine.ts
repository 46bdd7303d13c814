import { useState } from "react";
import { flushSync } from "react-dom";
import { failureIn } from "../api/failure";
import { useMessages } from "../i18n/Messages";
import type { Picture } from "../intake/picture";
import { aroundLine, drawnLine } from "../lines/drawn";
import { inserted } from "../lines/inserted";
import type { EditedReading } from "../lines/useEdited";
import type { LinkedLines } from "../lines/useLinkedLines";
import { readPart } from "../read/readPart";
import { useAnnounce } from "../ui/Announcer";
import type { Rect } from "./geometry";

interface DrawnLine {
  /** What is being read. */
  readonly busy: Rect | undefined;
  /** Reads the line in a box and puts it where it belongs; an empty one where it cannot be read. */
  readonly read: (drawn: Rect) => void;
}

/** One more line, drawn on the picture. */
export function useDrawnLine(
  picture: Picture,
  shown: { readonly edited: EditedReading; readonly linked: LinkedLines } | undefined,
): DrawnLine {
  const { picture: words, failure: failures } = useMessages();
  const announce = useAnnounce();
  const [busy, setBusy] = useState<Rect>();

  const read = async (drawn: Rect) => {
    if (!shown || !picture.size) return;
    setBusy(drawn);
    announce(words.lineReading);
    const part = aroundLine(drawn, picture.size);
    const reading = await readPart(picture, part, new AbortController().signal).catch(
      (error: unknown) => {
        announce(failures.title[failureIn(error).kind]);
        return { lines: [] };
      },
    );
    const line = drawnLine(drawn, reading);
    flushSync(() => {
      setBusy(undefined);
      shown.edited.change((now) => inserted(now, line));
    });
    announce(words.lineAdded(line.text));
    shown.linked.edit(line.id);
  };
  return { busy, read: (drawn) => void read(drawn) };
}
