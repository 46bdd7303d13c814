import { describe, expect, it } from "vitest";
import { kindNames, learn, limits, limitsIn, USUAL } from "./limits";

const TOLD = {
  picture_types: ["image/png" as const, "image/heic" as const],
  picture_bytes: 5_000,
  document_types: ["application/pdf" as const],
  document_bytes: 70_000,
  scripts: ["latin" as const],
};

describe("what the server takes", () => {
  it("is the usual until it has said, and then what it said", () => {
    expect(limits()).toBe(USUAL);
    learn(TOLD);
    expect(limits()).toEqual({
      kinds: new Set(["png", "heic"]),
      pictureBytes: 5_000,
      pdfBytes: 70_000,
      scripts: ["latin"],
    });
  });

  it("names kinds as people know them", () => {
    expect(kindNames(limitsIn(TOLD))).toBe("PNG, HEIC");
  });

  it("says of no PDF how large it may be where none is read", () => {
    expect(limitsIn({ ...TOLD, document_types: ["image/tiff"] }).pdfBytes).toBeUndefined();
  });
});
