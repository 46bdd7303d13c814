/** Figures as people of a language write them; dates as those of the visitor's own country do. */
export function percent(share: number, language: string): string {
  return share.toLocaleString(language, { style: "percent", maximumFractionDigits: 0 });
}

export function bytes(count: number, language: string): string {
  const [unit, size] = count < 1_000_000 ? ["kilobyte", 1_000] : ["megabyte", 1_000_000];
  const style = { style: "unit", unit: unit as string, maximumSignificantDigits: 2 } as const;
  return (count / (size as number)).toLocaleString(language, style);
}

export function moment(date: Date, language: string): string {
  return date.toLocaleString(own(language), { dateStyle: "medium", timeStyle: "short" });
}

export function day(date: Date, language: string): string {
  return date.toLocaleDateString(own(language), { dateStyle: "medium" });
}

function own(language: string): string {
  return navigator.languages.find((known) => known.split("-")[0] === language) ?? language;
}
