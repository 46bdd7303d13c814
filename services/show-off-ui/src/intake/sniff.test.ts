import { describe, expect, it } from "vitest";
import { kindOf, kindOfBytes } from "./sniff";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("the kind of a file", () => {
  it.each([
    ["jpeg", "\xff\xd8\xff\xe0\0\x10JFIF"],
    ["png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"],
    ["webp", "RIFF\x24\0\0\0WEBPVP8 "],
    ["gif", "GIF89a"],
    ["tiff", "MM\0*\0\0\0\x08"],
    ["tiff", "II*\0\x08\0\0\0"],
    ["bmp", "BM\x36\0\0\0\0\0\0\0\x36\0\0\0"],
    ["heic", "\0\0\0\x18ftypheic\0\0\0\0"],
    ["avif", "\0\0\0\x18ftypavif\0\0\0\0"],
    ["pdf", "%PDF-1.7\n"],
    ["html", "\n <!DOCTYPE html><title>not a picture</title>"],
    ["html", "\xef\xbb\xbf<html>"],
    ["unknown", "Dear Sir or Madam"],
  ] as const)("is %s by its first bytes, whatever its name says", (kind, head) => {
    expect(kindOfBytes(bytes(head))).toBe(kind);
  });

  it("is empty when there are no bytes", async () => {
    expect(await kindOf(new Blob([]))).toBe("empty");
  });

  it("reads no more than the head of a large file", async () => {
    const file = new Blob(["\xff", new Uint8Array(1_000_000)]);
    expect(await kindOf(file)).toBe("unknown");
  });
});
