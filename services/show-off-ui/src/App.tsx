import { useEffect, useState } from "react";
import style from "./App.module.css";
import { LazyGold } from "./gold/LazyGold";
import { useView } from "./gold/view";
import { Header } from "./Header";
import { HistoryDrawer } from "./history/HistoryDrawer";
import { noteRead } from "./history/myPictures";
import { recent } from "./history/theHistory";
import { useAddress } from "./history/useAddress";
import { useDeletion } from "./history/useDeletion";
import { useKeptDays } from "./history/useKeptDays";
import { useReopen } from "./history/useReopen";
import { useMessages } from "./i18n/Messages";
import { CameraDrawer } from "./intake/CameraDrawer";
import { DropVeil } from "./intake/DropVeil";
import { mayWatch } from "./intake/useCamera";
import { useIntake } from "./intake/useIntake";
import { type Added, type Jobs, jobsBefore } from "./read/jobs";
import { fetchBench, QueueStrip, Workbench } from "./read/lazyBench";
import { nextToCheck } from "./read/nextToCheck";
import { useCleared } from "./read/useCleared";
import { useJobs } from "./read/useJobs";
import { Start } from "./Start";
import { useAnnounce } from "./ui/Announcer";
import { oncePainted } from "./ui/fetched";
import { Notice, Notices } from "./ui/Notice";
import { useTitle } from "./ui/useTitle";

/** The page: wires what comes in, what is read and what was read before a reload. */
export function App({ before }: { readonly before: Jobs }) {
  const { app, announce: words, failure: failures, queue, history: earlierWords } = useMessages();
  const announce = useAnnounce();
  const [side, setSide] = useState<"history" | "camera">();
  const [checking, setChecking] = useState(false);
  const [notice, setNotice] = useState<string>();
  const keptDays = useKeptDays();
  useEffect(() => oncePainted(fetchBench), []);
  const deletion = useDeletion();

  const { jobs, dispatch, cancel } = useJobs(before, (job) => {
    const { picture, phase } = job;
    noteRead(job);
    if (phase.at === "done") announce(words.done(picture.name, phase.reading.lines.length));
    if (phase.at === "failed")
      announce(words.failed(picture.name, failures.title[phase.failure.kind]));
  });
  const add = (added: Added) => {
    setSide(undefined);
    dispatch({ do: "add", ...added });
  };
  const intake = useIntake({
    onAdded: (added) => {
      announce(words.added(added.jobs.length));
      add(added);
    },
    onNotice: setNotice,
  });
  // Without a secure context no page may watch a camera; the system's own takes pictures all the same.
  const photograph = () => (mayWatch() ? setSide("camera") : intake.photograph());
  const reopen = useReopen(jobs, {
    onShow: (key, id) => {
      dispatch({ do: "show", key });
      dispatch({ do: "version", key, id });
    },
    onJob: (job) => add({ jobs: [job] }),
    onGone: recent.drop,
    onNotice: setNotice,
  });
  const shown = jobs.list.find(({ key }) => key === jobs.shown);
  const idle = shown === undefined;
  useAddress(shown, reopen, () => dispatch({ do: "leave" }));
  useTitle(shown?.picture.name);
  const [view, leaveView] = useView(idle);
  useCleared(jobs, dispatch);
  useEffect(() => {
    if (idle) void recent.refresh();
  }, [idle]);

  return (
    <div className={style.app} data-idle={idle || undefined} data-view={view}>
      {shown && (
        <a href="#text" className={style.skip}>
          {app.skip}
        </a>
      )}
      <Header
        name={shown?.picture.name}
        {...(!idle && {
          adding: { choose: intake.choose, photograph },
        })}
        onHome={() => {
          setChecking(false);
          leaveView();
          dispatch({ do: "clear" });
        }}
        onHistory={() => setSide("history")}
      />
      {(jobs.list.length > 1 || jobs.list[0]?.page) && (
        <QueueStrip
          jobs={jobs}
          onShow={(key) => dispatch({ do: "show", key })}
          onRemove={(key) => dispatch({ do: "remove", key })}
          onRemoveGroup={(key) => dispatch({ do: "removeGroup", key })}
          onResume={() => dispatch({ do: "resume" })}
          onRetryAll={() => dispatch({ do: "retryAll" })}
          onClear={() => dispatch({ do: "clear" })}
        />
      )}
      <main className={style.main}>
        {shown ? (
          <Workbench
            key={shown.key}
            job={shown}
            before={jobsBefore(jobs, shown.key)}
            hold={jobs.hold}
            onResume={() => dispatch({ do: "resume" })}
            onCancel={() => cancel(shown.key)}
            onAgain={(how) => dispatch({ do: "again", key: shown.key, ...how })}
            onVersion={(id) => dispatch({ do: "version", key: shown.key, id })}
            onTurn={(turn) => dispatch({ do: "turn", key: shown.key, turn })}
            onDelete={(id) => {
              deletion.remove(id);
              dispatch({ do: "remove", key: shown.key });
            }}
            onAnother={intake.choose}
            checking={{
              on: checking,
              next: checking
                ? nextToCheck(jobs, (key) => dispatch({ do: "show", key }))
                : undefined,
              turn: setChecking,
            }}
          />
        ) : view ? (
          <LazyGold key={view} view={view} />
        ) : (
          <Start
            intake={intake}
            keptDays={keptDays}
            onCamera={photograph}
            onOpen={reopen}
            onHistory={() => setSide("history")}
          />
        )}
      </main>
      {intake.held && <DropVeil />}
      <Notices aboveBars={!idle}>
        {jobs.cleared && (
          <Notice
            words={queue.cleared(jobs.cleared.length)}
            action={{ words: queue.restore, act: () => dispatch({ do: "restore" }) }}
            onClose={() => dispatch({ do: "forget" })}
          />
        )}
        {deletion.count > 0 && side !== "history" && (
          <Notice
            words={earlierWords.deletedSome(deletion.count)}
            action={{
              words: queue.restore,
              act: () => {
                const id = deletion.undo();
                if (id && idle) reopen(id);
              },
            }}
            onClose={deletion.finish}
          />
        )}
        {notice && <Notice words={notice} onClose={() => setNotice(undefined)} />}
      </Notices>
      <HistoryDrawer
        isOpen={side === "history"}
        onClose={() => {
          setSide(undefined);
          void recent.refresh();
        }}
        onOpen={(id) => {
          setSide(undefined);
          reopen(id);
        }}
      />
      <CameraDrawer
        isOpen={side === "camera"}
        onClose={() => setSide(undefined)}
        onTaken={(file) => intake.add([file])}
        onInstead={() => {
          setSide(undefined);
          intake.photograph();
        }}
      />
    </div>
  );
}
