import { useEffect, useEffectEvent, useState } from "react";
import type { Failure } from "../api/failure";

/**
 * Tries again by itself where that helps: when a busy server said when, and when the browser is
 * back online. Returns the seconds left until then, undefined if nothing will happen by itself.
 */
export function useRetry(failure: Failure, retry: () => void): number | undefined {
  const [secondsLeft, setSecondsLeft] = useState(failure.retryAfter);
  const retried = useEffectEvent(retry);

  useEffect(() => {
    const { retryAfter } = failure;
    setSecondsLeft(retryAfter);
    if (retryAfter === undefined) return;
    const due = Date.now() + retryAfter * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((due - Date.now()) / 1000));
      setSecondsLeft(left);
      if (left > 0) return;
      clearInterval(timer);
      retried();
    }, 250);
    return () => clearInterval(timer);
  }, [failure]);

  useEffect(() => {
    if (failure.kind !== "offline") return;
    const listen = () => retried();
    addEventListener("online", listen);
    return () => removeEventListener("online", listen);
  }, [failure]);

  return secondsLeft;
}
