import { counting } from "../i18n/counting";
import type { GoldWords } from "./en";

const counted = counting("de");

export const de: GoldWords = {
  back: "Start",
  retry: "Noch einmal versuchen",
  loading: "Wird geladen",
  crop: "Die Zeile in ihrem Bild",

  howWell: {
    title: "Wie gut gelesen wird",
    intro:
      "Zeilen, die jemand korrigiert und behalten lassen hat, zeigen, wie gut jede Version liest, was hier wirklich gesendet wird.",
    none: "Noch wurde nichts gemessen",
    noneHint:
      "Sobald korrigierte Zeilen behalten, geprüft und als Prüfsatz festgehalten sind, wird jede Version daran gemessen.",
    set: "Prüfsatz",
    setName: (number) => `Prüfsatz ${number}`,
    chart: (versions) =>
      `Falsch gelesene Zeichen nach ${counted(versions, "Version", "Versionen")}; die Tabelle nennt dieselben Zahlen`,
    key: "Ein Punkt: der Anteil der Zeichen, die eine Version falsch liest. Ein Balken: wo er mit 95 % Sicherheit liegt, verglichen mit der Version davor. Weiter links ist besser.",
    worseKey: "Ein Quadrat: schlechter als die Version davor.",
    table: (number) => `Wie jede Version Prüfsatz ${number} liest`,
    version: "Version",
    lines: "Zeilen",
    wrong: "Zeichen falsch",
    exact: "Zeilen ohne Fehler",
    difference: "Verglichen mit der davor",
    interval: (middle, from, to) => `${middle} Punkte (${from} bis ${to})`,
    first: "–",
    verdict: "Urteil",
    verdicts: {
      better: "besser",
      same: "kein Unterschied",
      worse: "schlechter",
      unknown: "zu wenige Zeilen",
    },
    worst: "Schlechteste Zeilen",
    worstOf: (model) => `Schlechteste Zeilen von ${model}`,
    noWorst: "Jede Zeile wurde ohne Fehler gelesen.",
    says: "Dort steht",
    read: "Gelesen als",
    before: "Davor",
  },

  kept: {
    title: "Zeilen, aus denen gelernt wird",
    mine: "Zeilen, die mit deinem Schlüssel korrigiert wurden und die du behalten lässt. Sie bleiben, bis du sie oder ihr Bild löschst.",
    all: "Alle Zeilen, die jemand behalten lässt. Sie bleiben, bis sie oder ihr Bild gelöscht werden.",
    which: "Welche Zeilen",
    every: "Alle",
    states: {
      proposed: "Zu prüfen",
      accepted: "Angenommen",
      rejected: "Abgelehnt",
      withdrawn: "Gelöscht",
    },
    review: "Eine nach der anderen prüfen",
    freeze: "Angenommene als Prüfsatz festhalten",
    frozen: (number, lines) =>
      `Prüfsatz ${number}: ${counted(lines, "Zeile", "Zeilen")}. Er ändert sich nie; Versionen lassen sich daran messen.`,
    noneAccepted: "Noch ist keine Zeile angenommen.",
    none: "Keine Zeilen",
    noneHint:
      "Zeilen werden nur behalten, wo beim Korrigieren „Diese Zeilen behalten“ angekreuzt war.",
    waiting: "Ihr Bild kommt noch.",
    teaches: "zum Lernen",
    measures: "zum Messen",
    remove: (text) => `Zeile ${text} löschen`,
    confirmQuestion: "Diese Zeile mit ihrem Ausschnitt endgültig löschen?",
    confirm: "Löschen",
    keep: "Behalten",
    notDeleted: "Sie ließ sich nicht löschen",
    deleted: "Gelöscht",
    more: "Mehr zeigen",
  },

  review: {
    title: "Prüfen",
    judged: (count) => `${counted(count, "Zeile", "Zeilen")} geprüft`,
    field: "Was in der Zeile steht",
    read: "Gelesen als",
    accept: "Stimmt, behalten",
    reject: "Ablehnen",
    back: "Zurück",
    keys: "Enter: so annehmen. Strg D: ablehnen. Umschalt Enter: zurück zur vorigen. Escape: wie vorgeschlagen.",
    done: "Nichts mehr zu prüfen",
    doneHint: "Angenommene Zeilen gehören zum nächsten Prüfsatz, der festgehalten wird.",
    onlyReviewers: "Das können nur Schlüssel, die prüfen dürfen.",
    skipped: "Die letzte Zeile wurde inzwischen gelöscht oder gehört schon zu einem Prüfsatz.",
  },
};
