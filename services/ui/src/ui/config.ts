import { createContext } from "react";

/** What whoever runs the page may set, in `config.json` beside it. */
export interface Config {
  /** Where traces are seen, with `{trace_id}` in it; empty: no links to traces. */
  readonly traceUrl: string;
}

export const NO_CONFIG: Config = { traceUrl: "" };

export const ConfigContext = createContext<Config>(NO_CONFIG);

/** A missing or broken file configures nothing. */
export async function loadConfig(): Promise<Config> {
  try {
    const answer = await fetch("./config.json");
    const values: unknown = answer.ok ? await answer.json() : {};
    const { trace_url } = values as { trace_url?: unknown };
    return typeof trace_url === "string" && /^https?:\/\//.test(trace_url)
      ? { traceUrl: trace_url }
      : NO_CONFIG;
  } catch {
    return NO_CONFIG;
  }
}
