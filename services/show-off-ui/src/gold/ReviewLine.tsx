import { type KeyboardEvent, useEffect, useRef } from "react";
import type { KeptLine } from "../api/gold";
import { Button } from "../ui/Button";
import { LineCrop } from "./LineCrop";
import style from "./Review.module.css";
import { LONGEST, type ReviewRound, type Round } from "./ReviewRound";
import { useGoldWords } from "./useGoldWords";
import { Compared } from "./WorstLines";

interface ReviewLineProps {
  readonly round: ReviewRound;
  readonly now: Round;
  readonly line: KeptLine;
}

/** A line to judge: its cut-out, what is proposed that it says, and what was read in it. */
export function ReviewLine({ round, now, line }: ReviewLineProps) {
  const { review: words } = useGoldWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, []);
  const { text, at } = now;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && event.shiftKey) round.back();
    else if (event.key === "Enter") void round.accept();
    else if (event.key === "Escape") round.giveUp();
    else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey))
      void round.reject();
    else return;
    event.preventDefault();
  };
  return (
    <div className={style.line}>
      <LineCrop id={line.id} />
      <input
        ref={field}
        className={style.field}
        value={text}
        maxLength={LONGEST}
        spellCheck={false}
        autoComplete="off"
        enterKeyHint="next"
        aria-label={words.field}
        aria-describedby="review-keys"
        onChange={({ target }) => round.type(target.value)}
        onKeyDown={onKeyDown}
      />
      {line.recognized !== null && (
        <p className={style.read}>
          {words.read}: <Compared text={text} read={line.recognized} />
        </p>
      )}
      <div className={style.actions}>
        <Button
          look="primary"
          isDisabled={text.trim() === "" || at === "judging"}
          onPress={() => void round.accept()}
        >
          {words.accept}
        </Button>
        <Button isDisabled={at === "judging"} onPress={() => void round.reject()}>
          {words.reject}
        </Button>
        <Button look="quiet" isDisabled={!now.mayGoBack} onPress={round.back}>
          {words.back}
        </Button>
      </div>
      <p id="review-keys" className={style.keys}>
        {words.keys}
      </p>
    </div>
  );
}
