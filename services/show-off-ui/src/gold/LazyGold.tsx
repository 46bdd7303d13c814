import { lazy, Suspense } from "react";
import { useMessages } from "../i18n/Messages";
import type { View } from "./view";

/** Fetched when somebody looks: most who read pictures never do. */
const GoldView = lazy(() =>
  import("./GoldView").then(
    ({ GoldView }) => ({ default: GoldView }),
    () => ({ default: NotFetched }),
  ),
);

export function LazyGold({ view }: { readonly view: View }) {
  const { history: words } = useMessages();
  return (
    <Suspense fallback={<p role="status">{words.loading}</p>}>
      <GoldView key={view} view={view} />
    </Suspense>
  );
}

function NotFetched(_: { readonly view: View }) {
  const { failure: words } = useMessages();
  return <p role="alert">{words.title.unreachable}</p>;
}
