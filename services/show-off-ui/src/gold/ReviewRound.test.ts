import { describe, expect, it } from "vitest";
import { FailureError, type FailureKind } from "../api/failure";
import type { KeptLine, LinesPage, Review } from "../api/gold";
import { ReviewRound } from "./ReviewRound";

const line = (id: string, has_crop = true) => ({ id, text: `text ${id}`, has_crop }) as KeptLine;

/** A round over pages, at a server that notes what it is told. */
function roundOver(...pages: readonly (readonly KeptLine[])[]) {
  const told: (readonly [string, Review])[] = [];
  const failures: FailureKind[] = [];
  const fails = () => {
    const kind = failures.shift();
    if (kind) throw new FailureError({ kind });
  };
  const round = new ReviewRound({
    list: async (before): Promise<LinesPage> => {
      fails();
      const page = Number(before ?? 0);
      return {
        lines: [...(pages[page] ?? [])],
        next: page + 1 < pages.length ? String(page + 1) : null,
      };
    },
    review: async (id, review) => {
      fails();
      told.push([id, review]);
      return { ...line(id), ...review } as KeptLine;
    },
  });
  return { round, told, failures };
}

describe("a round of review", () => {
  it("accepts a line as it says, or as it was changed, and rejects", async () => {
    const { round, told } = roundOver([line("a"), line("b"), line("c")]);
    await round.go();
    await round.accept();
    round.type(" other ");
    await round.accept();
    await round.reject();
    expect(told).toEqual([
      ["a", { state: "accepted" }],
      ["b", { state: "accepted", text: "other" }],
      ["c", { state: "rejected" }],
    ]);
    expect(round.snapshot()).toMatchObject({ at: "done", judged: 3, line: undefined });
  });

  it("goes on to the next page, and past lines without a cut-out", async () => {
    const { round } = roundOver([line("a")], [line("uncut", false)], [line("b")]);
    await round.go();
    await round.accept();
    expect(round.snapshot()).toMatchObject({ at: "ready", line: { id: "b" } });
  });

  it("takes back what was typed, and accepts nothing that is empty", async () => {
    const { round, told } = roundOver([line("a")]);
    await round.go();
    round.type("  ");
    await round.accept();
    expect(told).toEqual([]);
    round.giveUp();
    expect(round.snapshot().text).toBe("text a");
  });

  it("goes back to a line as it was judged, to judge it anew", async () => {
    const { round, told } = roundOver([line("a"), line("b")]);
    await round.go();
    expect(round.snapshot().mayGoBack).toBe(false);
    round.type("changed");
    await round.accept();
    round.back();
    expect(round.snapshot()).toMatchObject({ line: { id: "a" }, text: "changed" });
    await round.reject();
    expect(told.at(-1)).toEqual(["a", { state: "rejected" }]);
    expect(round.snapshot().line?.id).toBe("b");
  });

  it("goes on from a line that is gone, and says so", async () => {
    const { round, told, failures } = roundOver([line("a"), line("b")]);
    await round.go();
    failures.push("gone");
    await round.accept();
    expect(round.snapshot()).toMatchObject({ line: { id: "b" }, skipped: true, judged: 0 });
    await round.accept();
    expect(round.snapshot().skipped).toBe(false);
    expect(told).toEqual([["b", { state: "accepted" }]]);
  });

  it("stays with a line that could not be judged, with what was typed", async () => {
    const { round, told, failures } = roundOver([line("a")]);
    await round.go();
    round.type("mine");
    failures.push("full");
    await round.accept();
    expect(round.snapshot()).toMatchObject({ at: "failed", text: "mine", line: { id: "a" } });
    await round.accept();
    expect(told).toEqual([["a", { state: "accepted", text: "mine" }]]);
  });

  it("tells when lines do not come, and asks again", async () => {
    const { round, failures } = roundOver([line("a")]);
    failures.push("unreachable");
    await round.go();
    expect(round.snapshot()).toMatchObject({ at: "failed", failure: { kind: "unreachable" } });
    await round.go();
    expect(round.snapshot()).toMatchObject({ at: "ready", line: { id: "a" } });
    expect(round.snapshot()).not.toHaveProperty("failure");
  });

  it("judges once, however often it is told while the server thinks", async () => {
    const { round, told } = roundOver([line("a"), line("b")]);
    await round.go();
    await Promise.all([round.accept(), round.accept(), round.reject()]);
    expect(told).toEqual([["a", { state: "accepted" }]]);
  });
});
