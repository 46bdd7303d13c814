import { describe, expect, it } from "vitest";
import type { Job } from "./jobs";
import type { Reading } from "./reading";
import { named, readAgain, showing, versionsOf, withVersion } from "./versions";

const reading = (id: string) => ({ id }) as Reading;
const region = { x: 0, y: 50, width: 9, height: 9 };
const above = { ...region, y: 5 };
const picture = { name: "a.png", url: "" };
const whole = withVersion(
  { key: "a", picture, fullSize: false, phase: { at: "waiting" } },
  reading("whole"),
);
const ids = (job: Job) => versionsOf(job).map((version) => version.reading.id);

describe("readings of one picture", () => {
  it("are all kept, and each is shown again without being read anew", () => {
    const part = withVersion(readAgain(whole, { region }), reading("part"));
    const full = withVersion(readAgain(part, { fullSize: true }), reading("full"));
    expect(full).toMatchObject({ fullSize: true, phase: { reading: { id: "full" } } });
    const back = showing(full, "part");
    expect(back).toMatchObject({ region, fullSize: false, phase: { reading: { id: "part" } } });
    const again = showing(back, "whole");
    expect(again.region).toBeUndefined();
    expect(ids(again)).toEqual(["full", "part", "whole"]);
    expect(readAgain(again, { region }).phase).toEqual({ at: "done", reading: reading("part") });
  });

  it("are waited for while there are others to go back to", () => {
    const waiting = readAgain(whole, { fullSize: true });
    expect(waiting.phase).toEqual({ at: "waiting" });
    expect(showing(waiting, "whole").phase).toEqual({ at: "done", reading: reading("whole") });
  });

  it("have that among them which came from the history", () => {
    const { versions: _, ...reopened } = whole;
    expect(ids(readAgain(reopened, { region }))).toEqual(["whole"]);
  });

  it("are told apart: the whole, in full size, and parts from top to bottom", () => {
    expect(named(whole)).toEqual([{ id: "whole", kind: "whole" }]);
    const full = withVersion(readAgain(whole, { fullSize: true }), reading("full"));
    const low = withVersion(readAgain(full, { region }), reading("low"));
    expect(named(low).map(({ kind }) => kind)).toEqual(["whole", "full", "part"]);
    const both = withVersion(readAgain(low, { region: above }), reading("high"));
    expect(named(showing(both, "whole")).slice(2)).toEqual([
      { id: "high", kind: "part", number: 1 },
      { id: "low", kind: "part", number: 2 },
    ]);
  });
});
