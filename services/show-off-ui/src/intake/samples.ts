/** Pictures that come with the page, small ones, to try it with. */
export const SAMPLES = ["receipt", "letter", "sign", "columns"] as const;
export type Sample = (typeof SAMPLES)[number];

/** A sample as if it had been chosen. @throws TypeError if it cannot be fetched. */
export async function openSample(sample: Sample, name: string): Promise<File> {
  const answer = await fetch(`./samples/${sample}.webp`);
  if (!answer.ok) throw new TypeError(answer.statusText);
  return new File([await answer.blob()], `${name}.webp`, { type: "image/webp" });
}
