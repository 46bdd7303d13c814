import type { ReactNode, Ref } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";
import style from "./Button.module.css";

interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  readonly ref?: Ref<HTMLButtonElement>;
  /** How much it asks to be pressed. There is at most one primary button on the page. */
  readonly look?: "primary" | "plain" | "quiet" | "doubt" | "alarm";
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

export function Button({ look = "plain", icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`${style.button} ${style[look]}`}>
      {icon}
      <span className={style.words}>{children}</span>
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  readonly name: string;
  readonly pressed?: boolean;
  readonly children: ReactNode;
}

/** A button that is only an icon: its name is read out, and shown when pointed at or focused. */
export function IconButton({ name, pressed, children, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...props}
        aria-label={name}
        {...(pressed !== undefined && { "aria-pressed": pressed })}
        className={`${style.button} ${style.icon} ${pressed ? style.pressed : ""}`}
      >
        {children}
      </AriaButton>
      <Tooltip offset={6} className={style.tooltip ?? ""}>
        {name}
      </Tooltip>
    </TooltipTrigger>
  );
}
