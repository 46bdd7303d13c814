import { day } from "../i18n/format";
import { useMessages } from "../i18n/Messages";

/** Figures of how well it reads, as people of a language write them. */
export interface GoldFigures {
  /** 0 to 1, as a percentage. */
  readonly share: (share: number) => string;
  /** The difference of two shares in percentage points, with its sign. */
  readonly points: (difference: number) => string;
  readonly count: (count: number) => string;
  readonly day: (moment: string) => string;
}

export function figuresIn(language: string): GoldFigures {
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
  const points = new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: "exceptZero",
  });
  return {
    share: (of) => share.format(of),
    points: (of) => points.format(100 * of),
    count: (of) => of.toLocaleString(language),
    day: (of) => day(new Date(of), language),
  };
}

export function useGoldFigures(): GoldFigures {
  return figuresIn(useMessages().language);
}
