import type { Rect } from "../picture/geometry";
import { counting } from "./counting";

/** Every word of the page, in English. Other languages have the same shape, so none can be missed. */
const counted = counting("en");

/** What the server takes, in words that are the same in every language. */
interface LimitWords {
  readonly kinds: string;
  readonly most: string;
  readonly mostOfPdf: string | undefined;
  readonly letters: string;
}

export const en = {
  language: "en",

  app: {
    name: "show-off",
    history: "Earlier pictures",
    documentation: "API",
    theme: "Theme",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    start: "New picture",
    skip: "Skip to the text",
    closeNotice: "Close this message",
  },

  intake: {
    title: "Drop a picture, get its",
    titleOnTouch: "Photograph\u00a0it, get\u00a0its",
    titleMarked: "text",
    subtitle: "Receipts, letters, signs, screenshots. Several at once, if you like.",
    choose: "Choose pictures",
    camera: "Use the camera",
    paste: "or paste one with",
    pasteKeys: "Ctrl V",
    samples: "No picture at hand? Try one.",
    sampleNames: { receipt: "Receipt", letter: "Page", sign: "Sign", columns: "Columns" },
    limits: ({ kinds, most, mostOfPdf, letters }: LimitWords) =>
      `${kinds} up to ${most}${mostOfPdf ? `, PDF up to ${mostOfPdf}` : ""}. Printed text in ${letters} letters. Everyone who can open this page can see what it has read.`,
    scripts: { latin: "Latin" },
    kept: (days: number) =>
      `Pictures are kept for ${counted(days, "day", "days")}, without the place where they were taken.`,
    fullSize: "Send in full size",
    fullSizeHint: (height: number) =>
      `Slower. Otherwise pictures are reduced to ${height} pixels in height before they leave.`,
    drop: "Let go to read",
    pastedText: "That is text already. Copy a picture, then paste it here.",
    pastedNothing: "There is no picture to paste. Copy one first.",
    noPictures: "There is no picture in that folder.",
    others: (count: number) =>
      counted(
        count,
        "file in the folder was not a picture.",
        "files in the folder were not pictures.",
      ),
    droppedNothing: "That was not a file. Save the picture first, then drop it here.",
  },

  camera: {
    title: "Photograph",
    take: "Take the picture",
    flip: "Other camera",
    close: "Close the camera",
    starting: "Starting the camera…",
    denied:
      "This page may not use the camera. Allow it in the browser's address bar, or choose a picture instead.",
    missing: "No camera was found. You can choose a picture instead.",
    instead: "Choose a picture",
    fileName: "Photograph",
  },

  queue: {
    label: "Pictures",
    remove: (name: string) => `Remove ${name}`,
    more: "Add",
    clear: "Clear all",
    cleared: (count: number) => `${counted(count, "picture", "pictures")} removed.`,
    restore: "Undo",
    progress: (read: number, of: number) => `${read} of ${of} read`,
    failed: (count: number) => `${count.toLocaleString("en")} not read`,
    saveAll: "Save all",
    asTexts: "Texts (.zip)",
    asPdf: "One PDF with text (.pdf)",
    archive: "texts",
    retryAll: "Retry all",
    wait: (count: number) => counted(count, "picture waits.", "pictures wait."),
    states: {
      waiting: "waiting",
      coming: "waiting",
      preparing: "preparing",
      sending: "sending",
      reading: "reading",
      done: "read",
      failed: "not read",
      held: "waiting",
      cancelled: "cancelled",
    },
  },

  documents: {
    progress: (read: number, of: number) =>
      `${read.toLocaleString("en")} of ${of.toLocaleString("en")}`,
    toCheck: (lines: number) => `${lines.toLocaleString("en")} to check`,
    pages: (name: string) => `Pages of ${name}`,
    page: (number: number, state: string) => `Page ${number}: ${state}`,
    save: "Save",
    making: "Making the PDF with corrections",
  },

  progress: {
    label: "Progress",
    coming: "The server reads the document page by page",
    waiting: (before: number) =>
      before === 0 ? "Next in line" : `${counted(before, "picture", "pictures")} before this one`,
    preparing: "Preparing the picture",
    sending: (percent: string, size: string) => `Sending, ${percent} of ${size}`,
    serverBusy: (before: number) =>
      before === 0
        ? "Waiting for the server, next in line"
        : `Waiting for the server, ${counted(before, "picture", "pictures")} before this one`,
    detecting: "Finding the lines",
    recognising: (lines: number) => `Reading ${counted(lines, "line", "lines")}`,
    reading: "Reading",
    elapsed: (seconds: number) => `${seconds} s`,
    cancel: "Cancel",
    cancelled: "Cancelled",
    cancelledHint: "Nothing more is sent or read.",
  },

  failure: {
    retry: "Try again",
    retryIn: (seconds: number) => `Trying again in ${seconds} s`,
    retryNow: "Try now",
    another: "Choose another picture",
    reduced: "Send it reduced",
    said: "The server said",
    atMost: (size: string) => `The limit is ${size}.`,
    title: {
      empty: "This file is empty",
      notAPicture: "This is not a picture",
      kindNotRead: "This kind of picture cannot be read",
      tooManyPixels: "This picture has too many pixels",
      offline: "You are offline",
      unreachable: "The server cannot be reached",
      tooLarge: "This picture is too large",
      full: "The server is busy",
      late: "The server took too long",
      keyNeeded: "The server asks for a key",
      gone: "This picture is no longer there",
      unfinished: "This is not finished yet",
      document: "This cannot be read",
      refused: "The server did not accept this",
      broken: "Something went wrong on the server",
    },
    advice: {
      empty: "It holds no bytes at all. It may not have been copied or downloaded completely.",
      notAPicture:
        "It may be damaged, or something else under a picture's name. Open it elsewhere to check, or choose another.",
      kindNotRead: "Save it as JPEG or PNG and try again.",
      tooManyPixels: "No browser can open it. Cut out the part with the text and try again.",
      offline: "The picture stays here and is read as soon as you are back online.",
      unreachable: "It may be restarting. Your picture stays here and is read once it is back.",
      tooLarge: "Save it smaller, or cut out the part that matters, and try again.",
      full: "Many pictures are being read at the moment. Yours stays in line.",
      late: "Try again. If it happens again, choose a smaller part of the picture.",
      keyNeeded: "Try again and enter the key. You get one from whoever runs the server.",
      gone: "It was deleted here, or the server no longer keeps it.",
      unfinished: "Try again in a moment.",
      document: "Open it elsewhere to see what is wrong with it, or choose another.",
      refused: "Choose another picture, or tell whoever runs the server.",
      broken: "Your picture is fine. Try again, or tell whoever runs the server.",
    },
  },

  picture: {
    label: "Picture",
    lines: "Lines in the picture",
    line: (number: number, text: string) => `Line ${number}: ${text}`,
    zoomIn: "Larger",
    zoomOut: "Smaller",
    fit: "Whole picture",
    turn: "Rotate (R)",
    follow: (words: string) => `Open ${words}`,
    hideMarks: "Hide the marks (hold Space)",
    showMarks: "Show the marks",
    tools: {
      part: {
        name: "Read a part",
        hint: "Draw a box around the part to read.",
        read: "Read this part",
      },
      line: {
        name: "Add a line (B)",
        hint: "Draw a box around a line that is missing.",
        read: "Read this line",
      },
    },
    lineReading: "Reading the line",
    lineAdded: (text: string) =>
      text ? `Line added: ${text}` : "Line added. Nothing was read in it.",
    regionKeys:
      "Arrow keys move the box, Shift and arrow keys change its size, Enter reads it, Escape leaves.",
    regionLabel: ({ x, y, width, height }: Rect) =>
      `Part to read: ${width} by ${height} pixels, ${x} from the left, ${y} from the top`,
    regionCancel: "Cancel",
    whole: "Read all of it",
    full: "Read in full size",
    fullHelps: "Full size may read better",
    notShown: "This picture cannot be shown here. What is read appears where it stands.",
    firstPage: (pages: number) => `Page 1 of ${pages.toLocaleString("en")} was read`,
    fullDone: "Read in full size",
    reduced: (from: number, to: number) => `Reduced from ${from} to ${to} pixels in height`,
  },

  lines: {
    label: "Text of the picture",
    count: (lines: number) => counted(lines, "line", "lines"),
    none: "No text was found",
    noneHint: "If there is some, draw a box around it.",
    noneHintReduced: "If there is some, try full size, or draw a box around it.",
    views: "View",
    asLines: "Lines",
    asText: "Text",
    asOrder: "Order",
    order: "Order of the lines",
    sheet: "More or less of the text",
    moveLine: (number: number, text: string) => `Move line ${number}: ${text}`,
    wholeText: "The whole text",
    edit: (number: number) => `Line ${number}`,
    unread: "In a script that is not read here. Type it in.",
    toCheck: (lines: number) => `${lines.toLocaleString("en")} to check`,
    oneByOne: "Check them one by one",
    sure: (percent: string) => `${percent} sure`,
    check: "To check",
    undo: "Undo",
    redo: "Redo",
    copy: "Copy",
    copied: "Copied",
    notCopied: "The browser did not allow copying. Select the text under “Text” and copy it there.",
    downloadText: "Text (.txt)",
    downloadJson: "Lines and boxes (.json)",
    trace: "Trace",
    hints: {
      lines: "Click a line to correct it. Enter goes to the next one.",
      text: "Click anywhere to correct it. Click a line in the picture to find it here.",
      order: "Drag a line by its number, or use the arrow keys on it.",
    },
  },

  versions: {
    label: "Readings of this picture",
    whole: () => "Whole",
    full: () => "Full size",
    part: (number?: number) => (number === undefined ? "Part" : `Part ${number}`),
  },

  takeAlong: {
    label: "Export",
    copyAs: "Copy as",
    paragraphs: "Paragraphs without line breaks",
    table: "Table, for a spreadsheet",
    asMarkdown: "Markdown",
    link: "Link to this picture",
    downloadAs: "Download",
    formats: {
      text: "Text (.txt)",
      json: "JSON (.json)",
      pdf: "PDF with text (.pdf)",
      csv: "Table (.csv)",
      markdown: "Markdown (.md)",
      hocr: "hOCR (.hocr)",
      alto: "ALTO (.xml)",
      page: "PAGE (.xml)",
    },
    other: "Share",
    share: "Share the text",
    onServer: "On the server",
    remove: "Delete this picture and its text",
    failed: (why: string) => `It could not be downloaded. ${why}.`,
  },

  keys: {
    open: "Keys (?)",
    title: "Keys",
    close: "Close",
    groups: [
      {
        title: "In a line",
        keys: [
          ["Enter", "It is right, next line"],
          ["Shift Enter", "Split it here"],
          ["Backspace", "At its start: join it to the line before"],
          ["Ctrl Enter", "New line below"],
          ["Ctrl Shift ↑ ↓", "Move it"],
          ["Ctrl C", "Copy it, if nothing is selected"],
          ["Escape", "Discard what was typed"],
          ["Ctrl Z, Ctrl Y", "Undo, redo"],
        ],
      },
      {
        title: "While checking",
        keys: [
          ["Enter, Shift Enter", "It is right, next; back"],
          ["1 2 3", "Take that suggestion"],
          ["Ctrl D", "Delete the line"],
          ["Escape", "Back to the text"],
        ],
      },
      {
        title: "On the picture",
        keys: [
          ["+ − 0", "Larger, smaller, whole"],
          ["Space, held", "Hide the marks; the mouse moves the picture"],
          ["B", "Draw a line that is missing"],
          ["R", "Rotate"],
        ],
      },
    ],
  },

  check: {
    label: "Lines to check",
    place: (number: number, of: number) => `${number} of ${of} to check`,
    leave: "Back to the text",
    right: "Right, next",
    back: "Back",
    remove: "Delete the line",
    alternatives: "What it may say instead",
    keys: "Enter: it is right, next. 1 to 3: take that suggestion. Or type. Shift Enter: back. Ctrl D: delete the line. Escape: back to the text.",
    done: "All checked",
    next: (name: string, lines: number) =>
      `${name} comes next: ${counted(lines, "line", "lines")} to check.`,
    goOn: "Go on",
  },

  saving: {
    saved: "Saved",
    saving: "Saving",
    waiting: "Waiting to be saved",
    waitingHint: "Corrections are kept here and sent once the server answers again.",
    failed: "Not saved",
    gone: "Deleted",
    goneHint: "It was deleted meanwhile, so nothing is saved. You can still copy the text.",
    retry: "Save again",
  },

  key: {
    title: "This server asks for a key",
    hint: "Whoever runs the server gives you one. It begins with so_, and is forgotten here when you close this tab.",
    label: "Key",
    refused: "The server did not accept this key. Check it, or ask for another.",
    use: "Use this key",
    decline: "Go on without a key",
    close: "Close",
  },

  history: {
    name: (when: string) => `Picture of ${when}`,
    title: "Earlier pictures",
    close: "Close",
    empty: "Nothing here yet",
    emptyHint: "Pictures that you read are listed here until the server deletes them.",
    whose: "Whose pictures",
    mine: "Mine",
    everybody: "Everybody’s",
    mineHint: "What was read in this browser.",
    everybodyHint:
      "All that this server keeps. Everyone who can open this page can see these, yours too.",
    search: "Search names and texts",
    notFound: "Nothing found.",
    select: "Select",
    selectAll: "All of these",
    selectOne: (name: string) => `Select ${name}`,
    selected: (count: number) => `${count.toLocaleString("en")} selected`,
    leaveSelection: "Cancel",
    deletedSome: (count: number) => `${counted(count, "picture", "pictures")} deleted.`,
    notDeletedSome: (count: number) =>
      `${counted(count, "picture", "pictures")} could not be deleted.`,
    loading: "Loading",
    more: "Show more",
    open: (name: string, text: string) => `Open ${name}: ${text}`,
    remove: (when: string) => `Delete the picture of ${when}`,
    removeSome: (count: number) => `Delete ${count.toLocaleString("en")}`,
    confirm: "Delete",
    keep: "Keep",
    confirmQuestion: "Delete this picture and its text for good?",
    failed: "The list could not be loaded",
    deleted: "Deleted",
    notDeleted: "It could not be deleted",
    retry: "Try again",
    noText: "No text",
    corrected: "Corrected",
    recent: "Your recent pictures",
    all: "Show all",
  },

  gold: {
    label: "What teaches the reader",
    keep: "Keep these lines to teach the reader.",
    stay: "They stay until you delete them.",
    allRight: "All of it is right",
    allRightHint: "Once you have looked at every line, this lets all of them be kept.",
    allKept: "All lines of this picture may be kept.",
    howWell: "How well it reads",
    keptLines: "Lines kept",
  },

  announce: {
    added: (count: number) => `${counted(count, "picture", "pictures")} added`,
    done: (name: string, lines: number) => `${name}: ${counted(lines, "line", "lines")} read`,
    failed: (name: string, why: string) => `${name}: ${why}`,
  },
};

export type Messages = typeof en;
