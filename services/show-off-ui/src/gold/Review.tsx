import { useEffect, useState, useSyncExternalStore } from "react";
import { listLines, reviewLine } from "../api/gold";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import style from "./Review.module.css";
import { ReviewLine } from "./ReviewLine";
import { ReviewRound } from "./ReviewRound";
import { Sheet } from "./Sheet";
import { useGoldWords } from "./useGoldWords";
import { Waiting } from "./Waiting";

const PAGE = 20;

/** What people let be kept, line by line: for those who may say what becomes gold. */
export function Review({ reviews }: { readonly reviews: boolean }) {
  const { review: words, kept } = useGoldWords();
  const { failure: failures } = useMessages();
  const [round] = useState(
    () =>
      new ReviewRound({
        list: (before) => listLines(PAGE, { state: "proposed", before }),
        review: reviewLine,
      }),
  );
  const now = useSyncExternalStore(round.subscribe, round.snapshot);
  useEffect(() => {
    if (reviews) void round.go();
  }, [round, reviews]);
  const { line, at, failure } = now;
  return (
    <Sheet title={words.title} back={{ to: "#kept-lines", words: kept.title }}>
      {!reviews && <p>{words.onlyReviewers}</p>}
      {reviews && (
        <p role="status" className={style.place}>
          {words.judged(now.judged)}
          {now.skipped && ` · ${words.skipped}`}
        </p>
      )}
      {line && <ReviewLine key={line.id} round={round} line={line} now={now} />}
      {reviews && !line && at !== "done" && (
        <Waiting for={{ ...(failure && { failure }), again: () => void round.go() }} />
      )}
      {line && failure && <p role="alert">{failures.title[failure.kind]}</p>}
      {at === "done" && (
        <>
          <h2>{words.done}</h2>
          <p>{words.doneHint}</p>
          {now.mayGoBack && <Button onPress={round.back}>{words.back}</Button>}
        </>
      )}
    </Sheet>
  );
}
