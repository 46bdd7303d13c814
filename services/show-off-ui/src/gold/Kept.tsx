import { useEffect, useState, useSyncExternalStore } from "react";
import { type LineState, listLines, withdrawLine } from "../api/gold";
import { useAnnounce } from "../ui/Announcer";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { FreezeSet } from "./FreezeSet";
import style from "./Kept.module.css";
import { KeptItem } from "./KeptItem";
import { KeptList } from "./KeptList";
import { Sheet } from "./Sheet";
import { useGoldWords } from "./useGoldWords";
import { Waiting } from "./Waiting";

const PAGE = 20;
const WHICH = ["every", "proposed", "accepted", "rejected"] as const;

/** The lines that a person let be kept; for those who review, everybody's. Here they are deleted. */
export function Kept({ reviews }: { readonly reviews: boolean }) {
  const { kept: words } = useGoldWords();
  const announce = useAnnounce();
  const [list] = useState(
    () =>
      new KeptList({
        list: (state, before) => listLines(PAGE, { ...(state && { state }), before }),
        withdraw: withdrawLine,
      }),
  );
  const { lines, state, at, failure, next } = useSyncExternalStore(list.subscribe, list.snapshot);
  useEffect(() => void list.look(undefined), [list]);
  const label = (which: (typeof WHICH)[number]) =>
    which === "every" ? words.every : words.states[which];
  const done = at === "loaded" ? { value: lines } : {};
  return (
    <Sheet title={words.title} back={undefined}>
      <p className={style.intro}>{reviews ? words.all : words.mine}</p>
      <div className={style.bar}>
        <Choice
          name={words.which}
          value={state ?? "every"}
          options={WHICH.map((value) => ({ value, label: label(value) }))}
          onChange={(which: string) =>
            void list.look(which === "every" ? undefined : (which as LineState))
          }
        />
        {reviews && (
          <>
            <a href="#review">{words.review}</a>
            <FreezeSet />
          </>
        )}
      </div>
      <ul className={style.list}>
        {lines.map((line) => (
          <KeptItem
            key={line.id}
            line={line}
            onDelete={async () => {
              await list.withdraw(line.id);
              announce(words.deleted);
            }}
          />
        ))}
      </ul>
      <Waiting for={{ ...done, ...(failure && { failure }), again: () => void list.more() }} />
      {at === "loaded" && lines.length === 0 && next === null && (
        <>
          <h2>{words.none}</h2>
          <p>{words.noneHint}</p>
        </>
      )}
      {at === "loaded" && next !== null && (
        <Button onPress={() => void list.more()}>{words.more}</Button>
      )}
    </Sheet>
  );
}
