import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/platform/clock.ts";
import { parts } from "./parts.ts";
import {
  type Circumstances,
  type Part,
  cpuSeconds,
  loadNow,
  printPart,
  verdict,
  writeParts,
} from "./report.ts";

/**
 * `npm run bench -- [B1 B2 B3 B4 B5] [--long] [--write]`: runs the chosen parts, or all, one after the
 * other, and prints their figures; `--write` puts them into docs/reference/benchmarks.md. A missed goal
 * is told, and fails nothing: it depends on the machine.
 */
const file = fileURLToPath(new URL("../../docs/reference/benchmarks.md", import.meta.url));
const patienceMs = 15 * 60_000;

// What dies on purpose must not fill the terminal; the figures tell.
process.env["LIUHEN_LOG"] ??= "error";
const given = process.argv.slice(2);
const chosen = given.filter((word) => !word.startsWith("--"));
const unknown = given.filter((word) => !parts.has(word) && word !== "--long" && word !== "--write");
if (unknown.length > 0) {
  console.error(
    `not known: ${unknown.join(" ")}; parts: ${[...parts.keys()].join(" ")}, and --long, --write`,
  );
  process.exit(64);
}

// Children end with this process by its exit, which a signal alone would skip.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(75));

const done: { readonly part: Part; readonly at: Circumstances }[] = [];
for (const [key, run] of parts) {
  if (chosen.length > 0 && !chosen.includes(key)) continue;
  const loadBefore = loadNow();
  const atIso = `${new Date().toISOString().slice(0, 16)}Z`;
  console.log(`\n${key} begins; load average ${loadBefore.toFixed(2)}`);
  const [start, before] = [performance.now(), cpuSeconds()];
  const part = await inTime(key, run({ long: given.includes("--long") }));
  const command = `npm run bench -- ${[key, ...given.filter((word) => word.startsWith("--"))].join(" ")}`;
  const seconds = (performance.now() - start) / 1_000;
  const after = cpuSeconds();
  const others = after.machine - before.machine - (after.ours - before.ours);
  const at = { command, atIso, loadBefore, seconds, othersCores: Math.max(0, others / seconds) };
  done.push({ part, at });
  printPart(part);
  console.log(
    `  ${Math.round(seconds)} s; other work kept ${at.othersCores.toFixed(2)} cores busy meanwhile`,
  );
  if (given.includes("--write")) writeParts(file, [{ part, at }]);
}

const missed = done.flatMap(({ part }) =>
  part.figures.filter((figure) => verdict(figure).includes("missed")),
);
console.log(
  missed.length === 0
    ? "\nbench: every goal met"
    : `\nbench: missed ${missed.map(({ what }) => what).join("; ")}`,
);
process.exit(0);

/** Ends the whole bench when a part hangs; what it started ends with this process. */
async function inTime<T>(key: string, work: Promise<T>): Promise<T> {
  const late = systemClock.sleep(patienceMs).then(() => {
    console.error(`${key} did not end within ${patienceMs / 60_000} minutes`);
    return process.exit(75);
  });
  return Promise.race([work, late]);
}
