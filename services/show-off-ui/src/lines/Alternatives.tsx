import { Button as AriaButton } from "react-aria-components";
import { useMessages } from "../i18n/Messages";
import style from "./CheckPanel.module.css";
import { type Doubt, wordAround } from "./doubts";

interface AlternativesProps {
  readonly text: string;
  readonly doubt: Doubt | undefined;
  readonly onTake: (alternative: string) => void;
}

/** What the doubted letter may be instead, each shown in its word. */
export function Alternatives({ text, doubt, onTake }: AlternativesProps) {
  const { check: words } = useMessages();
  return (
    <fieldset className={style.chips} aria-label={words.alternatives}>
      {doubt?.alternatives.map((alternative, place) => {
        const [start, end] = wordAround(text, doubt);
        const [before, after] = [
          text.slice(start, doubt.at),
          text.slice(doubt.at + doubt.length, end),
        ];
        return (
          <AriaButton
            key={alternative}
            className={style.chip ?? ""}
            onPress={() => onTake(alternative)}
          >
            <kbd>{place + 1}</kbd>{" "}
            <span>
              {before}
              <mark>{alternative.replaceAll(" ", "␣")}</mark>
              {after}
            </span>
          </AriaButton>
        );
      })}
    </fieldset>
  );
}
