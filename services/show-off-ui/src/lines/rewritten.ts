import { diffArrays } from "diff";
import { randomHex } from "../api/random";
import { type Document, rowsOf, saying, type TextLine } from "./document";

/**
 * A document after its text was edited as a whole, anyhow. Words that stayed say which line they
 * are of, new ones belong to those whose place they took, or else to their neighbours in the row;
 * a row in which nothing is known is a new line. The text is kept to the letter, save white space
 * around it.
 */
export function rewritten(document: Document, text: string): Document {
  const words = wordsOf(text);
  const owners = ownersOf(document, words);
  const pieces = piecesOf(text.trimEnd(), words, owners);
  return named(pieces, document);
}

interface Word {
  readonly text: string;
  readonly start: number;
  /** Which row it stands in. */
  readonly row: number;
}

interface Piece {
  readonly text: string;
  readonly gap: string;
  /** The line it is of, by its place in the document. */
  readonly owner: Owner;
}

function wordsOf(text: string): Word[] {
  let row = 0;
  let end = text.search(/\S/);
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    if (text.slice(end, index).includes("\n")) row += 1;
    end = index + word.length;
    return { text: word, start: index, row };
  });
}

type Owner = number | undefined;

/** A word of the document, and the place of its line. */
interface Owned {
  readonly text: string;
  readonly line: number;
}

/** For each new word the place of the line that it is of, as far as that is known. */
function ownersOf(document: Document, words: readonly Word[]): Owner[] {
  const before = rowsOf(document).map(({ lines }) =>
    lines.flatMap((line) =>
      wordsOf(line.text).map(({ text }) => ({ text, line: document.indexOf(line) })),
    ),
  );
  const after = byRow(words);
  // First whole rows, so that one like another is not taken apart for a part that is alike.
  const owners: Owner[] = [];
  for (const [gone, come] of changes(before, after, (row) =>
    row.map(({ text }) => text).join(" "),
  )) {
    owners.push(...heirs(gone.flat(), come.flat()));
  }
  return byNeighbours(words, owners);
}

function byRow(words: readonly Word[]): Word[][] {
  const rows: Word[][] = [];
  for (const word of words) {
    if (word.row === rows.length - 1) rows.at(-1)?.push(word);
    else rows.push([word]);
  }
  return rows;
}

/** The owners of words that came in the place of others. */
function heirs(gone: readonly Owned[], come: readonly Word[]): Owner[] {
  return [...changes(gone, come, ({ text }) => text)].flatMap(([old, now]) =>
    // Some for some others: each in the place of its counterpart.
    now.map((_, index) => old[Math.floor((index * old.length) / now.length)]?.line),
  );
}

/** Two lists side by side: in turn what is alike in both, and what stands for what. */
function* changes<Old, New>(
  before: readonly Old[],
  after: readonly New[],
  name: (item: Old | New) => string,
): Generator<[Old[], New[]]> {
  const [old, now] = [[...before], [...after]];
  let gone = 0;
  let come = 0;
  for (const { count, added, removed } of diffArrays(before.map(name), after.map(name))) {
    if (removed) gone += count;
    else if (added) come += count;
    else {
      yield [old.splice(0, gone), now.splice(0, come)];
      yield* old.splice(0, count).map((item): [Old[], New[]] => [[item], now.splice(0, 1)]);
      gone = come = 0;
    }
  }
  yield [old, now];
}

/** A word of nobody goes to the line before it in its row, at the row's start to the one after. */
function byNeighbours(words: readonly Word[], owners: readonly Owner[]): Owner[] {
  const known = [...owners];
  const follow = (index: number, neighbour: number) => {
    if (known[index] !== undefined || words[index]?.row !== words[neighbour]?.row) return;
    known[index] = known[neighbour];
  };
  for (let index = 1; index < words.length; index++) follow(index, index - 1);
  for (let index = words.length - 2; index >= 0; index--) follow(index, index + 1);
  return known;
}

/** The text cut where a row or another line begins. */
function piecesOf(text: string, words: readonly Word[], owners: readonly Owner[]): Piece[] {
  const starts = words.flatMap((word, index) => {
    const before = words[index - 1];
    const goesOn = before?.row === word.row && owners[index - 1] === owners[index];
    return goesOn ? [] : [index];
  });
  let end = 0;
  return starts.map((first, place) => {
    const start = words[first]?.start ?? 0;
    const next = words[starts[place + 1] ?? words.length]?.start ?? text.length;
    const piece = text.slice(start, next).trimEnd();
    const gap = place === 0 ? "" : text.slice(end, start);
    end = start + piece.length;
    return { text: piece, gap, owner: owners[first] };
  });
}

/** The pieces as lines: of those of a line the one most like it is that line, others are new. */
function named(pieces: readonly Piece[], document: Document): Document {
  const heir = new Map<number, Piece>();
  for (const piece of pieces) {
    const old = document[piece.owner ?? -1];
    if (piece.owner === undefined || !old) continue;
    const rival = heir.get(piece.owner);
    if (!rival || likeness(old.text, rival.text) < likeness(old.text, piece.text)) {
      heir.set(piece.owner, piece);
    }
  }
  // What was only moved is found by what it says.
  const left = document.filter((_, place) => !heir.has(place));
  return pieces.map((piece) => {
    const { owner, text, gap } = piece;
    if (owner !== undefined && heir.get(owner) === piece) {
      return { ...saying(document[owner] as TextLine, text), gap };
    }
    const moved = left.findIndex((line) => line.text === text);
    const [line] = moved >= 0 ? left.splice(moved, 1) : [];
    return line ? { ...line, gap } : newLine(text, gap);
  });
}

/** How many letters two texts share, as a share of the longer one's. */
function likeness(one: string, other: string): number {
  const left = [...other];
  const shared = [...one].filter((letter) => {
    const at = left.indexOf(letter);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return shared.length / Math.max(one.length, other.length, 1);
}

/** A line that a person wrote. */
export function newLine(text: string, gap: string): TextLine {
  return { id: `+${randomHex(6)}`, text, gap, confidence: 1 };
}
