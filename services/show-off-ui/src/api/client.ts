import createClient, { type FetchResponse } from "openapi-fetch";
import type { Reading } from "../read/reading";
import { lineIn } from "./answer";
import { FailureError, failureOf, unanswered } from "./failure";
import { keptIfMay } from "./keptIfMay";
import { keeper, keyHeaders } from "./key";
import type { components, paths } from "./schema";
import { ACCEPT_STAGES } from "./stages";
import { newTraceparent } from "./trace";
import { type Upload, upload } from "./upload";

type Schemas = components["schemas"];
export type HistoryPage = Schemas["Page"];
export type LimitsAnswer = Schemas["Limits"];
export type HistoryEntry = HistoryPage["images"][number];
export type HistoryDetail = Awaited<ReturnType<typeof findInHistory>>;
export interface Correction extends Omit<Schemas["CorrectionForm"], "keep" | "whole"> {
  /** Whether its lines may be kept to teach the reader. */
  readonly keep?: true;
  /** With that, and all lines in `layout`: whether each of them may be. */
  readonly whole?: true;
}

const BASE = "/api";
/** Characters. */
const MOST_SEARCHED = 200;

// The global fetch is looked up at each call, so that it may be instrumented.
export const api = createClient<paths>({ baseUrl: BASE, fetch: (request) => fetch(request) });

interface How extends Pick<Upload, "signal">, Partial<Pick<Upload, "onSent" | "onStage">> {
  /** Whether the server is to keep it, as it does unless told otherwise. */
  readonly keep?: boolean;
}

/** Reads a picture. @throws FailureError, or AbortError if `signal` fires. */
export async function readPicture(
  body: Blob,
  name: string,
  { signal, keep = true, onSent = () => {}, onStage = () => {} }: How,
): Promise<Reading> {
  const form = new FormData();
  form.append("image", body, name);
  form.append("words", "true");
  form.append("letters", "true");
  if (!keep) form.append("keep", "false");
  const answer = await keeper.unlocked((key) => {
    const headers = { ...keyHeaders(key), traceparent: newTraceparent(), Accept: ACCEPT_STAGES };
    return upload({ url: `${BASE}/read`, form, headers, signal, onSent, onStage });
  });
  const { id, text, width, height, pages, lines, larger_helps, trace_id } =
    answer as Schemas["ReadAnswer"];
  return {
    ...{ id, text, width, height, lines: lines.map(lineIn) },
    ...(larger_helps !== undefined && { largerHelps: larger_helps }),
    ...(trace_id && { traceId: trace_id }),
    ...(pages > 1 && { pages }),
    ...(!keep && { unkept: true }),
  };
}

/** @throws FailureError; of kind `gone` where the picture was deleted meanwhile (410). */
export async function sendCorrection({ keep: may, whole, ...told }: Correction): Promise<void> {
  await keptIfMay(may ?? false, async (keep) => {
    const body = { ...told, keep, whole: keep && whole === true };
    await settled((headers) => api.POST("/correct-text", { body, headers }));
  });
}

/** @throws FailureError */
export async function listHistory(
  limit: number,
  { before, search = "" }: { readonly before?: string | undefined; readonly search?: string } = {},
): Promise<HistoryPage> {
  const words = search.trim().slice(0, MOST_SEARCHED);
  const query = { limit, ...(before && { before }), ...(words && { search: words }) };
  return settled((headers) => api.GET("/images", { params: { query }, headers }));
}

/** For how many days the server keeps pictures; undefined where none answers. */
export async function askKeptDays(): Promise<number | undefined> {
  const page = await listHistory(1).catch(() => undefined);
  return page?.kept_days;
}

/** What may be sent; undefined where an older server does not say, or none answers. */
export async function askLimits(): Promise<LimitsAnswer | undefined> {
  return (await api.GET("/limits").catch(() => undefined))?.data;
}

/** @throws FailureError */
export async function findInHistory(id: string) {
  const params = { path: { image_id: id } };
  return settled((headers) => api.GET("/images/{image_id}", { params, headers }));
}

/** @throws FailureError */
export async function deleteFromHistory(id: string): Promise<void> {
  const params = { path: { image_id: id } };
  // Also when the page is left meanwhile.
  const keepalive = true;
  await settled((headers) => api.DELETE("/images/{image_id}", { params, headers, keepalive }));
}

/**
 * Where the picture, or one made so wide at most, can be shown from: its address, or an object URL of its copy where a
 * key opens it, for an image has no way to show one.
 *
 * @throws FailureError
 */
export async function openFile(id: string, width?: number): Promise<string> {
  const query = width === undefined ? "" : `?as=jpeg&width=${width}`;
  const address = `${BASE}/images/${encodeURIComponent(id)}/file${query}`;
  if (!keeper.known) return address;
  return URL.createObjectURL(await fetchFile(id, width === undefined ? {} : { as: "jpeg", width }));
}

/** The picture as a JPEG, whatever it was sent as. @throws FailureError; `gone` while it is not there yet. */
export function fetchRendition(id: string): Promise<Blob> {
  return fetchFile(id, { as: "jpeg" });
}

async function fetchFile(
  id: string,
  query: { readonly as?: "jpeg"; readonly width?: number },
): Promise<Blob> {
  const params = { path: { image_id: id }, query };
  const file = await settled((headers) =>
    api.GET("/images/{image_id}/file", { params, headers, parseAs: "blob" }),
  );
  return file as Blob;
}

export type FormatName =
  paths["/images/{image_id}/{format}"]["get"]["parameters"]["path"]["format"];

/**
 * What a picture says, in a format that other programs take; with others, in their order, all of
 * them in one file.
 *
 * @throws FailureError; `tooLarge` where they are too large together
 */
export async function fetchFormat(
  [id = "", ...others]: readonly string[],
  format: FormatName,
): Promise<Blob> {
  const query = others.length > 0 ? { with: others.join(",") } : {};
  const params = { path: { image_id: id, format }, query };
  const file = await settled((headers) =>
    api.GET("/images/{image_id}/{format}", { params, headers, parseAs: "blob" }),
  );
  return file as Blob;
}

type Answer<Data> = Pick<FetchResponse<object, object, "application/json">, "response"> & {
  data?: Data;
  error?: unknown;
};

/** The data of an answer. @throws FailureError for an error answer or none. */
export function settled<Data>(
  ask: (headers: Record<string, string>) => Promise<Answer<Data>>,
): Promise<Data> {
  return keeper.unlocked(async (key) => {
    const { data, error, response } = await ask(keyHeaders(key)).catch(() => {
      throw new FailureError(unanswered());
    });
    if (response.ok) return data as Data;
    const { status, headers } = response;
    throw new FailureError(failureOf(status, JSON.stringify(error), headers.get("Retry-After")));
  });
}
