import { Route } from "lucide-react";
import { use } from "react";
import { traceAddress } from "../api/trace";
import { useMessages } from "../i18n/Messages";
import { ConfigContext } from "./config";
import style from "./TraceLink.module.css";

/** Where to see how a read went through the services; nothing where no address is configured. */
export function TraceLink({ traceId }: { readonly traceId: string }) {
  const { traceUrl } = use(ConfigContext);
  const { lines } = useMessages();
  if (!traceUrl) return null;
  return (
    <a
      className={style.link}
      href={traceAddress(traceUrl, traceId)}
      target="_blank"
      rel="noreferrer"
    >
      <Route aria-hidden />
      {lines.trace}
    </a>
  );
}
