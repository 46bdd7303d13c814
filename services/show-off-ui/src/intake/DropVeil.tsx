import { useMessages } from "../i18n/Messages";
import style from "./DropVeil.module.css";

/** Over the whole page while files are held over it. */
export function DropVeil() {
  const { intake } = useMessages();
  return (
    <div className={style.veil} role="status">
      <p>{intake.drop}</p>
    </div>
  );
}
