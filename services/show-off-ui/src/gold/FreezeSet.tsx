import { useState } from "react";
import { failureIn } from "../api/failure";
import { freezeSet } from "../api/gold";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { useGoldWords } from "./useGoldWords";

/** Freezes the lines accepted by now; the same lines again are the set that there is. */
export function FreezeSet() {
  const { kept: words } = useGoldWords();
  const { failure: failures } = useMessages();
  const [said, setSaid] = useState<string>();
  const freeze = async () => {
    try {
      const { number, lines } = await freezeSet();
      setSaid(words.frozen(number, lines));
    } catch (error) {
      const { kind } = failureIn(error);
      setSaid(kind === "unfinished" ? words.noneAccepted : failures.title[kind]);
    }
  };
  return (
    <>
      <Button onPress={() => void freeze()}>{words.freeze}</Button>
      <p role="status">{said}</p>
    </>
  );
}
