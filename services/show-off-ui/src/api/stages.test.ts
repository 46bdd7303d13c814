import { describe, expect, it } from "vitest";
import { stagesIn } from "./stages";

describe("an answer in stages", () => {
  it("is read line by line as it comes", () => {
    expect(stagesIn("")).toEqual([]);
    expect(stagesIn('{"stage":"detecting"}\n{"stage":"recog')).toEqual([{ stage: "detecting" }]);
    expect(stagesIn('{"stage":"detecting"}\n{"stage":"recognising","lines":2}\n')).toEqual([
      { stage: "detecting" },
      { stage: "recognising", lines: 2 },
    ]);
  });
});
