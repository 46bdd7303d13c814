import { expect, it, vi } from "vitest";
import { FailureError } from "../api/failure";
import type { JobStatus } from "../api/jobs";
import type { Reading } from "../read/reading";
import { newDocument, pagesOf, type SentDocument, withPages } from "./document";
import { follow, type Server } from "./follow";

const document = newDocument("d", new File(["%PDF-"], "report.pdf"));
const page = (number: number) => ({ id: `d-${number}` }) as Reading;

function status(version: number, done: number, finished = false): JobStatus {
  const pages = { total: 3, done, failed: 0 };
  return {
    id: "j",
    version,
    pages,
    finished,
    state: finished ? "succeeded" : "running",
    formats: ["pdf"],
  };
}

/** A server that is at one status after the other; a page is read when so many are done. */
function server(statuses: readonly (JobStatus | Error)[]) {
  const left = [...statuses];
  let done = 0;
  const answers = {
    send: vi.fn(async () => status(0, 0)),
    status: vi.fn(async (_id: string, _known: number | undefined) => {
      const next = left.shift();
      if (next instanceof Error || !next) throw next ?? new Error("asked too often");
      done = next.pages.done;
      return next;
    }),
    page: vi.fn(async (_: string, number: number) => (number <= done ? page(number) : undefined)),
    wait: vi.fn(async () => {}),
  } satisfies Server;
  return answers;
}

function shown() {
  const pages: number[] = [];
  const state: { now: Partial<SentDocument> } = { now: {} };
  return {
    pages,
    state,
    change: (change: Partial<SentDocument>) => {
      state.now = { ...state.now, ...change };
    },
    page: (number: number) => void pages.push(number),
  };
}

const never = new AbortController().signal;

it("tells of each page as soon as it is read, and of each once", async () => {
  const [asked, told] = [server([status(1, 1), status(2, 3), status(3, 3, true)]), shown()];
  await follow(document, asked, told, never);
  expect(told.pages).toEqual([1, 2, 3]);
  expect(told.state.now).toMatchObject({ state: "read", id: "j", total: 3, formats: ["pdf"] });
  expect(asked.status.mock.calls.map(([, known]) => known)).toEqual([undefined, 1, 2]);
});

it("goes on with what was sent before, without sending it again", async () => {
  const asked = server([status(3, 3, true)]);
  await follow({ ...document, id: "j", state: "reading" }, asked, shown(), never);
  expect(asked.send).not.toHaveBeenCalled();
});

it("waits for a server that is away, and loses nothing", async () => {
  const away = new FailureError({ kind: "unreachable" });
  const [asked, told] = [server([status(1, 1), away, away, status(2, 3, true)]), shown()];
  await follow(document, asked, told, never);
  expect(asked.wait).toHaveBeenCalledTimes(2);
  expect(told.pages).toEqual([1, 2, 3]);
});

it("says why a document cannot be read", async () => {
  const asked = server([
    { ...status(1, 0, true), state: "failed", problem: { kind: "document", detail: "Locked." } },
  ]);
  asked.page.mockResolvedValue(undefined);
  const told = shown();
  await follow(document, asked, told, never);
  expect(told.state.now).toMatchObject({ state: "failed", failure: { detail: "Locked." } });
});

it("stops when nobody wants it any more", async () => {
  const asked = server([status(1, 1)]);
  const controller = new AbortController();
  asked.page.mockImplementation(async () => {
    controller.abort();
    throw new DOMException("", "AbortError");
  });
  const told = shown();
  await follow(document, asked, told, controller.signal);
  expect(told.state.now.state).toBe("reading");
});

it("has its pages side by side in the queue, as many as are known", () => {
  const other = { ...pagesOf(document, 1, 1)[0], key: "x", page: undefined } as never;
  const list = withPages([...pagesOf(document, 1, 1), other], { ...document, total: 3 });
  expect(list.map(({ key }) => key)).toEqual(["d-1", "d-2", "d-3", "x"]);
  expect(withPages(list, { ...document, total: 3 })).toBe(list);
});
