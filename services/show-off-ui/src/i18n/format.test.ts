import { afterEach, expect, it, vi } from "vitest";
import { moment } from "./format";

afterEach(() => vi.unstubAllGlobals());

const noon = new Date(2026, 10, 21, 13, 5);

it.each([
  [["de-DE", "en-GB"], "21 Nov 2026, 13:05"],
  [["en-US"], "Nov 21, 2026, 1:05 PM"],
  [["de-DE"], "Nov 21, 2026, 1:05 PM"],
])(
  "writes the moment as the country of %j does, in the language of the page",
  (languages, words) => {
    vi.stubGlobal("navigator", { languages });
    expect(moment(noon, "en").replaceAll(/\s/g, " ")).toBe(words);
  },
);
