import { createStore, del, set, type UseStore, values } from "idb-keyval";
import { randomHex } from "../api/random";
import { recall, remember } from "../ui/storage";
import type { Jobs } from "./jobs";
import { jobOf, Keeper, type KeptJob, sorted } from "./kept";

const TAB = "tab";
/** Nobody waits longer for the queue of before. */
const PATIENCE_MS = 1_000;

const TABLE = "queue";
let opened: UseStore | undefined;
/** Opened when first asked for; rejects where the browser keeps nothing, as in some private windows. */
async function store(): Promise<UseStore> {
  opened ??= createStore("show-off", TABLE);
  return opened;
}

const tab = recall(TAB, "visit") ?? randomHex(8);
const known = recall(TAB, "visit") !== null;
remember(TAB, tab, "visit");

/** Keeps the queue of this tab in the browser, pictures and all. */
export const keeper = new Keeper(
  {
    put: (key, kept) => quietly(async () => set(key, kept, await store())),
    remove,
  },
  tab,
);

/** The queue as this tab had it before a reload; nothing is shown of it yet. */
export async function restored(): Promise<Jobs> {
  if (!known) return { list: [] };
  const late = new Promise<readonly KeptJob[]>((resolve) => setTimeout(resolve, PATIENCE_MS, []));
  const all = await Promise.race([store().then((open) => values<KeptJob>(open)), late]).catch(
    () => [],
  );
  const { mine, old } = sorted(all, tab, Date.now());
  for (const { key } of old) remove(key);
  const list = mine.map((kept) => jobOf(kept, (file) => URL.createObjectURL(file)));
  keeper.resume(list, mine);
  const next = location.hash ? undefined : list.find(({ phase }) => phase.at !== "done");
  return { list, ...(next && { shown: next.key }) };
}

function remove(key: string): void {
  quietly(async () => del(key, await store()));
}

/** What cannot be kept is not, and is there until the page is loaded anew. */
function quietly(act: () => Promise<void>): void {
  void act().catch(() => {});
}
