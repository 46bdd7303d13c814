import { expect, it } from "vitest";
import { holdAfter } from "./hold";

it("tries a server that is away again, later and later, a minute at most", () => {
  const waits = [0, 1, 2, 9].map((attempts) => holdAfter({ kind: "unreachable" }, attempts, 0));
  expect(waits.map((hold) => hold?.until)).toEqual([2_000, 4_000, 8_000, 60_000]);
});

it("tries a busy server again when it said", () => {
  expect(holdAfter({ kind: "full", retryAfter: 90 }, 3, 1_000)?.until).toBe(91_000);
  expect(holdAfter({ kind: "full" }, 0, 0)?.until).toBe(2_000);
});

it("waits for the network without a time", () => {
  expect(holdAfter({ kind: "offline" }, 0, 0)).toEqual({ failure: { kind: "offline" } });
});

it("does not hold up others for what is wrong with one", () => {
  for (const kind of ["broken", "tooLarge", "late", "notAPicture"] as const) {
    expect(holdAfter({ kind }, 0, 0)).toBeUndefined();
  }
});
