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

function storage(span: Span): Storage {
  return span === "visit" ? sessionStorage : localStorage;
}
