import { FailureError, failureOf, unanswered } from "./failure";
import { areStages, type Stage, stagesIn } from "./stages";

/** Longer than any deadline of the server; a connection that hangs must not hang the page. */
const TIMEOUT_MS = 120_000;

export interface Upload {
  readonly url: string;
  readonly form: FormData;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Called as bytes leave; the last call, with `sent === total`, says that all have left. */
  readonly onSent: (sent: number, total: number) => void;
  /** Called with the stage that the server is at, where it tells. */
  readonly onStage: (stage: Stage) => void;
}

/**
 * Posts a form and returns the JSON of the answer. XMLHttpRequest, because fetch does not tell how
 * many bytes of a body have been sent.
 *
 * @throws FailureError for an error answer or none; AbortError if `signal` fires.
 */
export function upload({ url, form, headers, signal, ...tell }: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (error: Error) => () => reject(error);
    request.open("POST", url);
    request.timeout = TIMEOUT_MS;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => tell.onSent(loaded, total);
    request.upload.onload = ({ total }) => tell.onSent(total, total);
    request.onprogress = () => {
      const stage = stagesOf(request).at(-1);
      if (stage) tell.onStage(stage);
    };
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
  const last = stagesOf(request).at(-1);
  if (status < 200 || status >= 300) {
    throw new FailureError(
      failureOf(status, responseText, request.getResponseHeader("Retry-After")),
    );
  }
  if (last?.problem) {
    const { problem, retry_after } = last;
    throw new FailureError(
      failureOf(problem.status, JSON.stringify(problem), retry_after?.toString() ?? null),
    );
  }
  if (last?.answer) return last.answer;
  try {
    return JSON.parse(responseText);
  } catch {
    throw new FailureError({ kind: "broken" });
  }
}

function stagesOf(request: XMLHttpRequest): Stage[] {
  const told = request.status === 200 && areStages(request.getResponseHeader("Content-Type"));
  return told ? stagesIn(request.responseText) : [];
}
