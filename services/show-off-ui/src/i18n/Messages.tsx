import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { recall, remember } from "../ui/storage";
import { en, type Messages } from "./en";

const KEY = "language";

const CATALOGUES: Readonly<Record<string, () => Promise<Messages>>> = {
  en: async () => en,
  de: async () => (await import("./de")).de,
};

/** The languages there are, each by its own name. */
export const LANGUAGES = [
  { language: "en", name: "English" },
  { language: "de", name: "Deutsch" },
] as const;

interface Spoken {
  readonly messages: Messages;
  readonly speak: (language: string) => void;
}

const Context = createContext<Spoken>({ messages: en, speak: () => {} });

/** The catalogue in the language that was chosen here, or the visitor's first that there is one in. */
export async function loadMessages(): Promise<Messages> {
  for (const language of [recall(KEY) ?? "", ...navigator.languages]) {
    const load = CATALOGUES[language.toLowerCase().split("-")[0] ?? ""];
    if (load) return load();
  }
  return en;
}

export function MessagesProvider(props: {
  readonly messages: Messages;
  readonly children: ReactNode;
}) {
  const [messages, setMessages] = useState(props.messages);
  useEffect(() => {
    document.documentElement.lang = messages.language;
  }, [messages]);
  const speak = (language: string) => {
    remember(KEY, language);
    void CATALOGUES[language]?.().then(setMessages);
  };
  return <Context value={{ messages, speak }}>{props.children}</Context>;
}

export function useMessages(): Messages {
  return useContext(Context).messages;
}

/** What changes the language, for this visit and those to come. */
export function useSpeak(): (language: string) => void {
  return useContext(Context).speak;
}
