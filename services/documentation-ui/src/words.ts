/** The page's own words; what the services say of themselves is in English. */
interface Words {
  readonly language: string;
  readonly services: string;
  readonly examples: string;
  readonly loading: string;
  readonly silent: (service: string, why: string) => string;
  readonly about: Readonly<Record<string, string>>;
  readonly parts: { readonly about: string; readonly server: string };
  /** What the viewer says, in other words. */
  readonly viewer: Readonly<Record<string, string>>;
}

const en: Words = {
  language: "en",
  services: "Services",
  examples: "Examples",
  loading: "Loading",
  silent: (service, why) => `${service} does not answer. Is it running? (${why})`,
  about: {
    "show-off-api": "The API for clients, in Python and in Go alike: read, correct, look back",
    "detection-api": "Finds lines of text in a picture",
    "recognition-api": "Reads lines of text",
    "image-api": "Keeps pictures, texts and corrections",
  },
  parts: { about: "About", server: "Server" },
  viewer: {},
};

const de: Words = {
  language: "de",
  services: "Dienste",
  examples: "Beispiele",
  loading: "Wird geladen",
  silent: (service, why) => `${service} antwortet nicht. Läuft der Dienst? (${why})`,
  about: {
    "show-off-api":
      "Die API für Programme, in Python und in Go gleich: lesen, korrigieren, zurückschauen",
    "detection-api": "Findet Textzeilen in einem Bild",
    "recognition-api": "Liest Textzeilen",
    "image-api": "Bewahrt Bilder, Texte und Korrekturen auf",
  },
  parts: { about: "Über", server: "Server" },
  viewer: {
    Authorize: "Schlüssel angeben",
    "Try it out": "Ausprobieren",
    Execute: "Ausführen",
    Cancel: "Abbrechen",
    Reset: "Zurücksetzen",
    Clear: "Leeren",
    Close: "Schließen",
    Logout: "Abmelden",
    Parameters: "Parameter",
    "No parameters": "Keine Parameter",
    "Request body": "Anfrage",
    Responses: "Antworten",
    "Server response": "Antwort des Servers",
    "Response body": "Inhalt der Antwort",
    "Response headers": "Kopfzeilen der Antwort",
    "Request URL": "Adresse der Anfrage",
    "Request duration": "Dauer der Anfrage",
    Details: "Einzelheiten",
    Description: "Beschreibung",
    Links: "Verweise",
    "No links": "Keine Verweise",
    "Media type": "Medientyp",
    "Example Value": "Beispiel",
    "Example Description": "Beschreibung des Beispiels",
    "Examples:": "Beispiele:",
    Schema: "Schema",
    Schemas: "Schemata",
    Servers: "Server",
    Headers: "Kopfzeilen",
    "Headers:": "Kopfzeilen:",
    Download: "Herunterladen",
    "Available authorizations": "Schlüssel",
    "Send empty value": "Leer senden",
  },
};

/** In the language that was chosen on the page for pictures, or the visitor's first that there is. */
export function wordsFor(chosen: string | null, languages: readonly string[]): Words {
  for (const language of [chosen ?? "", ...languages]) {
    const [code] = language.toLowerCase().split("-");
    if (code === "de") return de;
    if (code === "en") return en;
  }
  return en;
}

function chosenLanguage(): string | null {
  try {
    return localStorage.getItem("show-off.language");
  } catch {
    return null; // forbidden
  }
}

export const words = wordsFor(chosenLanguage(), navigator.languages);
