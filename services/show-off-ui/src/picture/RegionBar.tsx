import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import style from "./RegionBar.module.css";
import type { Tool } from "./RegionTool";

interface RegionBarProps {
  readonly tool: Tool;
  /** Undefined while there is nothing to read yet. */
  readonly onRead: (() => void) | undefined;
  readonly onLeave: () => void;
}

/** The id of the words that tell which keys do what. */
export const REGION_KEYS = "region-keys";

/** What can be done while a part of the picture is being chosen. */
export function RegionBar({ tool, onRead, onLeave }: RegionBarProps) {
  const { picture: words } = useMessages();
  return (
    <div className={style.bar}>
      <p id={REGION_KEYS} className={style.hint}>
        {words.tools[tool].hint} <span>{words.regionKeys}</span>
      </p>
      <Button look="quiet" onPress={onLeave}>
        {words.regionCancel}
      </Button>
      <Button look="primary" isDisabled={!onRead} {...(onRead && { onPress: onRead })}>
        {words.tools[tool].read}
      </Button>
    </div>
  );
}
