import { expect, it } from "vitest";
import { named } from "./tab";

/** Locks of one browser; whoever waits for one gives up when its signal says so. */
function browser() {
  const taken = new Set<string>();
  const request = (name: string, { signal }: LockOptions, hold: () => Promise<unknown>) => {
    if (!taken.has(name)) {
      taken.add(name);
      return hold().finally(() => taken.delete(name));
    }
    return new Promise((_, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  };
  return { locks: { request } as unknown as LockManager, taken };
}

it("has its name again after a reload", async () => {
  const { locks, taken } = browser();
  const first = await named({ before: null, locks });
  expect(first.isKnown).toBe(false);
  taken.clear(); // the page was left
  expect(await named({ before: first.name, locks })).toEqual({ ...first, isKnown: true });
});

it("gets a name of its own where it was duplicated", async () => {
  const { locks } = browser();
  const { name } = await named({ before: null, locks });
  const duplicate = await named({ before: name, locks });
  expect(duplicate.isKnown).toBe(false);
  expect(duplicate.name).not.toBe(name);
});

it("is told by the other where the browser has no locks", async () => {
  const [one, other] = ["a", "b"].map((name) => named({ before: name, locks: undefined }));
  expect(await one).toEqual({ name: "a", isKnown: true });
  expect(await other).toEqual({ name: "b", isKnown: true });
  const duplicate = await named({ before: "a", locks: undefined });
  expect(duplicate.isKnown).toBe(false);
});
