import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { FieldError, Input, Label, TextField } from "react-aria-components";
import type { Asked } from "../api/KeyKeeper";
import { keeper } from "../api/key";
import { useMessages } from "../i18n/Messages";
import { Button } from "./Button";
import { Drawer } from "./Drawer";
import style from "./KeyDialog.module.css";

/** Asks for the key where the server wants one. */
export function KeyDialog() {
  const { key: words } = useMessages();
  const asked = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  return (
    <Drawer
      title={words.title}
      closeName={words.close}
      isOpen={asked !== undefined}
      onClose={() => keeper.decline()}
      place="small"
    >
      <KeyForm asked={asked} />
    </Drawer>
  );
}

function KeyForm({ asked }: { readonly asked: Asked | undefined }) {
  const { key: words } = useMessages();
  const [key, setKey] = useState("");
  const tried = useRef("");
  const field = useRef<HTMLInputElement>(null);
  // The key that failed is taken away, not what was typed since; the next one can be typed at once.
  useEffect(() => {
    if (!asked?.refused || asked.trying) return;
    setKey((typed) => (typed.trim() === tried.current ? "" : typed));
    field.current?.focus();
  }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    tried.current = key.trim();
    if (tried.current) void keeper.give(tried.current);
  };
  return (
    <form className={style.form} onSubmit={submit}>
      <p>{words.hint}</p>
      <TextField
        className={style.field ?? ""}
        type="password"
        autoComplete="current-password"
        autoFocus
        isInvalid={(asked?.refused && !asked.trying) ?? false}
        validationBehavior="aria"
        value={key}
        onChange={setKey}
      >
        <Label>{words.label}</Label>
        <Input ref={field} className={style.input ?? ""} spellCheck={false} />
        <FieldError className={style.refused ?? ""}>
          <span role="alert">{words.refused}</span>
        </FieldError>
      </TextField>
      <div className={style.actions}>
        <Button
          look="primary"
          type="submit"
          isDisabled={key.trim() === "" || asked?.trying === true}
        >
          {words.use}
        </Button>
        <Button onPress={() => keeper.decline()}>{words.decline}</Button>
      </div>
    </form>
  );
}
