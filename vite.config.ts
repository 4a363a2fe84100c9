import react from "@vitejs/plugin-react";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** While developing: `vite` beside a house that runs at this address. */
const house = process.env["LIUHEN_HOUSE"] ?? "http://127.0.0.1:8440";

/** Every larger text beside itself as `.br` and `.gz`: compressed once here, not for each reader. */
function compressed(): Plugin {
  return {
    name: "compressed",
    generateBundle(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        const text = file.type === "chunk" ? file.code : file.source;
        if (!/\.(?:js|css|svg)$/.test(fileName) || text.length < 1_024) continue;
        this.emitFile({
          type: "asset",
          fileName: `${fileName}.br`,
          source: brotliCompressSync(text),
        });
        this.emitFile({
          type: "asset",
          fileName: `${fileName}.gz`,
          source: gzipSync(text, { level: 9 }),
        });
      }
    },
  };
}

/** The web interface only: `dist/web` is served by the house itself, nothing comes from elsewhere. */
export default defineConfig({
  root: "src/web",
  plugins: [react(), compressed()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: ["chrome107", "firefox115", "safari16"],
    // Inline data URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
    reportCompressedSize: false,
  },
  server: {
    proxy: {
      "/api": { target: house, ws: true, changeOrigin: true, headers: { origin: house } },
    },
  },
});
