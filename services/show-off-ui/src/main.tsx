import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./theme/tokens.css";
import "./theme/base.css";
import { App } from "./App";
import { startDeleting } from "./history/deleting";
import { loadMessages, MessagesProvider } from "./i18n/Messages";
import { startLimits } from "./intake/limits";
import { startOutbox } from "./lines/outbox";
import { startDesk } from "./lines/theDesk";
import { restored } from "./read/theShelf";
import { Announcer } from "./ui/Announcer";
import { ConfigProvider } from "./ui/config";
import { KeyDialog } from "./ui/KeyDialog";

const [messages, before] = await Promise.all([loadMessages(), restored()]);
startLimits();
startOutbox();
startDesk();
startDeleting();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MessagesProvider messages={messages}>
        <ConfigProvider>
          <Announcer>
            <App before={before} />
            <KeyDialog />
          </Announcer>
        </ConfigProvider>
      </MessagesProvider>
    </StrictMode>,
  );
}
