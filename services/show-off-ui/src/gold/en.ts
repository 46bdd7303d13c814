import type { LineState, Measure } from "../api/gold";
import { counting } from "../i18n/counting";

/** Every word of what is fetched only when somebody looks at it, in English. */
const counted = counting("en");

const states: Record<LineState, string> = {
  proposed: "To review",
  accepted: "Accepted",
  rejected: "Rejected",
  withdrawn: "Deleted",
};

const verdicts: Record<Measure["verdict"], string> = {
  better: "better",
  same: "no different",
  worse: "worse",
  unknown: "too few lines to say",
};

export const en = {
  back: "Start",
  retry: "Try again",
  loading: "Loading",
  crop: "The line in its picture",

  howWell: {
    title: "How well it reads",
    intro:
      "Lines that people corrected and let be kept show how well each version of the reader reads what is really sent here.",
    none: "Nothing has been measured yet",
    noneHint:
      "Once corrected lines have been kept, reviewed and frozen as a set, each version of the reader is measured on it.",
    set: "Set of lines",
    setName: (number: number) => `Set ${number}`,
    chart: (versions: number) =>
      `Characters read wrong, by ${counted(versions, "version", "versions")}; the table has the same figures`,
    key: "A dot: the share of characters that a version reads wrong. A bar: where that lies with 95% certainty, compared with the version before. Further left is better.",
    worseKey: "A square: worse than the version before.",
    table: (number: number) => `How each version reads set ${number}`,
    version: "Version",
    lines: "Lines",
    wrong: "Characters wrong",
    exact: "Lines without errors",
    difference: "Compared with the one before",
    interval: (middle: string, from: string, to: string) => `${middle} points (${from} to ${to})`,
    first: "–",
    verdict: "Verdict",
    verdicts,
    worst: "Worst lines",
    worstOf: (model: string) => `Worst lines of ${model}`,
    noWorst: "It read every line without errors.",
    says: "It says",
    read: "Read as",
    before: "Before",
  },

  kept: {
    title: "Lines kept to teach the reader",
    mine: "Lines that were corrected with your key and that you let be kept. They stay until you delete them or their picture.",
    all: "All lines that people let be kept. They stay until they, or their picture, are deleted.",
    which: "Which lines",
    every: "All",
    states,
    review: "Review them one by one",
    freeze: "Freeze the accepted ones as a set",
    frozen: (number: number, lines: number) =>
      `Set ${number}: ${counted(lines, "line", "lines")}. It never changes; versions of the reader can be measured on it.`,
    noneAccepted: "No line is accepted yet.",
    none: "No lines",
    noneHint: "Lines are kept only where “Keep these lines” was ticked while they were corrected.",
    waiting: "Its picture is still to come.",
    teaches: "for teaching",
    measures: "for measuring",
    remove: (text: string) => `Delete the line ${text}`,
    confirmQuestion: "Delete this line for good, with its cut-out?",
    confirm: "Delete",
    keep: "Keep",
    notDeleted: "It could not be deleted",
    deleted: "Deleted",
    more: "Show more",
  },

  review: {
    title: "Review",
    judged: (count: number) => `${counted(count, "line", "lines")} reviewed`,
    field: "What the line says",
    read: "Read as",
    accept: "Right, keep it",
    reject: "Reject",
    back: "Back",
    keys: "Enter: accept it as it stands. Ctrl D: reject it. Shift Enter: back to the one before. Escape: as it was proposed.",
    done: "Nothing is left to review",
    doneHint: "Accepted lines become part of the next set that is frozen.",
    onlyReviewers: "Only keys that may review can do this.",
    skipped: "The last line was deleted meanwhile or is already part of a set.",
  },
};

export type GoldWords = typeof en;
