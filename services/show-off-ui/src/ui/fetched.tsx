import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { useMessages } from "../i18n/Messages";

/**
 * A component that comes in a script of its own, when it is first drawn or somebody calls `load`
 * ahead; says so where that cannot be had.
 *
 * @param meanwhile Stands in its place until it is there.
 */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: (props: Props) => ReactNode = () => <Coming />,
): ComponentType<Props> {
  const Fetched = lazy<ComponentType<Props>>(() =>
    load().then(
      (component) => ({ default: component }),
      () => ({ default: NotFetched }),
    ),
  );
  return (props) => (
    <Suspense fallback={meanwhile(props)}>
      <Fetched {...(props as Parameters<typeof Fetched>[0])} />
    </Suspense>
  );
}

/** Calls once anything of the page is on the screen. */
export function oncePainted(act: () => void): void {
  const painted = new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length === 0) return;
    painted.disconnect();
    act();
  });
  painted.observe({ type: "paint", buffered: true });
}

function Coming() {
  const { history: words } = useMessages();
  return <p role="status">{words.loading}</p>;
}

function NotFetched() {
  const { failure: words } = useMessages();
  return <p role="alert">{words.title.unreachable}</p>;
}
