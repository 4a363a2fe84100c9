import { z } from "zod";
import { type Figures, selfCheckSections } from "../../contract/supervision.ts";
import { localTime } from "../../kernel/local-time.ts";
import { readShippedText } from "../../platform/text-file.ts";

const Named = z.record(z.string(), z.string());
const FormWords = z.object({
  selfCheck: z.object({
    title: z.string(),
    sheet: z.string(),
    sections: z.record(z.enum(selfCheckSections), z.string()),
    rows: z.array(z.string()).length(4),
    results: Named,
    finding: z.string(),
    measure: z.string(),
    noFinding: z.string(),
    signed: z.string(),
    late: z.string(),
    period: z.string(),
    count: z.string(),
    open: z.string(),
  }),
  figures: Named,
  spotCheck: z.object({
    title: z.string(),
    units: Named,
    populations: Named,
    results: Named,
    period: z.string(),
    count: z.string(),
    rows: Named,
    population: z.string(),
    seed: z.string(),
    method: z.string(),
    columns: z.array(z.string()).length(4),
    open: z.string(),
    signed: z.string(),
    unfinished: z.string(),
  }),
});

/** The words of the printed forms of this room. */
export function formWords(): z.infer<typeof FormWords> {
  return FormWords.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
}

export function minuteOf(atMs: number, timeZone: string): string {
  return Object.values(localTime(atMs, timeZone)).join(" ");
}

/** Figures of a section, each with its name; lengths in hours and minutes. */
export function figureText(figures: Figures, names: Readonly<Record<string, string>>): string {
  const order = Object.keys(names);
  return Object.entries(figures)
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, value]) => `${names[name] ?? name} ${name.endsWith("Ms") ? hours(value) : value}`)
    .join("；");
}

function hours(lengthMs: number): string {
  const seconds = Math.round(lengthMs / 1_000);
  const two = (number: number) => String(number).padStart(2, "0");
  return [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(two)
    .join(":");
}
