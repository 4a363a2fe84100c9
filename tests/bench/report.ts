import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, release, totalmem } from "node:os";

/** One line of a table: the values of several runs or asks, and what the house promises. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly digits?: number;
  readonly goal?: { readonly most: number } | { readonly least: number };
}

export interface Part {
  readonly key: string;
  readonly title: string;
  /** What was done, in Markdown sentences. */
  readonly how: readonly string[];
  readonly figures: readonly Figure[];
}

/** Machine, program and moment: figures mean nothing without them. */
export interface Circumstances {
  readonly command: string;
  readonly atIso: string;
  readonly loadBefore: number;
  readonly seconds: number;
  /** Cores that work of others kept busy meanwhile. */
  readonly othersCores: number;
}

export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

export interface CpuSeconds {
  readonly machine: number;
  readonly ours: number;
}

/** Linux: processor time since the start, of everybody and of us with the children that have ended. */
export function cpuSeconds(): CpuSeconds {
  const total = /^cpu +(.*)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]?.split(" ") ?? [];
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = total.map(Number);
  const own = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  const ours = own.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
  return { machine: (user + nice + system + irq + softIrq) / 100, ours: ours / 100 };
}

/** Min, median and max; with one value they are the same. */
export function spread(values: readonly number[]): { min: number; median: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return {
    min: sorted[0] ?? Number.NaN,
    median: (low + high) / 2,
    max: sorted.at(-1) ?? Number.NaN,
  };
}

/** A goal holds when the worst value keeps it. */
export function verdict({ values, goal }: Figure): string {
  if (goal === undefined) return "";
  const { min, median, max } = spread(values);
  const keeps = (value: number) => ("most" in goal ? value <= goal.most : value >= goal.least);
  if (keeps(min) && keeps(max)) return "met";
  return keeps(median) ? "met in the median only" : "**missed**";
}

export function printPart(part: Part): void {
  console.log(`\n${part.key}  ${part.title}`);
  const width = Math.max(...part.figures.map(({ what, unit }) => `${what}, ${unit}`.length));
  for (const figure of part.figures) {
    const [min, median, max] = numbers(figure);
    const name = `${figure.what}, ${figure.unit}`.padEnd(width);
    const goal = `${goalText(figure)} ${verdict(figure).replaceAll("*", "")}`.trim();
    console.log(
      `  ${name}  ${[min, median, max].map((text) => text.padStart(11)).join("")}  ${goal}`,
    );
  }
}

/** Replaces the blocks of these parts in the document; what stands around them stays as it is. */
export function writeParts(
  file: string,
  parts: readonly { part: Part; at: Circumstances }[],
): void {
  let text = readFileSync(file, "utf8");
  for (const { part, at } of parts) {
    const [begin, end] = [`<!-- bench ${part.key} begin -->`, `<!-- bench ${part.key} end -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${file} has no place for ${part.key}`);
    text = `${text.slice(0, from)}${begin}\n${printMarkdown(part, at)}\n${text.slice(to)}`;
  }
  writeFileSync(file, text);
}

function printMarkdown(part: Part, at: Circumstances): string {
  const rows = part.figures.map((figure) => {
    const [min, median, max] = numbers(figure);
    const cells = [
      figure.what,
      figure.unit,
      figure.values.length,
      min,
      median,
      max,
      goalText(figure),
      verdict(figure),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    `## ${part.key} · ${part.title}`,
    "",
    ...part.how.map((line) => `${line}\n`),
    "| figure | unit | values | min | median | max | goal | |",
    "|---|---|---:|---:|---:|---:|---|---|",
    ...rows,
    "",
    `\`${at.command}\` on ${at.atIso}, ${Math.round(at.seconds)} s; ${machine()}; load average (1 min) before it began ${at.loadBefore.toFixed(2)}; other work kept ${at.othersCores.toFixed(2)} cores busy meanwhile.`,
  ].join("\n");
}

function machine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${first?.model.trim() || arch()}), ${gigabytes} GiB, ${process.platform} ${release()} ${arch()}, Node ${process.versions.node}`;
}

function numbers(figure: Figure): [string, string, string] {
  const { min, median, max } = spread(figure.values);
  const digits = figure.digits ?? 2;
  return [min.toFixed(digits), median.toFixed(digits), max.toFixed(digits)];
}

function goalText({ goal, digits = 2 }: Figure): string {
  if (goal === undefined) return "";
  return "most" in goal ? `≤ ${goal.most.toFixed(digits)}` : `≥ ${goal.least.toFixed(digits)}`;
}
