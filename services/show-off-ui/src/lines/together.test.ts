import { describe, expect, it } from "vitest";
import { FailureError, type FailureKind } from "../api/failure";
import { inFewFiles } from "./together";

const ids = (count: number) => Array.from({ length: count }, (_, place) => String(place));
const written = async (asked: readonly string[]) => new Blob([asked.join(" ")]);
const read = (files: readonly Blob[]) => Promise.all(files.map((file) => file.text()));

/** A server that refuses more than so many in one file. */
function server(most: number, kind: FailureKind = "tooLarge") {
  return async (asked: readonly string[]) => {
    if (asked.length > most) throw new FailureError({ kind });
    return written(asked);
  };
}

describe("pictures in files", () => {
  it("are in one, in order", async () => {
    expect(await read(await inFewFiles(ids(3), written))).toEqual(["0 1 2"]);
  });

  it("are parted where they are too large together, or more than are asked for at once", async () => {
    expect(await read(await inFewFiles(ids(5), server(3)))).toEqual(["0 1 2", "3 4"]);
    expect(await inFewFiles(ids(150), written)).toHaveLength(2);
  });

  it("fail where one alone is too large, or for any other reason", async () => {
    await expect(inFewFiles(ids(2), server(0))).rejects.toThrow("tooLarge");
    await expect(inFewFiles(ids(2), server(1, "full"))).rejects.toThrow("full");
  });
});
