import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import style from "./ActionMenu.module.css";
import { Button } from "./Button";

interface ActionMenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly actions: readonly { readonly label: string; readonly act: () => void }[];
}

/** A button that offers several ways to do one thing. */
export function ActionMenu({ label, icon, actions }: ActionMenuProps) {
  return (
    <MenuTrigger>
      <Button icon={icon}>
        <span className={style.label}>
          {label}
          <ChevronDown aria-hidden />
        </span>
      </Button>
      <Popover className={style.popover ?? ""} offset={4}>
        <Menu className={style.menu ?? ""}>
          {actions.map(({ label: words, act }) => (
            <MenuItem key={words} className={style.item ?? ""} onAction={act}>
              {words}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
