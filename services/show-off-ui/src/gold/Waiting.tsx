import type { Failure } from "../api/failure";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { useGoldWords } from "./useGoldWords";

interface WaitingProps {
  readonly for: {
    readonly value?: unknown;
    readonly failure?: Failure;
    readonly again: () => void;
  };
}

/** That something is still to come, or that it failed and can be tried again. */
export function Waiting({ for: { value, failure, again } }: WaitingProps) {
  const words = useGoldWords();
  const { failure: failures } = useMessages();
  if (value !== undefined) return null;
  if (!failure) return <p role="status">{words.loading}</p>;
  return (
    <>
      <p role="alert">{failures.title[failure.kind]}</p>
      <Button onPress={again}>{words.retry}</Button>
    </>
  );
}
