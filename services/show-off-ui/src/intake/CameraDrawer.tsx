import { SwitchCamera } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { Button, IconButton } from "../ui/Button";
import { Drawer } from "../ui/Drawer";
import style from "./CameraDrawer.module.css";
import { useCamera } from "./useCamera";

interface CameraDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onTaken: (file: File) => void;
  /** Lets the system's own camera or file dialog do it instead. */
  readonly onInstead: () => void;
}

export function CameraDrawer({ isOpen, onClose, ...rest }: CameraDrawerProps) {
  const { camera: words } = useMessages();
  return (
    <Drawer
      title={words.title}
      closeName={words.close}
      isOpen={isOpen}
      onClose={onClose}
      place="middle"
    >
      <Viewfinder {...rest} />
    </Drawer>
  );
}

function Viewfinder({ onTaken, onInstead }: Pick<CameraDrawerProps, "onTaken" | "onInstead">) {
  const { camera: words } = useMessages();
  const { video, state, flip, take } = useCamera();

  const shoot = async () => {
    const picture = await take();
    if (picture) onTaken(new File([picture], `${words.fileName}.jpg`, { type: picture.type }));
  };
  return (
    <div className={style.viewfinder}>
      {state === "live" || state === "starting" ? (
        <video ref={video} autoPlay playsInline muted aria-label={words.title} />
      ) : (
        <p role="alert">{words[state]}</p>
      )}
      <div className={style.actions}>
        {state === "live" && (
          <Button look="primary" onPress={() => void shoot()}>
            {words.take}
          </Button>
        )}
        {state === "starting" && <p role="status">{words.starting}</p>}
        {state === "live" && (
          <IconButton name={words.flip} onPress={flip}>
            <SwitchCamera aria-hidden />
          </IconButton>
        )}
        {(state === "denied" || state === "missing") && (
          <Button look="primary" onPress={onInstead}>
            {words.instead}
          </Button>
        )}
      </div>
    </div>
  );
}
