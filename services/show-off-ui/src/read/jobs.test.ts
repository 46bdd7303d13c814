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
    const failed = job("a", { at: "failed", failure: { kind: "empty" } });
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

  it("shows again at once what was read before, and reads other parts anew", () => {
    const reading = { id: "1" } as never;
    const read = jobsReducer(queue(job("a")), {
      do: "advance",
      key: "a",
      phase: { at: "done", reading },
    });
    const region = { x: 0, y: 0, width: 5, height: 5 };
    const part = jobsReducer(read, { do: "again", key: "a", region });
    expect(part.list[0]?.phase.at).toBe("waiting");
    const whole = jobsReducer(part, { do: "again", key: "a" });
    expect(whole.list[0]?.phase).toEqual({ at: "done", reading });
    expect(jobsReducer(read, { do: "again", key: "a", fullSize: true }).list[0]?.phase.at).toBe(
      "waiting",
    );
  });

  it("shows the neighbour of a picture that was removed, or none", () => {
    const jobs = jobsReducer(queue(job("a"), job("b")), { do: "remove", key: "a" });
    expect(jobs.shown).toBe("b");
    expect(jobsReducer(jobs, { do: "remove", key: "b" })).toEqual({ list: [] });
  });

  it("is held as a whole while the server is away, and goes on where it was", () => {
    const failure = { kind: "unreachable" } as const;
    const away = jobsReducer(queue(job("a"), job("b")), { do: "hold", key: "a", failure, now: 0 });
    expect(nextJob(away)).toBeUndefined();
    expect(away.list.map(({ phase }) => phase.at)).toEqual(["held", "waiting"]);
    expect(away.hold?.until).toBe(2_000);
    const back = jobsReducer(away, { do: "resume" });
    expect(nextJob(back)?.key).toBe("a");
    const still = jobsReducer(back, { do: "hold", key: "a", failure, now: 0 });
    expect(still.hold?.until).toBe(4_000);
  });

  it("begins with short waits again once a picture was read", () => {
    const hold = { do: "hold", key: "a", failure: { kind: "unreachable" }, now: 0 } as const;
    const reading = {} as never;
    const read = jobsReducer(jobsReducer(queue(job("a")), hold), {
      do: "advance",
      key: "a",
      phase: { at: "done", reading },
    });
    expect(jobsReducer(read, hold).hold?.until).toBe(2_000);
  });

  it("is not held for a picture that was taken out, nor for one that cannot be read", () => {
    const hold = { do: "hold", key: "a", failure: { kind: "unreachable" }, now: 0 } as const;
    expect(jobsReducer(jobsReducer(queue(job("a")), hold), { do: "remove", key: "a" })).toEqual({
      list: [],
      attempts: 1,
    });
    const broken = { ...hold, failure: { kind: "broken" } } as const;
    const failed = jobsReducer(queue(job("a"), job("b")), broken);
    expect(failed.list[0]?.phase.at).toBe("failed");
    expect(nextJob(failed)?.key).toBe("b");
  });

  it("reads all again that failed and may succeed", () => {
    const failed = (key: string, kind: "broken" | "empty") =>
      job(key, { at: "failed", failure: { kind } });
    const jobs = queue(failed("a", "broken"), failed("b", "empty"), failed("c", "broken"));
    const again = jobsReducer(jobs, { do: "retryAll" });
    expect(again.list.map(({ phase }) => phase.at)).toEqual(["waiting", "failed", "waiting"]);
  });

  it("comes back after it was cleared, as long as it is not forgotten", () => {
    const cleared = jobsReducer(queue(job("a", { at: "reading" }), job("b")), { do: "clear" });
    expect(cleared.list).toEqual([]);
    const back = jobsReducer(cleared, { do: "restore" });
    expect(back.list.map(({ phase }) => phase.at)).toEqual(["waiting", "waiting"]);
    expect(back.shown).toBe("a");
    const forgotten = jobsReducer(cleared, { do: "forget" });
    expect(jobsReducer(forgotten, { do: "restore" })).toEqual({ list: [] });
  });
});
