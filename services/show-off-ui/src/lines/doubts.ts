/** A part of a line, mostly one letter, that may be something else. */
export interface Doubt {
  /** Its first character in the line's text, from 0. */
  readonly at: number;
  readonly length: number;
  /** What it may be instead, the likeliest first; none where only the doubt is known. */
  readonly alternatives: readonly string[];
}

/** The doubts that are left after a text was changed, where their letters stand now. */
export function doubtsAfter(
  doubts: readonly Doubt[],
  before: string,
  after: string,
): readonly Doubt[] {
  if (before === after) return doubts;
  const start = alike(before, after);
  const end = alikeAtEnd(before, after, start);
  const shift = after.length - before.length;
  return doubts.flatMap((doubt) => {
    if (doubt.at + doubt.length <= start) return [doubt];
    if (doubt.at >= before.length - end) return [{ ...doubt, at: doubt.at + shift }];
    return [];
  });
}

/** Those in a part of the text, as of that part's own start. */
export function doubtsWithin(
  doubts: readonly Doubt[],
  start: number,
  end: number,
): readonly Doubt[] {
  return doubts
    .filter(({ at, length }) => at >= start && at + length <= end)
    .map((doubt) => ({ ...doubt, at: doubt.at - start }));
}

/** The doubt that a cursor stands in or at. */
export function doubtAt(doubts: readonly Doubt[], cursor: number): Doubt | undefined {
  return (
    doubts.find(({ at, length }) => at <= cursor && cursor < at + length) ??
    doubts.find(({ at, length }) => cursor === at + length)
  );
}

/** The text with an alternative in place of what is doubted. */
export function taken(text: string, { at, length }: Doubt, alternative: string): string {
  return text.slice(0, at) + alternative + text.slice(at + length);
}

/** The word around a doubt: where it begins and ends. */
export function wordAround(text: string, { at, length }: Doubt): readonly [number, number] {
  const start = text.lastIndexOf(" ", at - 1) + 1;
  const end = text.indexOf(" ", at + length);
  return [at === 0 ? 0 : start, end < 0 ? text.length : end];
}

/** A text in parts, each doubted or not. */
export function pieces(
  text: string,
  doubts: readonly Doubt[],
): readonly { readonly text: string; readonly doubted: boolean; readonly at: number }[] {
  const found = [];
  let end = 0;
  for (const { at, length } of doubts) {
    if (at < end) continue;
    if (at > end) found.push({ text: text.slice(end, at), doubted: false, at: end });
    found.push({ text: text.slice(at, at + length), doubted: true, at });
    end = at + length;
  }
  if (end < text.length) found.push({ text: text.slice(end), doubted: false, at: end });
  return found;
}

function alike(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function alikeAtEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

/**
 * Which alternative a key takes: the one that it is, else the one of its number. Undefined for any
 * other key, which is then only typed.
 */
export function chosenBy(key: string, { alternatives }: Doubt): string | undefined {
  if (alternatives.includes(key)) return key;
  return /^[1-9]$/.test(key) ? alternatives[Number(key) - 1] : undefined;
}
