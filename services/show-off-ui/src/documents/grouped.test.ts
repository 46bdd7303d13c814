import { expect, it } from "vitest";
import type { Job } from "../read/jobs";
import { newDocument, pagesOf } from "./document";
import { grouped, isGroup } from "./grouped";

const document = newDocument("d", new File([], "report.pdf"));
const picture = (key: string, folder?: string): Job => ({
  key,
  picture: { name: `${key}.png`, url: "" },
  fullSize: false,
  phase: { at: "waiting" },
  ...(folder && { folder: { key: folder, name: `${folder}/` } }),
});

it("has the pages of a document and the pictures of a folder in one place each", () => {
  const list = [
    picture("a"),
    ...pagesOf(document, 1, 2),
    picture("b", "scans"),
    picture("c"),
    picture("e", "scans"),
  ];
  const found = grouped(list, [document]);
  expect(found.map((item) => (isGroup(item) ? item.jobs.map(({ key }) => key) : item.key))).toEqual(
    ["a", ["d-1", "d-2"], ["b", "e"], "c"],
  );
  expect(found.filter(isGroup).map(({ name, document: sent }) => [name, sent?.key])).toEqual([
    ["report.pdf", "d"],
    ["scans/", undefined],
  ]);
});
