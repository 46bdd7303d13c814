import { randomHex } from "./random";

/** A new W3C trace context: the read's trace begins here, with the page's request. */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

/** The address of a trace, by a template such as `https://jaeger.example/trace/{trace_id}`. */
export function traceAddress(template: string, traceId: string): string {
  return template.replaceAll("{trace_id}", encodeURIComponent(traceId));
}
