/** No file has a page for each of its bytes: what goes on so is no TIFF. */
const MOST = 10_000;

/**
 * How many pictures a TIFF holds (TIFF 6.0, section 2: directories, each of which says where the
 * next one is); 1 where it cannot be told, BigTIFF among that.
 */
export async function tiffPages(file: Blob): Promise<number> {
  const read = async (at: number, bytes: number) =>
    new DataView(await file.slice(at, at + bytes).arrayBuffer());
  try {
    const head = await read(0, 8);
    const little = head.getUint16(0) === 0x4949;
    if (head.getUint16(2, little) !== 42) return 1;
    let at = head.getUint32(4, little);
    let pages = 0;
    while (at !== 0 && pages < MOST) {
      const entries = (await read(at, 2)).getUint16(0, little);
      at = (await read(at + 2 + 12 * entries, 4)).getUint32(0, little);
      pages += 1;
    }
    return Math.max(1, pages);
  } catch {
    return 1; // cut off
  }
}
