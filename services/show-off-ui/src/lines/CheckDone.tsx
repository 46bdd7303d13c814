import { type ReactNode, useEffect, useRef, useState } from "react";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import style from "./CheckPanel.module.css";

/** The next picture in which something is to check. */
export interface NextPicture {
  readonly name: string;
  readonly toCheck: number;
  readonly show: () => void;
}

interface CheckDoneProps {
  readonly text: string;
  readonly next: NextPicture | undefined;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** Nothing is left to check here: on to the next picture, or away with the text. */
export function CheckDone({ text, next, onLeave, children }: CheckDoneProps) {
  const { check: words, lines } = useMessages();
  const [copied, setCopied] = useState<boolean>();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const copy = async () => setCopied(await copyText(text));
  return (
    <section className={style.done} aria-label={words.label}>
      <h2>{words.done}</h2>
      {next && <p>{words.next(next.name, next.toCheck)}</p>}
      <div className={style.actions}>
        {next ? (
          <Button ref={first} look="primary" onPress={next.show}>
            {words.goOn}
          </Button>
        ) : (
          <Button ref={first} look="primary" onPress={copy}>
            {copied ? lines.copied : lines.copy}
          </Button>
        )}
        <Button onPress={onLeave}>{words.leave}</Button>
      </div>
      {copied === false && <p role="alert">{lines.notCopied}</p>}
      <div className={style.below}>{children}</div>
    </section>
  );
}
