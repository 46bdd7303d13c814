import { fetched } from "../ui/fetched";

const bench = () => import("./bench");
const nothing = () => null;

export const QueueStrip = fetched(async () => (await bench()).QueueStrip, nothing);
export const Workbench = fetched(async () => (await bench()).Workbench, nothing);

/** To be called ahead, so that whoever goes offline later can go on all the same. */
export function fetchBench(): void {
  bench().catch(() => {}); // whoever needs it says so
}
