import { counting } from "./counting";
import type { Messages } from "./en";

const counted = counting("de");

export const de: Messages = {
  language: "de",

  app: {
    name: "show-off",
    history: "Frühere Bilder",
    documentation: "API",
    theme: "Farben",
    themes: { system: "wie das System", light: "hell", dark: "dunkel" },
    start: "Neues Bild",
    skip: "Zum Text springen",
    closeNotice: "Meldung schließen",
  },

  intake: {
    title: "Bild ablegen, fertig ist der",
    titleOnTouch: "Fotografieren, fertig ist der",
    titleMarked: "Text",
    subtitle: "Belege, Briefe, Schilder, Bildschirmfotos. Gern auch mehrere auf einmal.",
    choose: "Bilder auswählen",
    camera: "Kamera benutzen",
    paste: "oder einfügen mit",
    pasteKeys: "Strg V",
    samples: "Kein Bild zur Hand? Probiere eines davon.",
    sampleNames: { receipt: "Beleg", letter: "Buchseite", sign: "Schild", columns: "Spalten" },
    limits: ({ kinds, most, mostOfPdf, letters }) =>
      `${kinds} bis ${most}${mostOfPdf ? `, PDF bis ${mostOfPdf}` : ""}. Gedruckter Text in ${letters} Buchstaben. Wer diese Seite öffnen kann, sieht, was sie gelesen hat.`,
    scripts: { latin: "lateinischen" },
    kept: (days) =>
      `Bilder bleiben ${counted(days, "Tag", "Tage")}, ohne den Ort, an dem sie aufgenommen wurden.`,
    fullSize: "In voller Größe senden",
    fullSizeHint: (height) =>
      `Dauert länger. Sonst werden Bilder vor dem Senden auf ${height} Pixel Höhe verkleinert.`,
    drop: "Loslassen zum Lesen",
    pastedText: "Das ist schon Text. Kopiere ein Bild und füge es hier ein.",
    pastedNothing: "Es gibt kein Bild zum Einfügen. Kopiere zuerst eines.",
    noPictures: "In diesem Ordner ist kein Bild.",
    others: (count) =>
      counted(count, "Datei im Ordner war kein Bild.", "Dateien im Ordner waren keine Bilder."),
    droppedNothing: "Das war keine Datei. Speichere das Bild und lege es dann hier ab.",
  },

  camera: {
    title: "Fotografieren",
    take: "Foto aufnehmen",
    flip: "Andere Kamera",
    close: "Kamera schließen",
    starting: "Die Kamera startet …",
    denied:
      "Diese Seite darf die Kamera nicht benutzen. Erlaube es in der Adresszeile des Browsers oder wähle ein Bild aus.",
    missing: "Keine Kamera gefunden. Du kannst stattdessen ein Bild auswählen.",
    instead: "Bild auswählen",
    fileName: "Foto",
  },

  queue: {
    label: "Bilder",
    remove: (name) => `${name} entfernen`,
    more: "Bild",
    clear: "Alle entfernen",
    cleared: (count) => `${counted(count, "Bild", "Bilder")} entfernt.`,
    restore: "Rückgängig",
    progress: (read, of) => `${read} von ${of} gelesen`,
    failed: (count) => `${count.toLocaleString("de")} nicht gelesen`,
    saveAll: "Alles sichern",
    asTexts: "Texte (.zip)",
    asPdf: "Ein PDF mit Text (.pdf)",
    archive: "Texte",
    retryAll: "Alle noch einmal",
    wait: (count) => counted(count, "Bild wartet.", "Bilder warten."),
    states: {
      waiting: "wartet",
      coming: "wartet",
      preparing: "wird vorbereitet",
      sending: "wird gesendet",
      reading: "wird gelesen",
      done: "gelesen",
      failed: "nicht gelesen",
      held: "wartet",
      cancelled: "abgebrochen",
    },
  },

  documents: {
    progress: (read, of) => `${read.toLocaleString("de")} von ${of.toLocaleString("de")}`,
    toCheck: (lines) => `${lines.toLocaleString("de")} zu prüfen`,
    pages: (name) => `Seiten von ${name}`,
    page: (number, state) => `Seite ${number}: ${state}`,
    save: "Sichern",
    making: "Das PDF entsteht mit Korrekturen",
  },

  progress: {
    label: "Fortschritt",
    coming: "Der Server liest das Dokument Seite für Seite",
    waiting: (before) =>
      before === 0 ? "Als Nächstes an der Reihe" : `${counted(before, "Bild", "Bilder")} davor`,
    preparing: "Das Bild wird vorbereitet",
    sending: (percent, size) => `Senden: ${percent} von ${size}`,
    serverBusy: (before) =>
      before === 0
        ? "Warten auf den Server, als Nächstes an der Reihe"
        : `Warten auf den Server, ${counted(before, "Bild", "Bilder")} davor`,
    detecting: "Zeilen werden gesucht",
    recognising: (lines) => `${counted(lines, "Zeile wird", "Zeilen werden")} gelesen`,
    reading: "Lesen",
    elapsed: (seconds) => `${seconds} s`,
    cancel: "Abbrechen",
    cancelled: "Abgebrochen",
    cancelledHint: "Es wird nichts weiter gesendet oder gelesen.",
  },

  failure: {
    retry: "Noch einmal versuchen",
    retryIn: (seconds) => `Neuer Versuch in ${seconds} s`,
    retryNow: "Jetzt versuchen",
    another: "Anderes Bild auswählen",
    reduced: "Verkleinert senden",
    said: "Der Server sagt",
    atMost: (size) => `Höchstens ${size} sind möglich.`,
    title: {
      empty: "Diese Datei ist leer",
      notAPicture: "Das ist kein Bild",
      kindNotRead: "Diese Art von Bild wird nicht gelesen",
      tooManyPixels: "Dieses Bild hat zu viele Pixel",
      offline: "Keine Verbindung zum Netz",
      unreachable: "Der Server ist nicht zu erreichen",
      tooLarge: "Dieses Bild ist zu groß",
      full: "Der Server ist ausgelastet",
      late: "Der Server hat zu lange gebraucht",
      keyNeeded: "Der Server verlangt einen Schlüssel",
      gone: "Dieses Bild gibt es nicht mehr",
      unfinished: "Das ist noch nicht fertig",
      document: "Das lässt sich nicht lesen",
      refused: "Der Server hat das nicht angenommen",
      broken: "Auf dem Server ist etwas schiefgegangen",
    },
    advice: {
      empty:
        "Sie enthält kein einziges Byte. Vielleicht wurde sie nicht vollständig kopiert oder geladen.",
      notAPicture:
        "Es ist beschädigt oder etwas anderes unter dem Namen eines Bildes. Öffne es zur Probe woanders oder wähle ein anderes.",
      kindNotRead: "Speichere es als JPEG oder PNG und versuche es noch einmal.",
      tooManyPixels:
        "Kein Browser kann es öffnen. Schneide den Teil mit dem Text aus und versuche es noch einmal.",
      offline: "Das Bild bleibt hier und wird gelesen, sobald die Verbindung wieder da ist.",
      unreachable:
        "Vielleicht startet er gerade neu. Dein Bild bleibt hier und wird gelesen, sobald er wieder da ist.",
      tooLarge:
        "Speichere es kleiner oder schneide den Teil aus, auf den es ankommt, und versuche es noch einmal.",
      full: "Gerade werden viele Bilder gelesen. Deines bleibt in der Reihe.",
      late: "Versuche es noch einmal. Wenn es wieder geschieht, wähle einen kleineren Teil des Bildes.",
      keyNeeded:
        "Versuche es noch einmal und gib den Schlüssel ein, den du bekommen hast. Ihn vergibt, wer den Server betreibt.",
      gone: "Es wurde hier gelöscht, oder der Server behält es nicht länger.",
      unfinished: "Versuche es gleich noch einmal.",
      document: "Öffne es anderswo, um zu sehen, was ihm fehlt, oder wähle ein anderes.",
      refused: "Wähle ein anderes Bild oder sag es denen, die den Server betreiben.",
      broken:
        "Mit deinem Bild ist alles in Ordnung. Versuche es noch einmal oder sag es denen, die den Server betreiben.",
    },
  },

  picture: {
    label: "Bild",
    lines: "Zeilen im Bild",
    line: (number, text) => `Zeile ${number}: ${text}`,
    zoomIn: "Größer",
    zoomOut: "Kleiner",
    fit: "Ganzes Bild",
    turn: "Drehen (R)",
    follow: (words) => `${words} öffnen`,
    hideMarks: "Markierungen verbergen (Leertaste halten)",
    showMarks: "Markierungen zeigen",
    tools: {
      part: {
        name: "Einen Teil lesen",
        hint: "Ziehe einen Rahmen um den Teil, der gelesen werden soll.",
        read: "Diesen Teil lesen",
      },
      line: {
        name: "Zeile hinzufügen (B)",
        hint: "Ziehe einen Rahmen um eine Zeile, die fehlt.",
        read: "Diese Zeile lesen",
      },
    },
    lineReading: "Die Zeile wird gelesen",
    lineAdded: (text) =>
      text ? `Zeile hinzugefügt: ${text}` : "Zeile hinzugefügt. Darin wurde nichts gelesen.",
    regionKeys:
      "Pfeiltasten bewegen den Rahmen, mit Umschalt ändern sie seine Größe, Enter liest, Escape beendet.",
    regionLabel: ({ x, y, width, height }) =>
      `Teil zum Lesen: ${width} mal ${height} Pixel, ${x} von links, ${y} von oben`,
    regionCancel: "Abbrechen",
    whole: "Alles lesen",
    full: "In voller Größe lesen",
    fullHelps: "Volle Größe liest vielleicht besser",
    notShown:
      "Dieses Bild kann hier nicht gezeigt werden. Was gelesen wird, erscheint an seiner Stelle.",
    firstPage: (pages) => `Seite 1 von ${pages.toLocaleString("de")} wurde gelesen`,
    fullDone: "In voller Größe gelesen",
    reduced: (from, to) => `Von ${from} auf ${to} Pixel Höhe verkleinert`,
  },

  lines: {
    label: "Text des Bildes",
    count: (lines) => counted(lines, "Zeile", "Zeilen"),
    none: "Kein Text gefunden",
    noneHint: "Wenn doch welcher da ist, ziehe einen Rahmen darum.",
    noneHintReduced:
      "Wenn doch welcher da ist, versuche es in voller Größe oder ziehe einen Rahmen darum.",
    views: "Ansicht",
    asLines: "Zeilen",
    asText: "Text",
    asOrder: "Folge",
    order: "Reihenfolge der Zeilen",
    sheet: "Mehr oder weniger vom Text",
    moveLine: (number, text) => `Zeile ${number} verschieben: ${text}`,
    wholeText: "Der ganze Text",
    edit: (number) => `Zeile ${number}`,
    unread: "In einer Schrift, die hier nicht gelesen wird. Tippe sie ab.",
    toCheck: (lines) => `${lines.toLocaleString("de")} zu prüfen`,
    oneByOne: "Eine nach der anderen prüfen",
    sure: (percent) => `${percent} sicher`,
    check: "Zu prüfen",
    undo: "Rückgängig",
    redo: "Wiederholen",
    copy: "Kopieren",
    copied: "Kopiert",
    notCopied:
      "Der Browser hat das Kopieren nicht erlaubt. Markiere den Text unter „Text“ und kopiere ihn dort.",
    downloadText: "Text (.txt)",
    downloadJson: "Zeilen und Rahmen (.json)",
    trace: "Trace",
    hints: {
      lines: "Klicke in eine Zeile, um sie zu korrigieren. Enter führt zur nächsten.",
      text: "Klicke irgendwohin, um zu korrigieren, oder auf eine Zeile im Bild, um sie hier zu finden.",
      order: "Ziehe eine Zeile an ihrer Nummer oder nimm dort die Pfeiltasten.",
    },
  },

  versions: {
    label: "Lesungen dieses Bildes",
    whole: () => "Ganz",
    full: () => "Volle Größe",
    part: (number) => (number === undefined ? "Teil" : `Teil ${number}`),
  },

  takeAlong: {
    label: "Export",
    copyAs: "Kopieren als",
    paragraphs: "Absätze ohne Zeilenumbrüche",
    table: "Tabelle für die Tabellenkalkulation",
    asMarkdown: "Markdown",
    link: "Link zu diesem Bild",
    downloadAs: "Herunterladen",
    formats: {
      text: "Text (.txt)",
      json: "JSON (.json)",
      pdf: "PDF mit Text (.pdf)",
      csv: "Tabelle (.csv)",
      markdown: "Markdown (.md)",
      hocr: "hOCR (.hocr)",
      alto: "ALTO (.xml)",
      page: "PAGE (.xml)",
    },
    other: "Teilen",
    share: "Text teilen",
    onServer: "Auf dem Server",
    remove: "Dieses Bild und seinen Text löschen",
    failed: (why) => `Das ließ sich nicht herunterladen. ${why}.`,
  },

  keys: {
    open: "Tasten (?)",
    title: "Tasten",
    close: "Schließen",
    groups: [
      {
        title: "In einer Zeile",
        keys: [
          ["Enter", "Sie stimmt, nächste Zeile"],
          ["Umschalt Enter", "Hier teilen"],
          ["Rücktaste", "Am Anfang: mit der Zeile davor verbinden"],
          ["Strg Enter", "Neue Zeile darunter"],
          ["Strg Umschalt ↑ ↓", "Verschieben"],
          ["Strg C", "Sie kopieren, wenn nichts markiert ist"],
          ["Escape", "Getipptes verwerfen"],
          ["Strg Z, Strg Y", "Rückgängig, wiederholen"],
        ],
      },
      {
        title: "Beim Prüfen",
        keys: [
          ["Enter, Umschalt Enter", "Sie stimmt, weiter; zurück"],
          ["1 2 3", "Diesen Vorschlag nehmen"],
          ["Strg D", "Die Zeile löschen"],
          ["Escape", "Zurück zum Text"],
        ],
      },
      {
        title: "Auf dem Bild",
        keys: [
          ["+ − 0", "Größer, kleiner, ganz"],
          ["Leertaste, gehalten", "Ohne Markierungen; die Maus bewegt das Bild"],
          ["B", "Eine fehlende Zeile zeichnen"],
          ["R", "Drehen"],
        ],
      },
    ],
  },

  check: {
    label: "Zeilen zu prüfen",
    place: (number, of) => `${number} von ${of} zu prüfen`,
    leave: "Zurück zum Text",
    right: "Stimmt, weiter",
    back: "Zurück",
    remove: "Zeile löschen",
    alternatives: "Was da stattdessen stehen könnte",
    keys: "Enter: stimmt, weiter. 1 bis 3: diesen Vorschlag nehmen. Oder tippen. Umschalt Enter: zurück. Strg D: die Zeile löschen. Escape: zurück zum Text.",
    done: "Alles geprüft",
    next: (name, lines) => `Als Nächstes ${name}: ${counted(lines, "Zeile", "Zeilen")} zu prüfen.`,
    goOn: "Weiter",
  },

  saving: {
    saved: "Gespeichert",
    saving: "Wird gespeichert",
    waiting: "Noch nicht gespeichert",
    waitingHint:
      "Korrekturen bleiben hier und werden gesendet, sobald der Server wieder antwortet.",
    failed: "Nicht gespeichert",
    gone: "Gelöscht",
    goneHint:
      "Es wurde inzwischen gelöscht, deshalb wird nichts gespeichert. Den Text kannst du noch kopieren.",
    retry: "Noch einmal speichern",
  },

  key: {
    title: "Dieser Server verlangt einen Schlüssel",
    hint: "Wer den Server betreibt, vergibt ihn. Er beginnt mit so_ und wird hier vergessen, sobald du diesen Tab schließt.",
    label: "Schlüssel",
    refused:
      "Der Server hat diesen Schlüssel nicht angenommen. Prüfe ihn oder bitte um einen anderen.",
    use: "Diesen Schlüssel verwenden",
    decline: "Ohne Schlüssel weitermachen",
    close: "Schließen",
  },

  history: {
    name: (when) => `Bild vom ${when}`,
    title: "Frühere Bilder",
    close: "Schließen",
    empty: "Noch nichts hier",
    emptyHint: "Gelesene Bilder stehen hier, bis der Server sie löscht.",
    whose: "Wessen Bilder",
    mine: "Meine",
    everybody: "Alle",
    mineHint: "Was in diesem Browser gelesen wurde.",
    everybodyHint:
      "Alles, was dieser Server aufbewahrt. Wer diese Seite öffnen kann, sieht es, auch deine.",
    search: "In Namen und Texten suchen",
    notFound: "Nichts gefunden.",
    select: "Auswählen",
    selectAll: "Alle hier",
    selectOne: (name) => `${name} auswählen`,
    selected: (count) => `${count.toLocaleString("de")} ausgewählt`,
    leaveSelection: "Abbrechen",
    deletedSome: (count) => `${counted(count, "Bild", "Bilder")} gelöscht.`,
    notDeletedSome: (count) =>
      `${counted(count, "Bild konnte", "Bilder konnten")} nicht gelöscht werden.`,
    loading: "Wird geladen",
    more: "Mehr zeigen",
    open: (name, text) => `${name} öffnen: ${text}`,
    remove: (when) => `Bild vom ${when} löschen`,
    removeSome: (count) => `${count.toLocaleString("de")} löschen`,
    confirm: "Löschen",
    keep: "Behalten",
    confirmQuestion: "Dieses Bild und seinen Text endgültig löschen?",
    failed: "Die Liste konnte nicht geladen werden",
    deleted: "Gelöscht",
    notDeleted: "Es konnte nicht gelöscht werden",
    retry: "Noch einmal versuchen",
    noText: "Kein Text",
    corrected: "Korrigiert",
    recent: "Deine letzten Bilder",
    all: "Alle zeigen",
  },

  gold: {
    label: "Woraus gelernt wird",
    keep: "Diese Zeilen behalten, um das Lesen zu verbessern.",
    stay: "Sie bleiben, bis du sie löschst.",
    allRight: "Alles stimmt",
    allRightHint: "Wenn du jede Zeile angesehen hast, dürfen damit alle behalten werden.",
    allKept: "Alle Zeilen dieses Bildes dürfen behalten werden.",
    howWell: "Wie gut gelesen wird",
    keptLines: "Behaltene Zeilen",
  },

  announce: {
    added: (count) => `${counted(count, "Bild", "Bilder")} hinzugefügt`,
    done: (name, lines) => `${name}: ${counted(lines, "Zeile", "Zeilen")} gelesen`,
    failed: (name, why) => `${name}: ${why}`,
  },
};
