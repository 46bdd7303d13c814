import { defineConfig } from "vite";

export default defineConfig({
  // Served under any path: /docs/ behind the one door, / in a container of its own.
  base: "./",
  // The viewer is one bundle of half a megabyte gzipped; there is nothing to split.
  build: { target: "es2022", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 2000 },
});
