import { describe, expect, it, vi } from "vitest";
import { FailureError } from "./failure";
import { KeyKeeper } from "./KeyKeeper";

/** A keeper, and a server that opens to one key; `stored` is what outlives a reload. */
function door(opensTo: string, stored: string | null = null) {
  const state = { stored, opensTo };
  const attempt = vi.fn(async (key: string | undefined) => {
    if (key !== state.opensTo) throw new FailureError({ kind: "keyNeeded" });
    return `opened by ${key}`;
  });
  const keeper = new KeyKeeper({
    knock: (key) => attempt(key),
    load: () => state.stored,
    store: (key) => {
      state.stored = key;
    },
  });
  const asked = (refused: boolean) =>
    vi.waitFor(() => expect(keeper.snapshot()).toMatchObject({ refused }));
  return { state, keeper, attempt, asked };
}

describe("the key", () => {
  it("is asked for where it is needed, and then what was refused is done", async () => {
    const { state, keeper, attempt, asked } = door("so_1");
    const done = keeper.unlocked(attempt);
    await asked(false);
    keeper.give("so_1");
    expect(await done).toBe("opened by so_1");
    expect(keeper.snapshot()).toBeUndefined();
    expect(state.stored).toBe("so_1");
  });

  it("is asked for once, however many wait for it", async () => {
    const { keeper, attempt, asked } = door("so_1");
    const both = Promise.all([keeper.unlocked(attempt), keeper.unlocked(attempt)]);
    await asked(false);
    keeper.give("so_1");
    expect(await both).toEqual(["opened by so_1", "opened by so_1"]);
  });

  it("is asked for anew if it is wrong, and a wrong one is forgotten", async () => {
    const { state, keeper, attempt, asked } = door("so_1");
    const done = keeper.unlocked(attempt);
    await asked(false);
    keeper.give("so_0");
    await asked(true);
    expect(state.stored).toBeNull();
    keeper.give("so_1");
    expect(await done).toBe("opened by so_1");
  });

  it("is asked for all the while until the right one is there", async () => {
    const { keeper, attempt, asked } = door("so_1");
    const questions: boolean[] = [];
    void keeper.unlocked(attempt);
    await asked(false);
    keeper.subscribe(() => questions.push(keeper.snapshot() !== undefined));
    keeper.give("so_0");
    await asked(true);
    await keeper.give("so_1");
    expect(questions).toEqual([true, true, true, false]);
  });

  it("that cannot be tried for now is taken", async () => {
    const { keeper, attempt, asked } = door("so_1");
    const done = keeper.unlocked(attempt);
    await asked(false);
    attempt.mockRejectedValueOnce(new FailureError({ kind: "unreachable" }));
    await keeper.give("so_1");
    expect(await done).toBe("opened by so_1");
  });

  it.each(["so_schlüssel", "so_1\n", "so _1"])("is not even tried as %j", async (key) => {
    const { keeper, attempt, asked } = door(key);
    void keeper.unlocked(attempt);
    await asked(false);
    keeper.give(key);
    await asked(true);
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it("need not be given: then nothing is done, and the next one asks again", async () => {
    const { keeper, attempt, asked } = door("so_1");
    const done = keeper.unlocked(attempt);
    await asked(false);
    keeper.decline();
    await expect(done).rejects.toMatchObject({ failure: { kind: "keyNeeded" } });
    expect(keeper.snapshot()).toBeUndefined();
    void keeper.unlocked(attempt);
    await asked(false);
  });

  it("of before a reload is used, until the server takes it no longer", async () => {
    const { state, keeper, attempt, asked } = door("so_1", "so_1");
    expect(await keeper.unlocked(attempt)).toBe("opened by so_1");
    state.opensTo = "so_2";
    void keeper.unlocked(attempt);
    await asked(true);
    expect(state.stored).toBeNull();
  });

  it("has nothing to do with other failures", async () => {
    const { keeper } = door("so_1");
    const late = async () => Promise.reject(new FailureError({ kind: "late" }));
    await expect(keeper.unlocked(late)).rejects.toMatchObject({ failure: { kind: "late" } });
    expect(keeper.snapshot()).toBeUndefined();
  });
});
