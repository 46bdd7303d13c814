import { expect, it } from "vitest";
import { Mine } from "./Mine";

function mineWith(stored: string | null = null) {
  let value = stored;
  return new Mine({
    load: () => value,
    store: (next) => {
      value = next;
    },
  });
}

it("lists what was read here, newest first, by name", () => {
  const mine = mineWith();
  mine.add("a", "receipt.png", "TOTAL");
  mine.add("b", "letter.jpg", "Dear Sir");
  expect(mine.list().map(({ name }) => name)).toEqual(["letter.jpg", "receipt.png"]);
  expect(mine.find("a")).toMatchObject({ text: "TOTAL", corrected: false });
});

it("follows corrections and deletions, and takes no notice of what is not mine", () => {
  const mine = mineWith();
  mine.add("a", "receipt.png", "T0TAL");
  mine.correct("a", "TOTAL");
  mine.correct("b", "of somebody else");
  expect(mine.list()).toHaveLength(1);
  expect(mine.find("a")).toMatchObject({ text: "TOTAL", corrected: true });
  mine.remove("a");
  expect(mine.list()).toEqual([]);
});

it("keeps no more than a browser has room for", () => {
  const mine = mineWith();
  for (let turn = 0; turn < 230; turn++) mine.add(String(turn), "a.png", "x".repeat(1_000));
  expect(mine.list()).toHaveLength(200);
  expect(mine.find("229")?.text).toHaveLength(160);
});

it("starts empty when what is stored makes no sense", () => {
  expect(mineWith("{not json").list()).toEqual([]);
  expect(mineWith('[{"id": 1}, null]').list()).toEqual([]);
});

it("lists a picture once, with all other readings of it, which are deleted with it", () => {
  const mine = mineWith();
  mine.add("reduced", "a.png", "A");
  mine.addPart("part", ["reduced"]);
  mine.add("full", "a.png", "A", ["reduced", "part"]);
  mine.addPart("another", ["full", "reduced"]);
  expect(mine.list().map(({ id, others }) => [id, others])).toEqual([
    ["full", ["reduced", "part", "another"]],
  ]);
  expect(mine.ofReading("part")?.name).toBe("a.png");
  expect(mine.find("part")).toBeUndefined();
});
