import { fetched } from "../ui/fetched";

/** Fetched when somebody looks: most who read pictures never do. */
export const LazyGold = fetched(async () => (await import("./GoldView")).GoldView);
