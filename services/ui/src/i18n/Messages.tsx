import { createContext, type ReactNode, useContext } from "react";
import { en, type Messages } from "./en";

const Context = createContext<Messages>(en);

const OTHERS: Readonly<Record<string, () => Promise<Messages>>> = {
  de: async () => (await import("./de")).de,
};

/** The catalogue for the first of the visitor's languages that there is one for. */
export async function loadMessages(languages: readonly string[]): Promise<Messages> {
  for (const language of languages) {
    const base = language.toLowerCase().split("-")[0] ?? "";
    if (base === "en") return en;
    const load = OTHERS[base];
    if (load) return load();
  }
  return en;
}

export function MessagesProvider(props: {
  readonly messages: Messages;
  readonly children: ReactNode;
}) {
  return <Context value={props.messages}>{props.children}</Context>;
}

export function useMessages(): Messages {
  return useContext(Context);
}
