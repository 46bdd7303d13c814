import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import style from "./ActionMenu.module.css";
import { Button } from "./Button";
import { fetched } from "./fetched";

export interface Action {
  readonly label: string;
  readonly act: () => void;
}

/** Ways to do one thing. */
export interface ActionGroup {
  readonly title: string;
  readonly actions: readonly Action[];
}

export interface ActionMenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isDisabled?: boolean;
  readonly groups: readonly ActionGroup[];
}

const menu = () => import("./Menu");

/** A button that offers several ways to do one thing, or a few. */
export const ActionMenu = fetched(
  async () => (await menu()).ButtonWithMenu,
  (props: ActionMenuProps) => <MenuButton {...props} isDisabled />,
);

/** To be called ahead, so that the button is there at once. */
export function fetchMenu(): void {
  menu().catch(() => {}); // whoever needs it says so
}

export function MenuButton({ label, icon, isDisabled = false }: Omit<ActionMenuProps, "groups">) {
  return (
    <Button icon={icon} isDisabled={isDisabled}>
      <span className={style.label}>
        {label}
        <ChevronDown aria-hidden />
      </span>
    </Button>
  );
}
