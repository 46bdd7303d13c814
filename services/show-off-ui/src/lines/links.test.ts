import { expect, it } from "vitest";
import { linksIn } from "./links";

const hrefs = (text: string) => linksIn(text).map(({ href }) => href);

it("finds web and mail addresses and telephone numbers, in order", () => {
  expect(hrefs("Tel. 0117 496 0123 or +49 (30) 901820, mail@corner-cafe.example.")).toEqual([
    "tel:01174960123",
    "tel:+4930901820",
    "mailto:mail@corner-cafe.example",
  ]);
  expect(hrefs("See www.example.org/menu, or (https://example.com/a?b=1).")).toEqual([
    "https://www.example.org/menu",
    "https://example.com/a?b=1",
  ]);
});

it("says where each of them stands", () => {
  const text = "Call 0117 496 0123 now";
  const [link] = linksIn(text);
  expect(text.slice(link?.at, (link?.at ?? 0) + (link?.length ?? 0))).toBe("0117 496 0123");
});

it.each([
  "Total 12.50",
  "2026-11-26 17:05",
  "Invoice 000123",
  "0.1234567",
  "a@b",
  "01.02.2026",
  "https://",
  "0000 1111 2222 3333 4444 5555",
])("takes nothing else for one: %s", (text) => {
  expect(hrefs(text)).toEqual([]);
});
