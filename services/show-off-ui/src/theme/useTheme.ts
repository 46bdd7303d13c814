import { useEffect, useState } from "react";
import { recall, remember } from "../ui/storage";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "theme";

/** The theme that was chosen, kept over visits; `public/theme.js` applies it before first paint. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const stored = recall(KEY);
    return THEMES.find((known) => known === stored) ?? "system";
  });
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    remember(KEY, theme === "system" ? null : theme);
  }, [theme]);
  return [theme, setTheme];
}
