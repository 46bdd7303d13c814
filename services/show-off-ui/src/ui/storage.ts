/** What this browser remembers. Where storage is forbidden or full, it just does not. */
const PREFIX = "show-off.";

/** Until it is cleared, or only until this tab is closed. */
type Span = "lasting" | "visit";

export function recall(key: string, span: Span = "lasting"): string | null {
  try {
    return storage(span).getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string | null, span: Span = "lasting"): void {
  try {
    if (value === null) storage(span).removeItem(PREFIX + key);
    else storage(span).setItem(PREFIX + key, value);
  } catch {
    // Kept until the page is loaded anew.
  }
}

/** All that is remembered under keys that begin so, by what follows in the key. */
export function remembered(start: string): string[] {
  try {
    const whole = PREFIX + start;
    const keys = Object.keys(storage("lasting"));
    return keys.filter((key) => key.startsWith(whole)).map((key) => key.slice(whole.length));
  } catch {
    return [];
  }
}

/** Calls with what follows in the key whenever another tab changes what begins so. */
export function onRemembered(start: string, listen: (rest: string) => void): void {
  const whole = PREFIX + start;
  addEventListener("storage", ({ key }) => {
    if (key?.startsWith(whole)) listen(key.slice(whole.length));
  });
}

function storage(span: Span): Storage {
  return span === "visit" ? sessionStorage : localStorage;
}
