import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { UNDO_MS } from "../ui/undo";
import { Deletions } from "./Deletions";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function wired() {
  const remove = vi.fn(async (_: string) => {});
  const onFinal = vi.fn();
  const onFailed = vi.fn();
  return { remove, onFinal, onFailed, deletions: new Deletions({ remove, onFinal, onFailed }) };
}

it("are out of sight at once and for good some seconds later", () => {
  const { remove, onFinal, deletions } = wired();
  const inSight: boolean[] = [];
  onFinal.mockImplementation(() => inSight.push(!deletions.snapshot().has("a")));
  deletions.delete(["a", "b"]);
  expect(deletions.snapshot()).toEqual(new Set(["a", "b"]));
  vi.advanceTimersByTime(UNDO_MS - 1);
  expect(remove).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(remove.mock.calls).toEqual([["a"], ["b"]]);
  expect(deletions.snapshot().size).toBe(0);
  expect(onFinal).toHaveBeenCalledExactlyOnceWith(["a", "b"]);
  expect(inSight).toEqual([false]); // at no moment in between
});

it("can be had back until then", () => {
  const { remove, deletions } = wired();
  deletions.delete(["a"]);
  deletions.undo();
  vi.advanceTimersByTime(UNDO_MS);
  expect(remove).not.toHaveBeenCalled();
});

it("are for good as soon as others are deleted, or the page is left", () => {
  const { remove, deletions } = wired();
  deletions.delete(["a"]);
  deletions.delete(["b"]);
  expect(remove.mock.calls).toEqual([["a"]]);
  deletions.finish();
  expect(remove.mock.calls).toEqual([["a"], ["b"]]);
});

it("are told of where the server did not delete them", async () => {
  const { remove, onFailed, deletions } = wired();
  remove.mockRejectedValueOnce(new Error("away"));
  deletions.delete(["a", "b"]);
  deletions.finish();
  await vi.waitFor(() => expect(onFailed).toHaveBeenCalledWith(["a"]));
});
