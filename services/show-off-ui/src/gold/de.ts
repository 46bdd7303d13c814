import type { GoldWords } from "./en";

const plural = new Intl.PluralRules("de");

function counted(count: number, one: string, other: string): string {
  return `${count.toLocaleString("de")} ${plural.select(count) === "one" ? one : other}`;
}

export const de: GoldWords = {
  back: "Start",
  retry: "Noch einmal versuchen",
  loading: "Lädt",
  crop: "Die Zeile in ihrem Bild",

  howWell: {
    title: "Wie gut gelesen wird",
    intro:
      "Zeilen, die verbessert und behalten wurden, zeigen, wie gut jede Version das liest, was hier wirklich gesendet wird.",
    none: "Noch wurde nichts gemessen",
    noneHint:
      "Sobald verbesserte Zeilen behalten, geprüft und als Satz festgehalten sind, wird jede Version daran gemessen.",
    set: "Zeilen aus",
    setName: (number) => `Satz ${number}`,
    chart: (versions) =>
      `Falsch gelesene Zeichen nach ${counted(versions, "Version", "Versionen")}; die Tabelle nennt dieselben Zahlen`,
    key: "Ein Punkt: der Anteil der Zeichen, die eine Version falsch liest. Ein Balken: wo er mit 95 % Sicherheit liegt, verglichen mit der Version davor. Weiter links ist besser.",
    worseKey: "Ein Quadrat: schlechter als die Version davor.",
    table: (number) => `Wie jede Version Satz ${number} liest`,
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
    mine: "Zeilen, die mit deinem Schlüssel verbessert wurden und die du behalten lässt. Sie bleiben, bis du sie oder ihr Bild löschst.",
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
    freeze: "Die angenommenen als Satz festhalten",
    frozen: (number, lines) =>
      `Satz ${number}: ${counted(lines, "Zeile", "Zeilen")}. Er ändert sich nie; Versionen lassen sich daran messen.`,
    noneAccepted: "Noch ist keine Zeile angenommen.",
    none: "Keine Zeilen",
    noneHint:
      "Zeilen werden nur behalten, wo beim Verbessern „Diese Zeilen behalten“ angekreuzt war.",
    waiting: "Ihr Bild kommt noch.",
    teaches: "lehrt",
    measures: "misst",
    remove: (text) => `Zeile ${text} löschen`,
    confirmQuestion: "Diese Zeile mit ihrem Ausschnitt endgültig löschen?",
    confirm: "Löschen",
    keep: "Behalten",
    notRemoved: "Sie ließ sich nicht löschen",
    removed: "Gelöscht",
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
    keys: "Eingabe: So steht es da. Strg D: ablehnen. Umschalt Eingabe: zurück zur vorigen. Escape: wie vorgeschlagen.",
    done: "Nichts mehr zu prüfen",
    doneHint: "Angenommene Zeilen gehören zum nächsten Satz, der festgehalten wird.",
    onlyReviewers: "Das können nur Schlüssel, die prüfen dürfen.",
    skipped: "Die letzte Zeile wurde inzwischen gelöscht oder gehört schon zu einem Satz.",
  },
};
