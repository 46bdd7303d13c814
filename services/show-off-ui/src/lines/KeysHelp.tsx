import { useState } from "react";
import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { Drawer } from "../ui/Drawer";
import { useFreeKey } from "../ui/freeKeys";
import style from "./KeysHelp.module.css";

/** Which keys there are, behind a button and the key that asks for help nearly everywhere. */
export function KeysHelp() {
  const { keys: words } = useMessages();
  const [shown, setShown] = useState(false);
  useFreeKey("?", () => setShown(true));
  return (
    <>
      <Button look="quiet" onPress={() => setShown(true)}>
        {words.open}
      </Button>
      <Drawer
        title={words.title}
        closeName={words.close}
        isOpen={shown}
        onClose={() => setShown(false)}
      >
        {words.groups.map(({ title, keys }) => (
          <section key={title} className={style.group}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Drawer>
    </>
  );
}
