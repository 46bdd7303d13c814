import { afterEach, describe, expect, it, vi } from "vitest";
import { failureOf } from "./failure";

afterEach(() => vi.useRealTimers());

describe("an error answer", () => {
  it("is understood as problem details", () => {
    const body = JSON.stringify({ status: 413, detail: "50 x 50", trace_id: "abc" });
    expect(failureOf(413, body, null)).toEqual({
      kind: "tooLarge",
      detail: "50 x 50",
      traceId: "abc",
    });
  });

  it("is understood by its status when a proxy wrote the body", () => {
    expect(failureOf(504, "<html>Gateway Time-out</html>", null)).toEqual({ kind: "late" });
    expect(failureOf(502, "<html>Bad Gateway</html>", null)).toEqual({ kind: "unreachable" });
    expect(failureOf(502, '{"detail": "It broke."}', null)).toMatchObject({ kind: "broken" });
    expect(failureOf(500, "null", null)).toEqual({ kind: "broken" });
    expect(failureOf(422, "[]", null)).toEqual({ kind: "refused" });
  });

  it("says after how many seconds to try again", () => {
    expect(failureOf(503, "", "7")).toEqual({ kind: "full", retryAfter: 7 });
  });

  it("says it also when the server names a date", () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-21T10:00:00Z") });
    const answer = failureOf(503, "", "Sat, 21 Nov 2026 10:00:30 GMT");
    expect(answer).toEqual({ kind: "full", retryAfter: 30 });
  });

  it("is not delayed by a Retry-After that makes no sense", () => {
    expect(failureOf(503, "", "soon")).toEqual({ kind: "full" });
  });
});
