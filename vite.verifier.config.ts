import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { defineConfig, type Plugin } from "vite";

const template = new URL("src/web/verifier/verify.html", import.meta.url);
const target = new URL("dist/verify.html", import.meta.url);

/**
 * The offline verifier as one file that works from a disk: program and style inside, allowed by their
 * digests and nothing else, so that the page can reach no network whatever it is given.
 */
function oneFile(): Plugin {
  return {
    name: "one-file",
    async writeBundle(_, bundle) {
      const [program] = Object.values(bundle);
      if (program?.type !== "chunk") throw new Error("the verifier is one program");
      const html = await readFile(template, "utf8");
      // A script element ends at the first of these, wherever it stands.
      const code = program.code.replaceAll("</script", "<\\/script");
      const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
      const digest = (text: string) =>
        `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
      const policy = `default-src 'none'; script-src ${digest(code)}; style-src ${digest(style)}; base-uri 'none'; form-action 'none'`;
      const page = html
        .replace(
          "<!-- policy -->",
          () => `<meta http-equiv="content-security-policy" content="${policy}" />`,
        )
        .replace("<!-- program -->", () => `<script>${code}</script>`);
      await writeFile(target, page);
    },
  };
}

export default defineConfig({
  root: "src/web/verifier",
  plugins: [oneFile()],
  build: {
    outDir: "../../../dist/verifier",
    emptyOutDir: true,
    target: ["chrome107", "firefox115", "safari16"],
    lib: { entry: "main.ts", formats: ["iife"], name: "liuhen", fileName: "verifier" },
    reportCompressedSize: false,
  },
});
