/** Words for a number of things in a language that has one form for one of them and one for others. */
export function counting(language: string): (count: number, one: string, other: string) => string {
  const plural = new Intl.PluralRules(language);
  return (count, one, other) =>
    `${count.toLocaleString(language)} ${plural.select(count) === "one" ? one : other}`;
}
