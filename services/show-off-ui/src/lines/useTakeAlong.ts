import { useState } from "react";
import type { FormatName } from "../api/client";
import { failureIn } from "../api/failure";
import { useMessages } from "../i18n/Messages";
import { isKeptPicture, type Reading } from "../read/reading";
import type { ActionGroup } from "../ui/ActionMenu";
import { useAnnounce } from "../ui/Announcer";
import { copyText } from "../ui/clipboard";
import { asMarkdown, asParagraphs, asTable } from "./copied";
import { asJsonFile, asTextFile, download, renamed } from "./export";
import { RENDERED, rendered } from "./rendered";
import type { EditedReading } from "./useEdited";

interface TakeAlong {
  readonly groups: readonly ActionGroup[];
  /** Copies a text; remembers which. */
  readonly copy: (text: string) => Promise<void>;
  /** What was copied last. */
  readonly copied: string | undefined;
  /** What went wrong with the last of it. */
  readonly problem: string | undefined;
}

/** All the ways to take a text along. */
export function useTakeAlong(name: string, reading: Reading, edited: EditedReading): TakeAlong {
  const { lines: words, takeAlong, failure } = useMessages();
  const announce = useAnnounce();
  const [copied, setCopied] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const copy = async (text: string) => {
    const written = await copyText(text);
    if (written) announce(words.copied);
    setProblem(written ? undefined : words.notCopied);
    setCopied(written ? text : undefined);
  };
  const fetchAs = async (format: FormatName, ending: string) => {
    setProblem(undefined);
    try {
      const { id } = reading;
      download(await rendered({ id, text: edited.text }, format), renamed(name, ending));
    } catch (error) {
      setProblem(takeAlong.failed(failure.title[failureIn(error).kind]));
    }
  };
  const copies = [
    { label: takeAlong.paragraphs, act: () => void copy(asParagraphs(edited.lines)) },
    { label: takeAlong.table, act: () => void copy(asTable(edited.lines)) },
    { label: takeAlong.asMarkdown, act: () => void copy(asMarkdown(edited.lines)) },
    ...(isKeptPicture(reading)
      ? [
          {
            label: takeAlong.link,
            act: () => void copy(`${location.origin}${location.pathname}#${reading.id}`),
          },
        ]
      : []),
  ];
  const downloads = [
    {
      label: words.downloadText,
      act: () => download(asTextFile(edited.text), renamed(name, "txt")),
    },
    ...(isKeptPicture(reading) ? RENDERED : []).map(([format, ending]) => ({
      label: takeAlong.formats[format],
      act: () => void fetchAs(format, ending),
    })),
    {
      label: words.downloadJson,
      act: () => download(asJsonFile(reading, edited.lines), renamed(name, "json")),
    },
  ];
  const share = () => {
    navigator.share({ title: name, text: edited.text }).catch(() => {}); // thought better of
  };
  return {
    copy,
    copied,
    problem,
    groups: [
      { title: takeAlong.copyAs, actions: copies },
      { title: takeAlong.downloadAs, actions: downloads },
      ...(typeof navigator.share === "function"
        ? [{ title: takeAlong.other, actions: [{ label: takeAlong.share, act: share }] }]
        : []),
    ],
  };
}
