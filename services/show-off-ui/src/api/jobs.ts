import type { Reading } from "../read/reading";
import type { Correction, FormatName } from "./client";
import { api, settled } from "./client";
import { type Failure, FailureError, failureIn, failureOf, unanswered } from "./failure";
import { keeper, keyHeaders } from "./key";
import { type PageAnswer, readingOfPage } from "./pageAnswer";
import type { components } from "./schema";
import { newTraceparent } from "./trace";
import { upload } from "./upload";

type JobAnswer = components["schemas"]["Job"];
type PageLines = NonNullable<Correction["layout"]>;

/** How far a job of one document is. */
export interface JobStatus {
  readonly id: string;
  readonly state: JobAnswer["state"];
  readonly finished: boolean;
  readonly version: number;
  readonly pages: JobAnswer["pages"];
  /** In which formats all of it can be had. */
  readonly formats: readonly FormatName[];
  /** Why nothing of it could be read. */
  readonly problem?: Failure;
}

/** Seconds that the server holds an answer back while nothing changes. */
const WAIT_S = 20;

/** Sends a document to be read; under the same key it is the same job. @throws FailureError */
export async function sendJob(
  key: string,
  name: string,
  file: Blob,
  signal: AbortSignal,
): Promise<JobStatus> {
  const form = new FormData();
  form.append("file", file, name);
  const answer = await keeper.unlocked((secret) =>
    upload({
      url: "/api/jobs",
      form,
      headers: {
        ...keyHeaders(secret),
        traceparent: newTraceparent(),
        "Idempotency-Key": key,
      },
      signal,
      onSent: () => {},
      onStage: () => {},
    }),
  );
  return statusOf(answer as JobAnswer);
}

/**
 * How far a job is: at once, or once its version is another than the one known; undefined where
 * that does not come for a while.
 *
 * @throws FailureError
 */
export async function jobStatus(
  id: string,
  known: number | undefined,
  signal: AbortSignal,
): Promise<JobStatus | undefined> {
  return keeper.unlocked(async (secret) => {
    const tag = known === undefined ? {} : { "If-None-Match": `"${known}"` };
    const params = { path: { job_id: id }, query: known === undefined ? {} : { wait: WAIT_S } };
    const headers = { ...keyHeaders(secret), ...tag };
    const answer = api.GET("/jobs/{job_id}", { params, headers, signal });
    const { response, data, error } = await answer.catch((cause) => {
      throw signal.aborted ? cause : new FailureError(unanswered());
    });
    if (response.status === 304) return undefined;
    if (data) return statusOf(data);
    const retryAfter = response.headers.get("Retry-After");
    throw new FailureError(failureOf(response.status, JSON.stringify(error), retryAfter));
  });
}

/** What a page says, or why it does not; undefined while it is not read. @throws FailureError */
export async function jobPage(
  id: string,
  number: number,
  signal: AbortSignal,
): Promise<Reading | Failure | undefined> {
  const path = { job_id: id, number: "1", format_name: "json" };
  try {
    const answer = await settled((headers) =>
      api.GET("/jobs/{job_id}/documents/{number}/{format_name}", {
        params: { path, query: { page: number } },
        headers,
        signal,
        parseAs: "json",
      }),
    );
    const page = (answer as unknown as { readonly pages: readonly PageAnswer[] }).pages[0];
    return page && readingOfPage(id, number, page);
  } catch (error) {
    if (failureIn(error).kind === "unfinished") return undefined;
    throw error;
  }
}

/** Whether a reading of this id is of a page of a document. */
export function isPage(id: string): boolean {
  return PAGE.test(id);
}

const PAGE = /^([0-9a-f]{32})-(\d+)$/;

/** Tells what a page reads, line by line. @throws FailureError; `gone` where its job was deleted */
export async function correctPage(id: string, lines: PageLines): Promise<void> {
  const [, job_id = "", page = ""] = PAGE.exec(id) ?? [];
  const params = { path: { job_id, number: "1", page } };
  await settled((headers) =>
    api.PUT("/jobs/{job_id}/documents/{number}/pages/{page}/lines", {
      params,
      headers,
      body: { lines: [...lines] },
    }),
  );
}

/** All of a document in a format. @throws FailureError; `unfinished` while that is being made */
export async function fetchDocument(id: string, format: FormatName): Promise<Blob> {
  const path = { job_id: id, number: "1", format_name: format };
  const file = await settled((headers) =>
    api.GET("/jobs/{job_id}/documents/{number}/{format_name}", {
      params: { path },
      headers,
      parseAs: "blob",
    }),
  );
  return file as unknown as Blob;
}

/** @throws FailureError */
export async function cancelJob(id: string): Promise<void> {
  const params = { path: { job_id: id } };
  await settled((headers) => api.POST("/jobs/{job_id}/cancel", { params, headers }));
}

function statusOf({ id, state, version, pages, documents, problem }: JobAnswer): JobStatus {
  const [document] = documents;
  const why = document?.problem ?? problem;
  return {
    id,
    state,
    finished: state !== "waiting" && state !== "running",
    version,
    pages,
    formats: Object.keys(document?.formats ?? {}) as FormatName[],
    ...(why && { problem: { kind: "document", detail: why.detail } as const }),
  };
}
