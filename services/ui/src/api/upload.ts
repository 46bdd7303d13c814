import { FailureError, failureOf, unanswered } from "./failure";

/** Longer than any deadline of the server; a connection that hangs must not hang the page. */
const TIMEOUT_MS = 120_000;

interface Upload {
  readonly url: string;
  readonly form: FormData;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Called as bytes leave; the last call, with `sent === total`, says that all have left. */
  readonly onProgress: (sent: number, total: number) => void;
}

/**
 * Posts a form and returns the JSON of the answer. XMLHttpRequest, because fetch does not tell how
 * many bytes of a body have been sent.
 *
 * @throws FailureError for an error answer or none; AbortError if `signal` fires.
 */
export function upload({ url, form, headers, signal, onProgress }: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (error: Error) => () => reject(error);
    request.open("POST", url);
    request.timeout = TIMEOUT_MS;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.upload.onload = ({ total }) => onProgress(total, total);
    request.onerror = () => reject(new FailureError(unanswered()));
    request.ontimeout = fail(new FailureError({ kind: "late" }));
    request.onabort = fail(new DOMException("cancelled", "AbortError"));
    request.onload = () => {
      try {
        resolve(answer(request));
      } catch (error) {
        reject(error);
      }
    };
    if (signal.aborted) return request.onabort?.(new ProgressEvent("abort"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

function answer(request: XMLHttpRequest): unknown {
  const { status, responseText } = request;
  if (status !== 200) {
    throw new FailureError(
      failureOf(status, responseText, request.getResponseHeader("Retry-After")),
    );
  }
  try {
    return JSON.parse(responseText);
  } catch {
    throw new FailureError({ kind: "broken" });
  }
}
