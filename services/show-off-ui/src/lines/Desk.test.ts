import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Reading } from "../read/reading";
import { Desk } from "./Desk";
import { textOf } from "./document";
import type { Kept } from "./laid";
import { split } from "./structure";

const reading: Reading = {
  id: "a",
  text: "Hel1o there\n\nworld",
  width: 10,
  height: 10,
  lines: ["Hel1o", "there", "world"].map((text) => ({ text, confidence: 0.9, points: [[0, 0]] })),
};

/** A desk, what the browser keeps of it, and what was sent, by line and as a whole. */
function deskWith(shelf = new Map<string, Kept>()) {
  const sent: { text: string; lines: Record<string, string> }[] = [];
  const desk = new Desk({
    load: (id) => shelf.get(id),
    store: (id, kept) => void shelf.set(id, kept),
    send: (_, text, lines) => void sent.push({ text, lines: Object.fromEntries(lines) }),
  });
  const text = (of = reading) => textOf(desk.of(of).now);
  return { desk, shelf, sent, text };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("what is typed", () => {
  it("is kept within a second and sent when the field is left", () => {
    const { desk, shelf, sent } = deskWith();
    desk.of(reading);
    desk.type("a", "0", "Hello");
    vi.advanceTimersByTime(1_000);
    expect(shelf.get("a")).toMatchObject({ sent: false });
    expect(sent).toEqual([]);
    desk.leave("a");
    expect(sent).toEqual([{ text: "Hello there\n\nworld", lines: { 0: "Hello" } }]);
    expect(shelf.get("a")).toMatchObject({ sent: true });
  });

  it("is sent without leaving once nothing more is typed", () => {
    const { desk, sent } = deskWith();
    desk.of(reading);
    desk.type("a", "0", "Hello");
    vi.advanceTimersByTime(10_000);
    expect(sent).toHaveLength(1);
    desk.leave("a");
    expect(sent).toHaveLength(1);
  });

  it("is there again after the page went away in between, and is then sent", () => {
    const { desk, shelf } = deskWith();
    desk.of(reading);
    desk.type("a", "2", "whole world");
    vi.advanceTimersByTime(1_000);
    const again = deskWith(shelf);
    expect(again.text()).toBe("Hel1o there\n\nwhole world");
    vi.advanceTimersByTime(1_000);
    expect(again.sent).toEqual([
      { text: "Hel1o there\n\nwhole world", lines: { 2: "whole world" } },
    ]);
  });

  it("is sent once more when something else holds for it, as far as it was changed here", () => {
    const { desk, sent } = deskWith();
    desk.of(reading);
    desk.sendAgain("a");
    expect(sent).toEqual([]);
    desk.type("a", "0", "Hello");
    desk.leave("a");
    desk.sendAgain("a");
    expect(sent).toEqual(Array(2).fill({ text: "Hello there\n\nworld", lines: { 0: "Hello" } }));
    desk.undo("a");
    sent.length = 0;
    desk.sendAgain("a");
    expect(sent).toEqual([]);
  });

  it("becomes one line again when the field is left", () => {
    const { desk, text } = deskWith();
    desk.of(reading);
    desk.type("a", "0", " Hello\n you ");
    desk.leave("a");
    expect(text()).toBe("Hello you there\n\nworld");
  });

  it("may empty a line and fill it again in its place", () => {
    const { desk, text } = deskWith();
    desk.of(reading);
    desk.type("a", "1", "");
    desk.leave("a");
    expect(text()).toBe("Hel1o\n\nworld");
    desk.type("a", "1", "there");
    desk.leave("a");
    expect(text()).toBe(reading.text);
  });

  it("is given up as a whole", () => {
    const { desk, sent, text } = deskWith();
    desk.of(reading);
    desk.type("a", "0", "Hell");
    desk.type("a", "0", "Hello");
    desk.giveUp("a");
    expect(text()).toBe(reading.text);
    expect(sent).toEqual([]);
  });

  it("in the whole text reaches the lines, however it got there", () => {
    const { desk, text } = deskWith();
    desk.of(reading);
    desk.typeWhole("a", "");
    desk.typeWhole("a", "A note\nHello there\n\nworld");
    desk.leave("a");
    expect(desk.of(reading).now.map(({ id }) => id.slice(0, 1))).toEqual(["+", "0", "1", "2"]);
    desk.type("a", "0", "Hullo");
    desk.leave("a");
    expect(text()).toBe("A note\nHullo there\n\nworld");
    desk.undo("a");
    desk.undo("a");
    expect(text()).toBe(reading.text);
  });
});

describe("what was done before", () => {
  const stored = {
    ...reading,
    corrected: { text: "Hello there\n\nworld", lines: ["Hello", "there", "world"] },
  };

  it("comes from the server with its rows and paragraphs", () => {
    const { desk, text } = deskWith();
    expect(text({ ...stored, text: "Hel1o\nthere\nworld" })).toBe("Hello there\n\nworld");
    expect([...desk.of(stored).checked]).toEqual(["0"]);
  });

  it("comes with ticks and new lines from this browser, as long as nobody changed it since", () => {
    const { desk, shelf, text } = deskWith();
    desk.of(reading);
    desk.change("a", (now) => split(now, "2", 2));
    desk.check("a", "1");
    vi.advanceTimersByTime(120_000);
    const whole = { text: text(), lines: ["Hel1o", "there", "wo"] };
    const again = deskWith(shelf);
    const edits = again.desk.of({ ...reading, corrected: whole });
    expect(edits.now).toEqual(desk.of(reading).now);
    expect(edits.checked).toContain("1");
    const elsewhere = { text: "Changed elsewhere", lines: ["Changed", "elsewhere", ""] };
    expect(deskWith(shelf).text({ ...reading, corrected: elsewhere })).toBe("Changed elsewhere");
  });
});

it("says of all lines that they are right, whether they were changed or not", () => {
  const send = vi.fn();
  const desk = new Desk({ load: () => undefined, store: () => {}, send });
  desk.of(reading);
  desk.allRight("a");
  expect([...desk.of(reading).checked]).toEqual(["0", "1", "2"]);
  const [, text, lines, layout, whole] = send.mock.calls.at(-1) ?? [];
  expect([text, lines.size, layout.length, whole]).toEqual([reading.text, 0, 3, true]);
});

describe("a page of a document", () => {
  const page = { ...reading, page: { job: "j", number: 1 } };

  it("is sent, too, and what was kept of it here alone", () => {
    const { desk, shelf, sent } = deskWith();
    desk.of(page);
    desk.type("a", "0", "Hello");
    desk.leave("a");
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(120_000);
    const kept = shelf.get("a") as Kept;
    shelf.set("a", { ...kept, only: true });
    const again = deskWith(shelf);
    expect(again.text(page)).toBe("Hello there\n\nworld");
    vi.advanceTimersByTime(1_000);
    expect(again.sent).toEqual([{ text: "Hello there\n\nworld", lines: { 0: "Hello" } }]);
    expect(shelf.get("a")).not.toHaveProperty("only");
  });
});

describe("two tabs", () => {
  function twoTabs() {
    const shelf = new Map<string, Kept>();
    const tabs = [deskWith(shelf), deskWith(shelf)] as const;
    for (const { text } of tabs) text();
    return tabs;
  }

  it("go on with what the other has sent", () => {
    const [one, other] = twoTabs();
    one.desk.type("a", "0", "Hello");
    one.desk.leave("a");
    other.desk.adopt("a");
    other.desk.type("a", "2", "World");
    other.desk.leave("a");
    expect(other.sent).toEqual([{ text: "Hello there\n\nWorld", lines: { 2: "World" } }]);
  });

  it("keep what is being typed, and what the other sends meanwhile", () => {
    const [one, other] = twoTabs();
    one.desk.type("a", "1", "yo");
    vi.advanceTimersByTime(1_000);
    other.desk.type("a", "0", "Hello");
    other.desk.leave("a");
    one.desk.adopt("a");
    one.desk.type("a", "1", "you");
    expect(one.text()).toBe("Hello you\n\nworld");
    one.desk.leave("a");
    expect(one.sent.at(-1)?.text).toBe("Hello you\n\nworld");
    other.desk.adopt("a");
    expect(other.text()).toBe("Hello you\n\nworld");
  });

  it("overwrite nothing that they have not heard of yet", () => {
    const [one, other] = twoTabs();
    one.desk.type("a", "0", "Hello");
    one.desk.leave("a");
    other.desk.type("a", "2", "World");
    other.desk.leave("a");
    expect(other.sent.at(-1)?.text).toBe("Hello there\n\nWorld");
    one.desk.adopt("a");
    expect(one.text()).toBe("Hello there\n\nWorld");
  });

  it("undo only what each has done itself", () => {
    const [one, other] = twoTabs();
    one.desk.type("a", "0", "Hello");
    one.desk.leave("a");
    other.desk.type("a", "2", "World");
    other.desk.leave("a");
    one.desk.adopt("a");
    one.desk.undo("a");
    expect(one.text()).toBe("Hel1o there\n\nWorld");
    expect(one.sent.at(-1)?.lines).toEqual({ 0: "Hel1o" });
  });
});

describe("readings of one picture", () => {
  const lines = ["Hel1o", "world"].map((text, index) => {
    const [top, bottom] = [20 * index, 20 * index + 10];
    const points = [
      [0, top],
      [90, top],
      [90, bottom],
      [0, bottom],
    ] as const;
    return { text, confidence: 0.9, points };
  });
  const read = (id: string): Reading => ({ ...reading, id, text: "Hel1o\nworld", lines });
  const [one, two, three] = [read("1"), read("2"), read("3")] as const;
  const correct = (desk: Desk, { id }: Reading, text: string) => {
    desk.type(id, "0", text);
    desk.leave(id);
  };

  it("say what was said last in any of them", () => {
    const { desk, sent, text } = deskWith();
    desk.of(one);
    correct(desk, one, "first");
    desk.carry([one], two);
    expect(text(two)).toBe("first\nworld");
    correct(desk, two, "second");
    desk.carry([one, two], three);
    expect(text(three)).toBe("second\nworld");
    correct(desk, three, "third");
    desk.carry([two, three], one);
    expect(text(one)).toBe("third\nworld");
    expect(sent.at(-1)).toEqual({ text: "third\nworld", lines: { 0: "third" } });
    correct(desk, one, "fourth");
    desk.carry([three, one], two);
    expect(text(two)).toBe("fourth\nworld");
  });

  it("do so after a reload, where the one shown last is the latest", () => {
    const { desk, shelf } = deskWith();
    desk.of(one);
    correct(desk, one, "first");
    desk.carry([one], two);
    correct(desk, two, "second");
    const again = deskWith(shelf);
    again.desk.carry([one], two);
    expect(again.text(two)).toBe("second\nworld");
    again.desk.carry([two], one);
    expect(again.text(one)).toBe("second\nworld");
  });
});
