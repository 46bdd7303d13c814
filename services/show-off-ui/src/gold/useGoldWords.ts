import { useMessages } from "../i18n/Messages";
import { de } from "./de";
import { en, type GoldWords } from "./en";

const CATALOGUES: Readonly<Record<string, GoldWords>> = { en, de };

/** The words of these views, in the page's language. */
export function useGoldWords(): GoldWords {
  return CATALOGUES[useMessages().language] ?? en;
}
