import { useSize } from "../ui/useSize";
import { AXIS, drawn, type Measured, ROW } from "./chart";
import style from "./ErrorChart.module.css";
import { useGoldFigures } from "./figures";
import { useGoldWords } from "./useGoldWords";

const SIZE = 6;

/** How each version reads the lines of a set: dots, their intervals, and a line from each to the next. */
export function ErrorChart({ measures }: { readonly measures: readonly Measured[] }) {
  const { howWell: words } = useGoldWords();
  const figures = useGoldFigures();
  const [place, { width }] = useSize<HTMLElement>();
  const { height, marks, ticks } = drawn(measures, width);
  return (
    <figure ref={place} className={style.figure}>
      <svg
        role="img"
        aria-label={words.chart(measures.length)}
        width={width}
        height={height}
        className={style.chart}
      >
        {ticks.map(({ x, rate }) => (
          <g key={rate}>
            <line x1={x} x2={x} y1={0} y2={height - AXIS} className={style.tick} />
            <text x={x} y={height - 8} textAnchor="middle" className={style.axis}>
              {figures.share(rate)}
            </text>
          </g>
        ))}
        <polyline points={marks.map(({ x, y }) => `${x},${y}`).join(" ")} className={style.path} />
        {marks.map(({ model, rate, x, y, bar, worse }) => (
          <g key={model} data-worse={worse || undefined} className={style.mark}>
            {bar && <line x1={bar[0]} x2={bar[1]} y1={y} y2={y} className={style.bar} />}
            {worse ? (
              <rect x={x - SIZE} y={y - SIZE} width={2 * SIZE} height={2 * SIZE} />
            ) : (
              <circle cx={x} cy={y} r={SIZE} />
            )}
            <text x={0} y={y - 0.36 * ROW} className={style.model}>
              {model}
              <tspan dx={8} className={style.rate}>
                {figures.share(rate)}
              </tspan>
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        {words.key} {marks.some(({ worse }) => worse) && words.worseKey}
      </figcaption>
    </figure>
  );
}
