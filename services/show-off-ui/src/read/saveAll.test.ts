import { expect, it } from "vitest";
import { uniqueNames } from "./saveAll";

it("gives a number to names that are there already", () => {
  expect(uniqueNames(["a.txt", "b.txt", "a.txt", "a.txt", "c"])).toEqual([
    "a.txt",
    "b.txt",
    "a 2.txt",
    "a 3.txt",
    "c",
  ]);
});
