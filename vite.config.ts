import react from "@vitejs/plugin-react";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** While developing: `vite` beside a house that runs at this address. */
const house = process.env["LIUHEN_HOUSE"] ?? "http://127.0.0.1:8440";

/**
 * Every larger text beside itself as `.br` and `.gz`: compressed once here, not for each reader. Done
 * when the files are written: before that other plugins still change them.
 */
function compressed(): Plugin {
  return {
    name: "compressed",
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) throw new Error("the pages are written to a folder");
      for (const fileName of Object.keys(bundle)) {
        const path = join(dir, fileName);
        if (!/\.(?:js|css|svg)$/.test(fileName)) continue;
        const bytes = await readFile(path);
        if (bytes.length < 1_024) continue;
        await writeFile(`${path}.br`, brotliCompressSync(bytes));
        await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
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
