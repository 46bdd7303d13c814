import type { Reading } from "../read/reading";
import type { Version } from "./edits";

/** The text as a file: one line end at the end, as editors have it. */
export function asTextFile(now: Version): Blob {
  return new Blob([now.text.trimEnd(), "\n"], { type: "text/plain;charset=utf-8" });
}

/** Lines with their places, as the API answers them, with the corrections in them. */
export function asJsonFile(reading: Reading, now: Version): Blob {
  const { id, width, height, lines } = reading;
  const described = lines.map(({ text, confidence, points }, index) => {
    const current = now.lines[index] ?? text;
    return { text: current, confidence, points, ...(current !== text && { recognized: text }) };
  });
  const content = { id, text: now.text, width, height, lines: described };
  return new Blob([JSON.stringify(content, null, 2), "\n"], { type: "application/json" });
}

/** A picture's name with another ending. */
export function renamed(name: string, ending: string): string {
  const base = name.replace(/\.[^.]{1,5}$/, "").trim();
  return `${base || "text"}.${ending}`;
}

export function download(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
