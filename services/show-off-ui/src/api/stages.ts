import type { paths } from "./schema";

/** How far the server has come with a read. The last stage has the answer, or the problem. */
export type Stage = paths["/read"]["post"]["responses"][200]["content"]["application/x-ndjson"];

/** Stages where the server knows them; else, and behind an older one, the plain answer. */
export const ACCEPT_STAGES = "application/x-ndjson, application/json;q=0.9";

export function areStages(contentType: string | null): boolean {
  return contentType?.startsWith("application/x-ndjson") ?? false;
}

/** The stages in as much of an answer as has come: a line each, the last one perhaps cut short. */
export function stagesIn(text: string): Stage[] {
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Stage => JSON.parse(line));
}
