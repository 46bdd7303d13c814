import { createContext, type ReactNode, useEffect, useState } from "react";

/** What whoever runs the page may set, in `config.json` beside it. */
interface Config {
  /** Where traces are seen, with `{trace_id}` in it; empty: no links to traces. */
  readonly traceUrl: string;
}

const NO_CONFIG: Config = { traceUrl: "" };

export const ConfigContext = createContext<Config>(NO_CONFIG);

/** Loads the configuration; nothing waits for it. */
export function ConfigProvider({ children }: { readonly children: ReactNode }) {
  const [config, setConfig] = useState(NO_CONFIG);
  useEffect(() => void loadConfig().then(setConfig), []);
  return <ConfigContext value={config}>{children}</ConfigContext>;
}

/** A missing or broken file configures nothing. */
async function loadConfig(): Promise<Config> {
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
