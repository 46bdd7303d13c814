import { api, settled } from "./client";
import { keeper } from "./key";
import type { components, paths } from "./schema";

type Schemas = components["schemas"];
/** What of gold there is for whoever asks. */
export type Gold = Schemas["Gold"];
/** A line that a person let be kept. */
export type KeptLine = Schemas["GoldLines"]["lines"][number];
export type LineState = KeptLine["state"];
export interface Measure extends Omit<Schemas["Measures"]["measures"][number], "difference"> {
  /** Of its error rate and the other's: 2.5 %, the middle and 97.5 % of draws. */
  readonly difference: readonly number[] | null;
}
export type WorstLine = Schemas["WorstLines"]["lines"][number];
export type Review =
  paths["/gold/lines/{line_id}/review"]["post"]["requestBody"]["content"]["application/json"];

/** Lines, and what to ask with for older ones. */
export type LinesPage = Schemas["GoldLines"];

/** @throws FailureError, as all of these */
export function askGold(): Promise<Gold> {
  return settled((headers) => api.GET("/gold", { headers }));
}

/** The newest lines in that state, or in any, of those that are older than `before`. */
export function listLines(
  limit: number,
  { state, before }: { readonly state?: LineState; readonly before?: string | undefined },
): Promise<LinesPage> {
  const query = { limit, ...(state && { state }), ...(before && { before }) };
  return settled((headers) => api.GET("/gold/lines", { params: { query }, headers }));
}

/** Accepts or rejects a line. */
export function reviewLine(id: string, body: Review): Promise<KeptLine> {
  const params = { path: { line_id: id } };
  return settled((headers) => api.POST("/gold/lines/{line_id}/review", { params, body, headers }));
}

/** Nothing of it stays. */
export async function withdrawLine(id: string): Promise<void> {
  const params = { path: { line_id: id } };
  await settled((headers) => api.DELETE("/gold/lines/{line_id}", { params, headers }));
}

/** All lines accepted by now, as a set that never changes; `unfinished` where none is. */
export function freezeSet(): Promise<Schemas["GoldSet"]> {
  return settled((headers) => api.POST("/gold/sets", { body: { note: "" }, headers }));
}

/** All measures, oldest first. */
export async function listMeasures(): Promise<readonly Measure[]> {
  return (await settled((headers) => api.GET("/gold/measures", { headers }))).measures;
}

/** The lines of a measure with the most errors. */
export async function listWorst(measure: number): Promise<readonly WorstLine[]> {
  const params = { path: { number: String(measure) } };
  const answer = await settled((headers) =>
    api.GET("/gold/measures/{number}/worst", { params, headers }),
  );
  return answer.lines;
}

/** Where a line's cut-out can be shown from, as `openFile` has it. */
export async function openCrop(id: string): Promise<string> {
  if (!keeper.known) return `/api/gold/lines/${encodeURIComponent(id)}/crop`;
  const params = { path: { line_id: id } };
  const file = await settled((headers) =>
    api.GET("/gold/lines/{line_id}/crop", { params, headers, parseAs: "blob" }),
  );
  return URL.createObjectURL(file as Blob);
}
