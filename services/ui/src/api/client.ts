import createClient, { type FetchResponse } from "openapi-fetch";
import type { Reading } from "../read/reading";
import { FailureError, failureOf, unanswered } from "./failure";
import type { components, paths } from "./schema";
import { ACCEPT_STAGES } from "./stages";
import { newTraceparent } from "./trace";
import { type Upload, upload } from "./upload";

type Schemas = components["schemas"];
export type HistoryPage = Schemas["Page"];
export type HistoryEntry = HistoryPage["images"][number];
export type HistoryDetail = Awaited<ReturnType<typeof findInHistory>>;
export type Correction = Schemas["CorrectionForm"];

const BASE = "/api";

// The global fetch is looked up at each call, so that it may be instrumented.
const api = createClient<paths>({ baseUrl: BASE, fetch: (request) => fetch(request) });

/** Reads a picture. @throws FailureError, or AbortError if `signal` fires. */
export async function readPicture(
  body: Blob,
  name: string,
  how: Pick<Upload, "signal" | "onSent" | "onStage">,
): Promise<Reading> {
  const form = new FormData();
  form.append("image", body, name);
  const headers = { traceparent: newTraceparent(), Accept: ACCEPT_STAGES };
  const answer = await upload({ url: `${BASE}/read`, form, headers, ...how });
  const { trace_id, ...reading } = answer as Schemas["ReadAnswer"];
  return { ...reading, ...(trace_id && { traceId: trace_id }) };
}

/** @throws FailureError */
export async function sendCorrection(correction: Correction): Promise<void> {
  await settled(api.POST("/correct-text", { body: correction }));
}

/** @throws FailureError */
export async function listHistory(limit: number, before?: string): Promise<HistoryPage> {
  const query = { limit, ...(before && { before }) };
  return settled(api.GET("/images", { params: { query } }));
}

/** @throws FailureError */
export function findInHistory(id: string) {
  return settled(api.GET("/images/{image_id}", { params: { path: { image_id: id } } }));
}

/** @throws FailureError */
export async function deleteFromHistory(id: string): Promise<void> {
  await settled(api.DELETE("/images/{image_id}", { params: { path: { image_id: id } } }));
}

/** Where the picture itself is. */
export function fileAddress(id: string): string {
  return `${BASE}/images/${encodeURIComponent(id)}/file`;
}

type Answer<Data> = Pick<FetchResponse<object, object, "application/json">, "response"> & {
  data?: Data;
  error?: unknown;
};

async function settled<Data>(pending: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await pending.catch(() => {
    throw new FailureError(unanswered());
  });
  if (response.ok) return data as Data;
  const { status, headers } = response;
  throw new FailureError(failureOf(status, JSON.stringify(error), headers.get("Retry-After")));
}
