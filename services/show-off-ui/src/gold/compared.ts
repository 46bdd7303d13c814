import { diffChars } from "diff";

/** A part of what was read. */
export interface Part {
  /** Where it begins among the parts: a name for it. */
  readonly at: number;
  readonly part: string;
  /** It does not stand there; empty where something that stands there was not read. */
  readonly wrong: boolean;
}

/** What was read, in parts, beside what the line says. */
export function compared(text: string, read: string): Part[] {
  const parts: Part[] = [];
  for (const { value, added, removed } of diffChars(text, read)) {
    const last = parts.at(-1);
    if (removed) parts.push({ at: parts.length, part: "", wrong: true });
    else if (added && last?.wrong && last.part === "") {
      parts[parts.length - 1] = { ...last, part: value };
    } else if (added) parts.push({ at: parts.length, part: value, wrong: true });
    else parts.push({ at: parts.length, part: value, wrong: false });
  }
  return parts;
}
