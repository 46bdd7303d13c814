import type { Entry } from "./HistoryList";

/** The pictures in whose name or text all words of a search stand, whatever their case. */
export function matching(entries: readonly Entry[], search: string): readonly Entry[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return entries.filter(({ name = "", text }) => {
    const said = folded(`${name} ${text}`);
    return words.every((word) => said.includes(word));
  });
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
