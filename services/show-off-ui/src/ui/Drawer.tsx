import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "./Button";
import style from "./Drawer.module.css";

interface DrawerProps {
  readonly title: string;
  readonly closeName: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** At the side for lists, in the middle for a task of its own, small for one question. */
  readonly place?: "side" | "middle" | "small";
  readonly children: ReactNode;
}

/** Something beside the page, which waits behind it. */
export function Drawer({
  title,
  closeName,
  isOpen,
  onClose,
  place = "side",
  children,
}: DrawerProps) {
  return (
    <ModalOverlay
      className={style.overlay ?? ""}
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`${style.modal} ${style[place]}`}>
        <Dialog className={style.dialog ?? ""}>
          <header className={style.head}>
            <Heading slot="title">{title}</Heading>
            <IconButton name={closeName} onPress={onClose}>
              <X aria-hidden />
            </IconButton>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
