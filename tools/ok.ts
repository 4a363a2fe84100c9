import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { home } from "./sources.ts";

/** Everything that has to hold before a change lands, in the order of how soon it tells. `npm run ok` and CI run this list. */
const bin = (name: string): string => join(home, "node_modules", ".bin", name);
const steps: readonly { readonly name: string; readonly argv: readonly string[] }[] = [
  { name: "types", argv: [bin("tsc"), "--noEmit"] },
  { name: "lint", argv: [bin("oxlint"), "--type-aware"] },
  { name: "format", argv: [bin("oxfmt"), "--check", "."] },
  { name: "unused", argv: [bin("knip")] },
  { name: "rooms", argv: [process.execPath, join(home, "tools", "rooms.ts")] },
  { name: "tidy", argv: [process.execPath, join(home, "tools", "tidy.ts")] },
  { name: "unit", argv: [bin("vitest"), "run", "--project", "unit"] },
  { name: "server", argv: [bin("vitest"), "run", "--project", "server"] },
  { name: "house", argv: [bin("vitest"), "run", "--project", "timed", "--project", "house"] },
  {
    name: "walks",
    argv: [
      bin("playwright"),
      "test",
      "--config",
      join(home, "tests", "walks", "playwright.config.ts"),
    ],
  },
];

// The tools are scripts that look for `node` on the path: they get the one that runs this list. And names are
// Chinese: where no locale is set, a browser or `unzip` would make something else of them.
const env = {
  ...process.env,
  LC_ALL: "C.UTF-8",
  PATH: `${join(home, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}`,
};
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? steps : steps.filter((step) => wanted.includes(step.name));
const failed: { readonly name: string; readonly lastWords: string }[] = [];
for (const { name, argv } of chosen) {
  console.log(`── ${name}`);
  const startedAt = performance.now();
  const { passed, lastWords } = await take(name, argv);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`── ${name}: ${passed ? "ok" : "FAILED"} (${seconds} s)`);
  if (!passed) failed.push({ name, lastWords });
}
for (const { name, lastWords } of failed)
  console.log(`── ${name} FAILED, it ended with:\n${lastWords}`);
if (failed.length > 0) console.log(`failed: ${failed.map(({ name }) => name).join(", ")}`);
console.log(`ok: ${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);

/** On a terminal the step has the terminal to itself; in a log it is passed on, and its end kept: later steps bury it. */
async function take(
  name: string,
  [program, ...args]: readonly string[],
): Promise<{ passed: boolean; lastWords: string }> {
  if (program === undefined || !existsSync(program))
    throw new Error(`${name}: ${program} is not there; run npm test`);
  const out = process.stdout.isTTY ? "inherit" : "pipe";
  const step = spawn(program, args, { cwd: home, env, stdio: ["ignore", out, out] });
  let said = "";
  for (const [from, to] of [
    [step.stdout, process.stdout],
    [step.stderr, process.stderr],
  ] as const)
    from?.setEncoding("utf8").on("data", (text: string) => {
      to.write(text);
      said = (said + text).slice(-30_000);
    });
  const [code] = (await once(step, "close")) as [number | null];
  return { passed: code === 0, lastWords: said.trimEnd().split("\n").slice(-80).join("\n") };
}
