import { HowWell } from "./HowWell";
import { Kept } from "./Kept";
import { Review } from "./Review";
import { useGold } from "./useGold";
import type { View } from "./view";

/** What is kept to teach the reader, and what came of it. */
export function GoldView({ view }: { readonly view: View }) {
  const reviews = useGold()?.reviews ?? false;
  if (view === "how-well") return <HowWell reviews={reviews} />;
  if (view === "kept-lines") return <Kept reviews={reviews} />;
  return <Review reviews={reviews} />;
}
