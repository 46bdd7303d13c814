import { useEffect, useRef } from "react";
import { listWorst, type Measure, type WorstLine } from "../api/gold";
import { compared } from "./compared";
import { LineCrop } from "./LineCrop";
import { useGoldWords } from "./useGoldWords";
import { useLoaded } from "./useLoaded";
import { Waiting } from "./Waiting";
import style from "./WorstLines.module.css";

/** The lines that a version reads worst, those that got worse first: for those who review. */
export function WorstLines({ measure }: { readonly measure: Measure }) {
  const { howWell: words } = useGoldWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const loaded = useLoaded(() => listWorst(measure.number), measure.number);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={style.worst} aria-labelledby="worst-lines">
      <h2 ref={heading} id="worst-lines" tabIndex={-1}>
        {words.worstOf(measure.model)}
      </h2>
      <Waiting for={loaded} />
      {loaded.value?.length === 0 && <p>{words.noWorst}</p>}
      <ol>
        {loaded.value?.map((line) => (
          <li key={line.id}>
            <LineCrop id={line.id} />
            <Readings line={line} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Readings({ line }: { readonly line: WorstLine }) {
  const { howWell: words } = useGoldWords();
  const { text, read, read_before: before } = line;
  return (
    <dl>
      <dt>{words.says}</dt>
      <dd>{text}</dd>
      <dt>{words.read}</dt>
      <dd>
        <Compared text={text} read={read} />
      </dd>
      {before !== null && (
        <>
          <dt>{words.before}</dt>
          <dd>
            <Compared text={text} read={before} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** What was read, with what is wrong in it marked. */
export function Compared({ text, read }: { readonly text: string; readonly read: string }) {
  return compared(text, read).map(({ at, part, wrong }) =>
    wrong ? (
      <mark key={at} className={style.wrong} data-missing={part === "" || undefined}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
