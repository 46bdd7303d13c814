import { Button as AriaButton } from "react-aria-components";
import { moment } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import style from "./Recent.module.css";
import { Thumbnail } from "./Thumbnail";
import { recent } from "./theHistory";
import { useListed } from "./useListed";

interface RecentProps {
  readonly onOpen: (id: string) => void;
  readonly onAll: () => void;
}

const SHOWN = 6;

/** The last few pictures, one click away. Its room is kept while they load. */
export function Recent({ onOpen, onAll }: RecentProps) {
  const { history: words, language } = useMessages();
  const entries = useListed(recent).entries.slice(0, SHOWN);
  return (
    <section className={style.recent} aria-label={words.recent}>
      {entries.length > 0 && (
        <>
          <h2>{words.recent}</h2>
          <ul>
            {entries.map(({ id, created, name, text }) => (
              <li key={id}>
                <AriaButton
                  className={style.entry ?? ""}
                  aria-label={words.open(
                    name ?? moment(new Date(created), language),
                    text.slice(0, 80),
                  )}
                  onPress={() => onOpen(id)}
                >
                  <Thumbnail id={id} />
                </AriaButton>
              </li>
            ))}
          </ul>
          <Button look="quiet" onPress={onAll}>
            {words.all}
          </Button>
        </>
      )}
    </section>
  );
}
