import { expect, it } from "vitest";
import { tiffPages } from "./tiffPages";

/** A TIFF of so many directories without an entry, each behind the other. */
function tiff(pages: number, little: boolean): Blob {
  const view = new DataView(new ArrayBuffer(8 + 6 * pages));
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  for (let page = 0; page < pages; page += 1) {
    const next = page + 1 < pages ? 8 + 6 * (page + 1) : 0;
    view.setUint32(8 + 6 * page + 2, next, little);
  }
  return new Blob([view]);
}

it.each([true, false])("are counted, in either order of bytes (little: %s)", async (little) => {
  expect(await tiffPages(tiff(1, little))).toBe(1);
  expect(await tiffPages(tiff(3, little))).toBe(3);
});

it("are one where nothing can be told", async () => {
  expect(await tiffPages(new Blob(["II*\0"]))).toBe(1);
  expect(await tiffPages(tiff(5, true).slice(0, 20))).toBe(1);
  expect(await tiffPages(new Blob([new Uint8Array([0x49, 0x49, 43, 0, 8, 0, 0, 0])]))).toBe(1);
});
