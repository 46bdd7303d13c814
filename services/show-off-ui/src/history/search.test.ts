import { expect, it } from "vitest";
import { matching } from "./search";

const entries = [
  { id: "a", created: "", corrected: false, text: "CORNER CAFÉ\nTotal 12.50", name: "Receipt.png" },
  { id: "b", created: "", corrected: false, text: "Dear Sir" },
];

it("finds pictures by all words of their name or text", () => {
  const found = (search: string) => matching(entries, search).map(({ id }) => id);
  expect(found("")).toEqual(["a", "b"]);
  expect(found("  cafe receipt ")).toEqual(["a"]);
  expect(found("SIR")).toEqual(["b"]);
  expect(found("cafe sir")).toEqual([]);
});
