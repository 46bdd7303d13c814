/** A part of a text that something can be done with. */
export interface Link {
  /** Its first character in the text, from 0. */
  readonly at: number;
  readonly length: number;
  readonly href: string;
}

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi;
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi;
/** As people write them: in groups, with a country's or city's code in front. */
const TELEPHONE = /(?<![\d.,/-])(?:\+|\(?0)[\d()]*(?:[ /-]?[\d()]+){1,8}(?![\d.,/-]*\d)/g;
const [FEWEST, MOST] = [7, 15]; // digits of a telephone number; the latter by ITU-T E.164

/** The web and mail addresses and telephone numbers in a text, in order. */
export function linksIn(text: string): readonly Link[] {
  const found: Link[] = [];
  const add = (pattern: RegExp, hrefOf: (words: string) => string | undefined) => {
    for (const { 0: words, index: at } of text.matchAll(pattern)) {
      const href = hrefOf(words);
      const free = !found.some((one) => at < one.at + one.length && one.at < at + words.length);
      if (href && free) found.push({ at, length: words.length, href });
    }
  };
  add(MAIL, (words) => `mailto:${words}`);
  add(ADDRESS, webAddress);
  add(TELEPHONE, (words) => {
    const digits = words.replaceAll(/\D/g, "");
    const fits = digits.length >= FEWEST && digits.length <= MOST;
    return fits ? `tel:${words.startsWith("+") ? "+" : ""}${digits}` : undefined;
  });
  return found.sort((one, other) => one.at - other.at);
}

function webAddress(words: string): string | undefined {
  const whole = /^www\./i.test(words) ? `https://${words}` : words;
  return URL.canParse(whole) ? new URL(whole).href : undefined;
}
