import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Correction } from "../api/client";
import { FailureError, type FailureKind } from "../api/failure";
import { CorrectionOutbox } from "./CorrectionOutbox";

/** A server whose answers the test gives, one by one. */
function server() {
  const received: Correction[] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const send = (correction: Correction) => {
    received.push(correction);
    return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }));
  };
  const answer = async () => {
    answers.shift()?.resolve();
    await vi.advanceTimersByTimeAsync(0);
  };
  const fail = async (kind: FailureKind) => {
    answers.shift()?.reject(new FailureError({ kind }));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { received, send, answer, fail };
}

function outboxWith(
  send: (correction: Correction) => Promise<void>,
  stored = new Map<string, string>(),
) {
  const outbox = new CorrectionOutbox(send, {
    ids: () => [...stored.keys()],
    load: (id) => stored.get(id) ?? null,
    store: (id, value) => void (value === null ? stored.delete(id) : stored.set(id, value)),
  });
  return { outbox, stored };
}

const first = new Map([["0", "Hello"]]);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the outbox of corrections", () => {
  it("sends the whole text with the lines that changed, and says when it is saved", async () => {
    const { received, send, answer } = server();
    const { outbox } = outboxWith(send);
    outbox.put("a", "Hello\nworld", first);
    expect(received).toEqual([
      { id: "a", text: "Hello\nworld", lines: [{ ord_num: 0, text: "Hello" }], layout: null },
    ]);
    expect(outbox.stateOfLine("a", "0")).toBe("saving");
    await answer();
    expect(outbox.stateOfLine("a", "0")).toBe("saved");
    expect(outbox.stateOfLine("a", "1")).toBeUndefined();
    expect(outbox.stateOf("a")).toBe("saved");
  });

  it("sends what changed while it was sending, after that", async () => {
    const { received, send, answer } = server();
    const { outbox } = outboxWith(send);
    outbox.put("a", "Hello", first);
    outbox.put("a", "Hello!", new Map([["0", "Hello!"]]));
    expect(received).toHaveLength(1);
    await answer();
    expect(outbox.stateOfLine("a", "0")).toBe("saving");
    expect(received[1]).toMatchObject({ lines: [{ text: "Hello!" }] });
    await answer();
    expect(outbox.stateOf("a")).toBe("saved");
  });

  it("waits while the server is away, and sends again by itself, later and later", async () => {
    const { received, send, fail, answer } = server();
    const { outbox } = outboxWith(send);
    outbox.put("a", "Hello", first);
    await fail("unreachable");
    expect(outbox.stateOf("a")).toBe("waiting");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(received).toHaveLength(2);
    await fail("full");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(received).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(received).toHaveLength(3);
    await answer();
    expect(outbox.stateOf("a")).toBe("saved");
  });

  it("leaves to a person what the server refused", async () => {
    const { received, send, fail } = server();
    const { outbox } = outboxWith(send);
    outbox.put("a", "Hello", first);
    await fail("refused");
    expect(outbox.stateOf("a")).toBe("failed");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(received).toHaveLength(1);
    void outbox.flush(true);
    expect(received).toHaveLength(2);
  });

  it("survives a reload", async () => {
    const before = server();
    const { outbox, stored } = outboxWith(before.send);
    outbox.put("a", "Hello", first);
    const after = server();
    const { outbox: reopened } = outboxWith(after.send, stored);
    void reopened.flush();
    expect(after.received).toEqual(before.received);
    await after.answer();
    expect(reopened.stateOf("a")).toBe("saved");
  });

  it("starts empty when what is stored makes no sense", () => {
    const { outbox } = outboxWith(async () => {}, new Map([["a", "{not json"]]));
    expect(outbox.snapshot()).toEqual({});
  });

  it("forgets what is saved, so that nothing is stored without need", async () => {
    const { send, answer } = server();
    const { outbox, stored } = outboxWith(send);
    outbox.put("a", "Hello", first);
    expect(stored.get("a")).toContain("Hello");
    await answer();
    expect(stored.size).toBe(0);
    expect(outbox.empty).toBe(true);
  });

  it("loses nothing that another tab stores, of another picture or of the same", async () => {
    const [here, there] = [server(), server()];
    const { outbox, stored } = outboxWith(here.send);
    const { outbox: other } = outboxWith(there.send, stored);
    outbox.put("a", "Hello\nworld", first);
    other.put("b", "Good day", first);
    other.put("a", "Hello\nWorld", new Map([["1", "World"]]));
    expect([...stored.keys()].sort()).toEqual(["a", "b"]);
    await here.answer();
    expect(here.received.at(-1)).toEqual({
      id: "a",
      text: "Hello\nWorld",
      lines: [{ ord_num: 1, text: "World" }],
      layout: null,
    });
  });

  it("tells one by one only lines that were read; others are in the text", async () => {
    const { received, send } = server();
    outboxWith(send).outbox.put("a", "Hello\nyou", new Map([...first, ["+12", "you"]]));
    expect(received[0]).toMatchObject({ text: "Hello\nyou", lines: [{ ord_num: 0 }] });
  });

  it("says of a picture that was deleted meanwhile that it is gone, and keeps nothing", async () => {
    const { send, fail } = server();
    const { outbox, stored } = outboxWith(send);
    outbox.put("a", "Hello", first);
    await fail("gone");
    expect(outbox.stateOf("a")).toBe("gone");
    expect(stored.size).toBe(0);
  });

  it("lets nothing be kept unless a person says so, and only lines", async () => {
    const { received, send } = server();
    const { outbox } = outboxWith(send);
    outbox.put("a", "Hello", first);
    outbox.put("b", "Hello", first, undefined, true);
    outbox.put("c", "Hello there", new Map(), undefined, true);
    await vi.advanceTimersByTimeAsync(0);
    expect(received.map(({ id, keep }) => [id, keep])).toEqual([
      ["a", undefined],
      ["b", true],
      ["c", undefined],
    ]);
  });

  it("lets lines be kept that a person made", () => {
    const { received, send } = server();
    const made = { ord_num: null, text: "new", points: null, separator: "\n" } as const;
    outboxWith(send).outbox.put("a", "new", new Map([["+1", "new"]]), [made], true);
    expect(received[0]).toMatchObject({ lines: [], keep: true });
  });

  it("does not let lines be kept that wait since before a person said so", async () => {
    const { received, send, fail } = server();
    const { outbox, stored } = outboxWith(send);
    outbox.put("a", "Hello", first);
    await fail("unreachable");
    outbox.put("a", "Hello\nworld", new Map([["1", "world"]]), undefined, true);
    expect(received.at(-1)?.lines).toHaveLength(2);
    expect(received.at(-1)).not.toHaveProperty("keep");
    expect(stored.get("a")).not.toContain("keep");
  });

  it("lets all lines be kept where a person says that each is right, until one changes", async () => {
    const { received, send, answer, fail } = server();
    const { outbox, stored } = outboxWith(send);
    const all = [{ ord_num: 0, text: "Hello", points: null, separator: "" } as const];
    outbox.put("a", "Hello", first);
    outbox.put("a", "Hello", new Map(), all, "whole");
    await answer();
    expect(received[1]).toMatchObject({ layout: all, keep: true, whole: true });
    await fail("unreachable");
    const after = server();
    void outboxWith(after.send, stored).outbox.flush();
    expect(after.received[0]).toMatchObject({ keep: true, whole: true });
    outbox.put("a", "Hullo", new Map([["0", "Hullo"]]), undefined, true);
    expect(received.at(-1)).not.toHaveProperty("whole");
  });

  it("tells lines once more that may be kept by now, and remembers it over a reload", async () => {
    const { received, send, answer, fail } = server();
    const { outbox, stored } = outboxWith(send);
    outbox.put("a", "Hello", first);
    outbox.put("a", "Hello", first, undefined, true);
    await answer();
    expect(received).toHaveLength(2);
    expect(received[1]).toMatchObject({ lines: [{ text: "Hello" }], keep: true });
    await fail("unreachable");
    const after = server();
    void outboxWith(after.send, stored).outbox.flush();
    expect(after.received[0]).toMatchObject({ keep: true });
  });
});
