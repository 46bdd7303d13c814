import { describe, expect, it } from "vitest";
import { FailureError } from "../api/failure";
import type { KeptLine, LineState, LinesPage } from "../api/gold";
import { KeptList } from "./KeptList";

const line = (id: string, state: LineState = "proposed") => ({ id, state, text: id }) as KeptLine;

/** A server with pages of one state each. */
function listOf(pages: Record<string, LinesPage>) {
  const gone: string[] = [];
  const list = new KeptList({
    list: async (state, before) => {
      const page = pages[`${state ?? "any"}/${before ?? ""}`];
      if (!page) throw new FailureError({ kind: "full" });
      return page;
    },
    withdraw: async (id) => {
      if (id === "locked") throw new FailureError({ kind: "full" });
      gone.push(id);
    },
  });
  const shown = () => list.snapshot().lines.map(({ id }) => id);
  return { list, gone, shown };
}

describe("the list of lines kept", () => {
  it("goes on to older ones until there are none", async () => {
    const { list, shown } = listOf({
      "any/": { lines: [line("b")], next: "older" },
      "any/older": { lines: [line("a")], next: null },
    });
    await list.look(undefined);
    expect(shown()).toEqual(["b"]);
    await list.more();
    expect(shown()).toEqual(["b", "a"]);
    expect(list.snapshot().next).toBeNull();
  });

  it("shows one state, and nothing of what was withdrawn", async () => {
    const { list, shown } = listOf({
      "any/": { lines: [line("a"), line("gone", "withdrawn")], next: null },
      "accepted/": { lines: [line("b", "accepted")], next: null },
    });
    await list.look(undefined);
    expect(shown()).toEqual(["a"]);
    await list.look("accepted");
    expect(shown()).toEqual(["b"]);
  });

  it("has what is looked at last, however late something else comes", async () => {
    const { list, shown } = listOf({
      "any/": { lines: [line("a")], next: null },
      "accepted/": { lines: [line("b")], next: null },
    });
    await Promise.all([list.look(undefined), list.look("accepted")]);
    expect(shown()).toEqual(["b"]);
  });

  it("keeps what it has when older ones do not come, and asks for these again", async () => {
    const pages: Record<string, LinesPage> = { "any/": { lines: [line("b")], next: "older" } };
    const { list, shown } = listOf(pages);
    await list.look(undefined);
    await list.more();
    expect(list.snapshot()).toMatchObject({ at: "failed", failure: { kind: "full" } });
    pages["any/older"] = { lines: [line("a")], next: null };
    await list.more();
    expect(shown()).toEqual(["b", "a"]);
    expect(list.snapshot()).not.toHaveProperty("failure");
  });

  it("lets a line go once the server has, not before", async () => {
    const { list, gone, shown } = listOf({
      "any/": { lines: [line("a"), line("locked")], next: null },
    });
    await list.look(undefined);
    await list.withdraw("a");
    await expect(list.withdraw("locked")).rejects.toThrow(FailureError);
    expect([gone, shown()]).toEqual([["a"], ["locked"]]);
  });
});
