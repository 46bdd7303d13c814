import type { Measure } from "../api/gold";

/** What a chart needs of a measure. */
export type Measured = Pick<
  Measure,
  "number" | "set" | "model" | "edits" | "characters" | "verdict" | "against" | "difference"
>;

/** The measures of one set, in the order in which they were made. */
export interface SetMeasures<Of extends Measured> {
  readonly set: number;
  readonly measures: readonly Of[];
}

/** By sets, the newest first: figures of different lines are never beside each other. */
export function bySet<Of extends Measured>(measures: readonly Of[]): SetMeasures<Of>[] {
  const sets = [...new Set(measures.map(({ set }) => set))].sort((one, other) => other - one);
  return sets.map((set) => ({
    set,
    measures: measures
      .filter((measure) => measure.set === set)
      .sort((one, other) => one.number - other.number),
  }));
}

/** Of the characters, the share that is read wrong, 0 to 1 and, where much is made up, more. */
export function errorRate({ edits, characters }: Pick<Measured, "edits" | "characters">): number {
  return edits / Math.max(1, characters);
}

/**
 * Where the error rate lies with 95 % certainty, as far as it was compared: the other's on the same
 * lines, plus the difference that was drawn; undefined for one that was compared with none.
 */
export function interval(
  measure: Measured,
  beside: readonly Measured[],
): readonly [number, number] | undefined {
  const other = beside.find(({ model }) => model === measure.against);
  const [from, , to] = measure.difference ?? [];
  if (from === undefined || to === undefined) return undefined;
  const from0 = other ? errorRate(other) : errorRate(measure) - (measure.difference?.[1] ?? 0);
  return [Math.max(0, from0 + from), Math.max(0, from0 + to)];
}

/** A version in the chart; places in pixels. */
export interface Mark {
  readonly model: string;
  readonly rate: number;
  readonly x: number;
  readonly y: number;
  /** From and to where the bar reaches. */
  readonly bar?: readonly [number, number];
  readonly worse: boolean;
}

export interface Chart {
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly ticks: readonly { readonly x: number; readonly rate: number }[];
}

export const ROW = 52;
/** Below the rows, for the figures of the axis. */
export const AXIS = 28;
/** Of a dot, and half of the first figure of the axis. */
const MARGIN = 20;

/** One version a row, the first on top, the share of wrong characters from left to right. */
export function drawn(measures: readonly Measured[], width: number): Chart {
  const rates = measures.map(errorRate);
  const bars = measures.map((measure) => interval(measure, measures));
  const [step, most] = scale(Math.max(...rates, ...bars.map((bar) => bar?.[1] ?? 0), 0));
  const x = (rate: number) => MARGIN + (rate / most) * Math.max(0, width - 2 * MARGIN);
  return {
    height: measures.length * ROW + AXIS,
    marks: measures.map(({ model, verdict }, row) => {
      const [rate = 0, bar] = [rates[row], bars[row]];
      return {
        ...{ model, rate, x: x(rate), y: row * ROW + 0.7 * ROW, worse: verdict === "worse" },
        ...(bar && { bar: [x(bar[0]), x(bar[1])] as const }),
      };
    }),
    ticks: Array.from({ length: Math.round(most / step) + 1 }, (_, tick) => ({
      x: x(tick * step),
      rate: tick * step,
    })),
  };
}

/** Steps of 1, 2 or 5, at most five of them, up to where all fits. */
function scale(largest: number): readonly [number, number] {
  const least = Math.max(largest, 0.001) / 5;
  const size = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5, 10].find((of) => of * size >= least * (1 - 1e-9)) ?? 10) * size;
  return [step, step * Math.ceil(largest / step - 1e-9 || 1) || step];
}
