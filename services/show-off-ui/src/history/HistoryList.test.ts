import { expect, it, vi } from "vitest";
import type { HistoryEntry, HistoryPage } from "../api/client";
import { FailureError } from "../api/failure";
import { HistoryList } from "./HistoryList";
import type { MyPicture } from "./Mine";

const entry = (id: string, text = ""): HistoryEntry =>
  ({ id, created: "2026-11-26T12:00:00Z", text, corrected: false }) as HistoryEntry;

const page = (ids: readonly string[], next: string | null = null): HistoryPage =>
  ({ images: ids.map((id) => entry(id)), next }) as HistoryPage;

const receipt: MyPicture = { ...entry("a", "TOTAL"), name: "receipt.png" };
const letter: MyPicture = { ...entry("b", "Dear Sir"), name: "letter.png" };

function wired(...pages: readonly HistoryPage[]) {
  const answers = [...pages];
  const list = vi.fn(async (_limit: number, _which: object) => answers.shift() ?? page([]));
  const forget = vi.fn();
  const history = new HistoryList({
    list,
    mine: () => [receipt, letter],
    nameOf: (id) => [receipt, letter].find((one) => one.id === id)?.name,
    remove: async () => {},
    forget,
  });
  const ids = () => history.snapshot().entries.map(({ id }) => id);
  return { list, forget, history, ids };
}

it("knows mine without asking the server", async () => {
  const { list, history, ids } = wired();
  expect(ids()).toEqual(["a", "b"]);
  await history.refresh();
  expect(history.snapshot().at).toBe("loaded");
  expect(list).not.toHaveBeenCalled();
});

it("finds mine by their names here, and by all that the server has of their text", async () => {
  const { history, ids } = wired(page(["b", "of somebody else"]));
  await history.look({ search: "receipt" });
  expect(ids()).toEqual(["a", "b"]);
});

it("tells everybody's a page at a time, mine by name", async () => {
  const { list, history, ids } = wired(page(["c", "a"], "older"), page(["d"]));
  await history.look({ scope: "everybody" });
  expect(history.snapshot().entries.map(({ name }) => name)).toEqual([undefined, "receipt.png"]);
  await history.more();
  expect(list).toHaveBeenLastCalledWith(expect.any(Number), { before: "older", search: "" });
  expect(ids()).toEqual(["c", "a", "d"]);
  expect(history.snapshot().next).toBeNull();
});

it("shows what was asked for last, whichever answer comes first", async () => {
  const { list, history, ids } = wired();
  let answer: (page: HistoryPage) => void = () => {};
  list.mockReturnValueOnce(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  const first = history.look({ scope: "everybody", search: "early" });
  list.mockResolvedValueOnce(page(["asked last"]));
  await history.look({ search: "late" });
  answer(page(["asked first"]));
  await first;
  expect(ids()).toEqual(["asked last"]);
});

it("keeps what it has where older ones cannot be had, and asks for those again", async () => {
  const { list, history, ids } = wired(page(["c"], "older"));
  await history.look({ scope: "everybody" });
  list.mockRejectedValueOnce(new FailureError({ kind: "unreachable" }));
  await history.more();
  expect(history.snapshot()).toMatchObject({ at: "failed", failure: { kind: "unreachable" } });
  expect(ids()).toEqual(["c"]);
  list.mockResolvedValueOnce(page(["d"]));
  await history.more();
  expect(ids()).toEqual(["c", "d"]);
});

it("leaves out what others have deleted", () => {
  const { history, ids } = wired();
  history.leaveOut(["b", "unknown"]);
  expect(ids()).toEqual(["a"]);
});

it("leaves out what was deleted, and forgets what the server no longer has", async () => {
  const { forget, history, ids } = wired();
  await history.remove("a");
  expect(ids()).toEqual(["b"]);
  expect(forget).not.toHaveBeenCalled();
  history.drop("b");
  expect(ids()).toEqual([]);
  expect(forget).toHaveBeenCalledWith("b");
});
