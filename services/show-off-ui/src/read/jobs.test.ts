import { describe, expect, it } from "vitest";
import type { Picture } from "../intake/picture";
import { type Job, type Jobs, jobsBefore, jobsReducer, NO_JOBS, nextJob, type Phase } from "./jobs";

const picture = { name: "a.png" } as Picture;

function job(key: string, phase: Phase = { at: "waiting" }): Job {
  return { key, picture, fullSize: false, phase };
}

function queue(...list: Job[]): Jobs {
  return jobsReducer(NO_JOBS, { do: "add", jobs: list });
}

describe("the queue of pictures", () => {
  it("shows the first of those that were just added", () => {
    const more = jobsReducer(queue(job("a")), { do: "add", jobs: [job("b"), job("c")] });
    expect(more.shown).toBe("b");
    expect(more.list.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  it("reads one at a time, in order", () => {
    expect(nextJob(queue(job("a"), job("b")))?.key).toBe("a");
    expect(nextJob(queue(job("a", { at: "reading" }), job("b")))).toBeUndefined();
    expect(nextJob(queue(job("a", { at: "cancelled" }), job("b")))?.key).toBe("b");
  });

  it("is not stopped by a picture that failed", () => {
    const failed = job("a", { at: "failed", failure: { kind: "pdf" } });
    expect(nextJob(queue(failed, job("b")))?.key).toBe("b");
  });

  it("tells how many come before", () => {
    const jobs = queue(job("a", { at: "reading" }), job("b"), job("c"));
    expect(jobsBefore(jobs, "b")).toBe(1);
    expect(jobsBefore(jobs, "c")).toBe(2);
  });

  it("reads a picture again with another size or region", () => {
    const region = { x: 0, y: 0, width: 5, height: 5 };
    const part = jobsReducer(queue(job("a")), { do: "again", key: "a", region });
    expect(part.list[0]).toMatchObject({ region, fullSize: false, phase: { at: "waiting" } });
    const whole = jobsReducer(part, { do: "again", key: "a", fullSize: true });
    expect(whole.list[0]).toMatchObject({ fullSize: true });
    expect(whole.list[0]?.region).toBeUndefined();
  });

  it("shows the neighbour of a picture that was removed, or none", () => {
    const jobs = jobsReducer(queue(job("a"), job("b")), { do: "remove", key: "a" });
    expect(jobs.shown).toBe("b");
    expect(jobsReducer(jobs, { do: "remove", key: "b" })).toEqual({ list: [] });
  });
});
