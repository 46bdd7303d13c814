/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// The one style that React Aria writes into the page (usePress: touch-action of what is pressed).
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

// Scripts, styles and requests come from the page's own origin only; pictures also from memory.
// In the document itself, so that it holds behind any server. The development server needs more.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${REACT_ARIA_STYLE}`,
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}

export default defineConfig({
  plugins: [react(), contentSecurityPolicy()],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // One style for all: what is fetched later shares most of it, and a second one would hold up the page.
    cssCodeSplit: false,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
  // Tests of logic alone, which leave nothing behind: they need no world each.
  test: { include: ["src/**/*.test.ts"], isolate: false },
});
