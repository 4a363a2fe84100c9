import { spawnSync } from "node:child_process";
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
  { name: "house", argv: [bin("vitest"), "run", "--project", "house"] },
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

// The tools are scripts that look for `node` on the path: they get the one that runs this list.
const env = {
  ...process.env,
  PATH: `${join(home, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}`,
};
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? steps : steps.filter((step) => wanted.includes(step.name));
const failed: string[] = [];
for (const { name, argv } of chosen) {
  console.log(`── ${name}`);
  const [program, ...args] = argv;
  if (program === undefined || !existsSync(program))
    throw new Error(`${name}: ${program} is not there; run npm test`);
  const startedAt = performance.now();
  const done = spawnSync(program, args, {
    cwd: home,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  console.log(
    `── ${name}: ${done.status === 0 ? "ok" : "FAILED"} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
  );
  if (done.status !== 0) failed.push(name);
}
if (failed.length > 0) console.log(`failed: ${failed.join(", ")}`);
console.log(`ok: ${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
