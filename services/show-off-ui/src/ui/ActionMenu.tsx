import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import style from "./ActionMenu.module.css";
import { Button } from "./Button";

export interface Action {
  readonly label: string;
  readonly act: () => void;
}

/** Ways to do one thing. */
export interface ActionGroup {
  readonly title: string;
  readonly actions: readonly Action[];
}

interface ActionMenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isDisabled?: boolean;
  readonly groups: readonly ActionGroup[];
}

/** A button that offers several ways to do one thing, or a few. */
export function ActionMenu({ label, icon, isDisabled = false, groups }: ActionMenuProps) {
  return (
    <MenuTrigger>
      <Button icon={icon} isDisabled={isDisabled}>
        <span className={style.label}>
          {label}
          <ChevronDown aria-hidden />
        </span>
      </Button>
      <Popover className={style.popover ?? ""} offset={4}>
        <Menu className={style.menu ?? ""}>
          {groups.map(({ title, actions }) => (
            <MenuSection key={title}>
              <Header className={style.title ?? ""}>{title}</Header>
              {actions.map(({ label: words, act }) => (
                <MenuItem key={words} className={style.item ?? ""} onAction={act}>
                  {words}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
