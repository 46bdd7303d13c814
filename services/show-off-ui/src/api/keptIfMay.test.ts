import { describe, expect, it } from "vitest";
import { FailureError, type FailureKind } from "./failure";
import { keptIfMay } from "./keptIfMay";

/** Sends to a server that fails what is to be kept, or all. */
function sendTo(kind: FailureKind, all = false) {
  const sent: boolean[] = [];
  const send = async (keep: boolean) => {
    sent.push(keep);
    if (all || keep) throw new FailureError({ kind });
  };
  return { sent, send };
}

describe("a correction whose lines may be kept", () => {
  it("counts all the same where none are kept", async () => {
    const { sent, send } = sendTo("refused");
    await keptIfMay(true, send);
    expect(sent).toEqual([true, false]);
  });

  it("waits with its consent while the server is away", async () => {
    const { sent, send } = sendTo("unreachable");
    await expect(keptIfMay(true, send)).rejects.toThrow(FailureError);
    expect(sent).toEqual([true]);
  });

  it("fails where it is refused for another reason", async () => {
    for (const keep of [true, false]) {
      await expect(keptIfMay(keep, sendTo("refused", true).send)).rejects.toThrow(FailureError);
    }
  });
});
