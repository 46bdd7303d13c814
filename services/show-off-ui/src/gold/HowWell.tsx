import { useState } from "react";
import { listMeasures } from "../api/gold";
import { Choice } from "../ui/Choice";
import { bySet } from "./chart";
import { ErrorChart } from "./ErrorChart";
import style from "./HowWell.module.css";
import { MeasureTable } from "./MeasureTable";
import { Sheet } from "./Sheet";
import { useGoldWords } from "./useGoldWords";
import { useLoaded } from "./useLoaded";
import { Waiting } from "./Waiting";
import { WorstLines } from "./WorstLines";

/** How well each version of the reader reads what people let be kept: for anyone to see. */
export function HowWell({ reviews }: { readonly reviews: boolean }) {
  const { howWell: words } = useGoldWords();
  const loaded = useLoaded(listMeasures, "measures");
  const [chosen, setChosen] = useState<string>();
  const [looked, setLooked] = useState<number>();
  const sets = bySet(loaded.value ?? []);
  const shown = sets.find(({ set }) => String(set) === chosen) ?? sets[0];
  const worst = shown?.measures.find(({ number }) => number === looked);
  return (
    <Sheet title={words.title} back={undefined}>
      <p className={style.intro}>{words.intro}</p>
      <Waiting for={loaded} />
      {loaded.value && !shown && (
        <>
          <h2>{words.none}</h2>
          <p>{words.noneHint}</p>
        </>
      )}
      {shown && (
        <>
          {sets.length > 1 && (
            <Choice
              name={words.set}
              value={String(shown.set)}
              options={sets
                .slice(0, MOST_SETS)
                .map(({ set }) => ({ value: String(set), label: words.setName(set) }))}
              onChange={setChosen}
            />
          )}
          <ErrorChart measures={shown.measures} />
          <MeasureTable
            set={shown.set}
            measures={shown.measures}
            looked={looked}
            {...(reviews && { onLook: setLooked })}
          />
          {worst && <WorstLines key={worst.number} measure={worst} />}
        </>
      )}
    </Sheet>
  );
}

/** As many as fit beside each other; the older ones say less and less. */
const MOST_SETS = 4;
