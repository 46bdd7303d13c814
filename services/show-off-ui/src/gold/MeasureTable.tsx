import type { Measure } from "../api/gold";
import { Button } from "../ui/Button";
import { errorRate } from "./chart";
import type { GoldWords } from "./en";
import { type GoldFigures, useGoldFigures } from "./figures";
import style from "./MeasureTable.module.css";
import { useGoldWords } from "./useGoldWords";

interface MeasureTableProps {
  readonly set: number;
  readonly measures: readonly Measure[];
  /** The measure whose worst lines are shown. */
  readonly looked: number | undefined;
  /** Absent for those who may not see lines. */
  readonly onLook?: (measure: number) => void;
}

/** What the chart shows, and what it has no room for, in figures. */
export function MeasureTable({ set, measures, looked, onLook }: MeasureTableProps) {
  const { howWell: words } = useGoldWords();
  const figures = useGoldFigures();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too
    <section className={style.scrolled} aria-label={words.table(set)} tabIndex={0}>
      <table className={style.table}>
        <caption>{words.table(set)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.version}</th>
            <th scope="col">{words.wrong}</th>
            <th scope="col">{words.exact}</th>
            <th scope="col">{words.lines}</th>
            <th scope="col">{words.difference}</th>
            <th scope="col">{words.verdict}</th>
            {onLook && <td />}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure.number} data-verdict={measure.verdict}>
              <th scope="row">
                {measure.model}
                <small>{figures.day(measure.created)}</small>
              </th>
              <td>{figures.share(errorRate(measure))}</td>
              <td>{figures.share(measure.exact / Math.max(1, measure.lines))}</td>
              <td>{figures.count(measure.lines)}</td>
              <td>{told(measure, words, figures)}</td>
              <td className={style.verdict}>
                {measure.against ? words.verdicts[measure.verdict] : words.first}
              </td>
              {onLook && (
                <td>
                  <Button
                    look="quiet"
                    aria-pressed={looked === measure.number}
                    aria-label={words.worstOf(measure.model)}
                    onPress={() => onLook(measure.number)}
                  >
                    {words.worst}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function told({ difference }: Measure, words: GoldWords["howWell"], figures: GoldFigures): string {
  const [from, middle, to] = difference ?? [];
  if (from === undefined || middle === undefined || to === undefined) return words.first;
  return words.interval(figures.points(middle), figures.points(from), figures.points(to));
}
