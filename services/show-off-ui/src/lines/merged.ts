import type { Document, TextLine } from "./document";

/**
 * What two tabs made of one document, in one. What either changed since `base`, which both had, is
 * changed; where both changed the same line, or which lines there are, mine counts, with the lines
 * that they added.
 */
export function merged(base: Document, mine: Document, theirs: Document): Document {
  const [was, here, there] = [byId(base), byId(mine), byId(theirs)];
  const untouched = (id: string) => here.get(id)?.text === was.get(id)?.text;
  const said = (line: TextLine): TextLine => {
    const { id, gap } = line;
    const chosen = untouched(id) ? (there.get(id) ?? line) : (here.get(id) ?? line);
    return { ...chosen, gap };
  };
  const lines = laidOut(mine) === laidOut(base) ? [...theirs] : laidByMe();
  const all = lines.map(said);
  return JSON.stringify(all) === JSON.stringify(theirs) ? theirs : all;

  function laidByMe(): TextLine[] {
    const gone = (id: string) => was.has(id) && !there.has(id) && untouched(id);
    const laid = mine.filter(({ id }) => !gone(id));
    theirs.forEach((line, place) => {
      if (was.has(line.id) || here.has(line.id)) return;
      const before = theirs[place - 1]?.id;
      laid.splice(laid.findIndex(({ id }) => id === before) + 1, 0, line);
    });
    return laid;
  }
}

function byId(document: Document): ReadonlyMap<string, TextLine> {
  return new Map(document.map((line) => [line.id, line]));
}

/** Which lines there are, in which order and rows. */
function laidOut(document: Document): string {
  return JSON.stringify(document.map(({ id, gap }) => [id, gap]));
}
