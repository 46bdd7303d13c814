/** A new W3C trace context: the read's trace begins here, with the page's request. */
export function newTraceparent(): string {
  return `00-${hex(16)}-${hex(8)}-01`;
}

/** The address of a trace, by a template such as `https://jaeger.example/trace/{trace_id}`. */
export function traceAddress(template: string, traceId: string): string {
  return template.replaceAll("{trace_id}", encodeURIComponent(traceId));
}

function hex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
