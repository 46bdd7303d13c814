import { useMessages } from "../i18n/Messages";
import { de } from "./de";
import { en, type GoldWords } from "./en";

/** The words of these views, in the page's language. */
export function useGoldWords(): GoldWords {
  return useMessages().language === "de" ? de : en;
}
