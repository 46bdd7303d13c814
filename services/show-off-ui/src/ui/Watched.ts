/** What changes and is watched while it does: as `useSyncExternalStore` takes it. */
export class Watched<Value> {
  private readonly watchers = new Set<() => void>();

  constructor(private value: Value) {}

  /** Calls `watcher` after each change; returns what ends that. */
  subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** As it is now. */
  snapshot = (): Value => this.value;

  protected put(value: Value): void {
    this.value = value;
    for (const watcher of this.watchers) watcher();
  }
}
