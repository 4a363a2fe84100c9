import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** While developing: `vite` beside a house that runs at this address. */
const house = process.env["LIUHEN_HOUSE"] ?? "http://127.0.0.1:8440";

/** The web interface only: `dist/web` is served by the house itself, nothing comes from elsewhere. */
export default defineConfig({
  root: "src/web",
  plugins: [react()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: ["chrome107", "firefox115", "safari16"],
    // Inline data URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
    reportCompressedSize: true,
  },
  server: {
    proxy: {
      "/api": { target: house, ws: true, changeOrigin: true, headers: { origin: house } },
    },
  },
});
