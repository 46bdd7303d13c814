import { useEffect, useState } from "react";
import { type Failure, failureIn } from "../api/failure";

/** Something that is asked of the server, on its way, here or failed. */
export interface Loaded<Value> {
  readonly value?: Value;
  readonly failure?: Failure;
  readonly again: () => void;
}

/** Loads once for each `name`; `load` is called with nothing else that changes. */
export function useLoaded<Value>(load: () => Promise<Value>, name: string | number): Loaded<Value> {
  const [turn, setTurn] = useState(0);
  const [got, setGot] = useState<Omit<Loaded<Value>, "again">>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is loaded is told by its name
  useEffect(() => {
    let gone = false;
    setGot({});
    load().then(
      (value) => !gone && setGot({ value }),
      (error: unknown) => !gone && setGot({ failure: failureIn(error) }),
    );
    return () => {
      gone = true;
    };
  }, [name, turn]);
  return { ...got, again: () => setTurn(turn + 1) };
}
