import { describe, expect, it } from "vitest";
import type { Picture } from "../intake/picture";
import { type Job, jobsReducer, NO_JOBS, type Phase } from "./jobs";
import { jobOf, KEPT_MS, Keeper, type KeptJob, sorted } from "./kept";

const file = new Blob(["x"]);
const picture: Picture = { name: "a.png", url: "blob:1", file };
const reading = { id: "1" } as never;

function job(key: string, phase: Phase = { at: "waiting" }, of: Picture = picture): Job {
  return { key, picture: of, fullSize: false, phase };
}

function kept() {
  const shelf = new Map<string, KeptJob>();
  let writes = 0;
  const keeper = new Keeper(
    {
      put: (key, value) => {
        writes += 1;
        shelf.set(key, value);
      },
      remove: (key) => void shelf.delete(key),
    },
    "tab",
  );
  return { shelf, keeper, writes: () => writes };
}

describe("a queue over a reload", () => {
  it("comes back in its order, what was under way to be read anew", () => {
    const { shelf, keeper } = kept();
    const done: Phase = { at: "done", reading };
    keeper.keep({ list: [job("b", done), job("a", { at: "reading" }), job("c")] });
    const { mine } = sorted([...shelf.values()].reverse(), "tab", Date.now());
    const jobs = mine.map((one) => jobOf(one, () => "blob:2"));
    expect(jobs.map(({ key, phase }) => [key, phase.at])).toEqual([
      ["b", "done"],
      ["a", "waiting"],
      ["c", "waiting"],
    ]);
    expect(jobs[0]?.picture).toEqual({ name: "a.png", url: "blob:2", file });
  });

  it("is not written while bytes are only being sent", () => {
    const { keeper, writes } = kept();
    keeper.keep({ list: [job("a", { at: "sending", sent: 1, total: 2 })] });
    keeper.keep({ list: [job("a", { at: "sending", sent: 2, total: 2 })] });
    expect(writes()).toBe(1);
  });

  it("forgets what was taken out, and keeps what was wanted back", () => {
    const { shelf, keeper } = kept();
    const jobs = jobsReducer(NO_JOBS, { do: "add", jobs: [job("a"), job("b")] });
    keeper.keep(jobs);
    const cleared = jobsReducer(jobs, { do: "clear" });
    keeper.keep(cleared);
    expect(shelf.size).toBe(0);
    keeper.keep(jobsReducer(cleared, { do: "restore" }));
    expect([...shelf.keys()]).toEqual(["a", "b"]);
  });

  it("keeps no samples, and pictures of the server by their address", () => {
    const { shelf, keeper } = kept();
    const sample = job("s", { at: "waiting" }, { ...picture, sample: true });
    const earlier = job("e", { at: "done", reading }, { name: "e", url: "/api/images/e/file" });
    keeper.keep({ list: [sample, earlier] });
    expect([...shelf.keys()]).toEqual(["e"]);
    const [back] = [...shelf.values()].map((one) => jobOf(one, () => ""));
    expect(back?.picture.url).toBe("/api/images/e/file");
  });

  it("is of one tab, and of one day", () => {
    const { shelf, keeper } = kept();
    keeper.keep({ list: [job("a")] });
    const all = [...shelf.values()];
    expect(sorted(all, "another tab", Date.now()).mine).toEqual([]);
    const later = sorted(all, "tab", Date.now() + KEPT_MS + 1);
    expect([later.mine.length, later.old.length]).toEqual([0, 1]);
  });
});
