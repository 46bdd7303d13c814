import { useEffect } from "react";
import { useMessages } from "../i18n/Messages";

/** Names the tab after what is shown in it. */
export function useTitle(name: string | undefined): void {
  const { app } = useMessages();
  useEffect(() => {
    document.title = name ? `${name} – ${app.name}` : app.name;
  }, [name, app.name]);
}
