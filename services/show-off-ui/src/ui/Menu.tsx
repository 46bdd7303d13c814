import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import { type ActionMenuProps, MenuButton } from "./ActionMenu";
import style from "./ActionMenu.module.css";

/** A button and the menu that it opens. */
export function ButtonWithMenu({ groups, ...button }: ActionMenuProps) {
  return (
    <MenuTrigger>
      <MenuButton {...button} />
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
