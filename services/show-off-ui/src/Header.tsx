import { Camera, History, Moon, Plus, Sun, SunMoon } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import style from "./Header.module.css";
import { LANGUAGES, useMessages, useSpeak } from "./i18n/Messages";
import { THEMES, type Theme, useTheme } from "./theme/useTheme";
import { Button, IconButton } from "./ui/Button";
import { Wordmark } from "./ui/Wordmark";

interface HeaderProps {
  /** Of the picture that is shown. */
  readonly name: string | undefined;
  /** Undefined while there is no picture yet. */
  readonly adding?: { readonly choose: () => void; readonly photograph: () => void };
  readonly onHome: () => void;
  readonly onHistory: () => void;
}

export function Header({ name, adding, onHome, onHistory }: HeaderProps) {
  const { app, intake, queue } = useMessages();
  return (
    <header className={style.header}>
      <AriaButton
        className={style.home ?? ""}
        aria-label={`${app.name}: ${app.start}`}
        onPress={onHome}
      >
        <Wordmark name={app.name} />
      </AriaButton>
      {name && (
        <p className={style.name} title={name} aria-hidden="true">
          {name}
        </p>
      )}
      <nav aria-label={app.name} className={style.actions} data-adding={adding && true}>
        {adding && (
          <>
            <Button icon={<Plus aria-hidden />} onPress={adding.choose}>
              {queue.more}
            </Button>
            <IconButton name={intake.camera} onPress={adding.photograph}>
              <Camera aria-hidden />
            </IconButton>
          </>
        )}
        <a href="/docs/" className={style.link}>
          {app.documentation}
        </a>
        <LanguageButton />
        <IconButton name={app.history} onPress={onHistory}>
          <History aria-hidden />
        </IconButton>
        <ThemeButton />
      </nav>
    </header>
  );
}

/** Named in the language that it goes to, for those who do not understand the present one. */
function LanguageButton() {
  const { language } = useMessages();
  const speak = useSpeak();
  const place = LANGUAGES.findIndex((known) => known.language === language);
  const next = LANGUAGES[(place + 1) % LANGUAGES.length] ?? LANGUAGES[0];
  return (
    <AriaButton
      className={style.link ?? ""}
      lang={next.language}
      onPress={() => speak(next.language)}
    >
      {next.name}
    </AriaButton>
  );
}

const ICONS: Record<Theme, typeof Sun> = { system: SunMoon, light: Sun, dark: Moon };

/** Each press goes to the next theme. */
function ThemeButton() {
  const { app } = useMessages();
  const [theme, setTheme] = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  const Icon = ICONS[theme];
  return (
    <IconButton name={`${app.theme}: ${app.themes[theme]}`} onPress={() => setTheme(next)}>
      <Icon aria-hidden />
    </IconButton>
  );
}
