import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { results, type SummaryLine } from "../../contract/scoring.ts";
import { toHex } from "../../kernel/bytes.ts";
import { filled } from "../../kernel/filled-template.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { act } from "../ledger/index.ts";
import { type SummaryRead, readSummary } from "./read-scoring.ts";

const Words = z.object({
  title: z.string(),
  columns: z.array(z.string()).length(10),
  ratings: z.array(z.string()).length(5),
  results: z.record(z.enum(results), z.string()),
  corrected: z.string(),
  conflict: z.string(),
  rulesBroken: z.string(),
  none: z.string(),
});

/** The summary sheet as a workbook: one page of results, one with the points of each step (F-13). */
export async function summaryTable(
  house: House,
  actor: PersonActor,
  assignmentId: string,
): Promise<Outcome<{ bytes: Uint8Array; fileName: string }>> {
  const read = await readSummary(house, actor, assignmentId);
  if (!read.ok) return read;
  const { assignment, lines } = read.value;
  const { title, items } = assignment.checklist;
  const words = summaryWords();
  const bytes = await writeTable([
    { title: words.title, rows: [words.columns, ...summaryCells(read.value)] },
    {
      title: title.slice(0, 28).replaceAll(/[\\/?*[\]:]/gu, " "),
      rows: [
        [words.columns[0] ?? "", ...items.map((item) => item.step)],
        ...lines.map((line) => [
          line.name,
          ...line.items.map((value) => figure(value, words.none)),
        ]),
      ],
    },
  ]);
  return act(house, actor, "score.exported@1", async () =>
    granted({
      value: { bytes, fileName: `${words.title}_${title}.xlsx` },
      subject: { type: "lesson", id: assignment.lessonId },
      body: {
        assignmentId,
        lessonId: assignment.lessonId,
        form: "xlsx",
        candidates: lines.length,
        fileSha256: toHex(sha256(bytes)),
      },
    }),
  );
}

export function summaryWords(): z.infer<typeof Words> {
  return Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
}

/** The lines of the sheet in the words of the form, the same on paper and in the workbook. */
export function summaryCells({ assignment, lines }: SummaryRead): string[][] {
  const words = summaryWords();
  const stepOf = new Map(assignment.checklist.items.map((item) => [item.itemId, item.step]));
  return lines.map((line) => [
    line.name,
    figure(line.automatic, words.none),
    figure(line.manual, words.none),
    figure(line.points, words.none),
    line.percent === null ? words.none : line.percent.toFixed(1),
    line.rating === null ? words.none : ratingText(line.rating, words.ratings),
    line.criticalMissed.map((id) => stepOf.get(id) ?? id).join("、"),
    String(line.examiners),
    words.results[line.result],
    remarkOf(line, words),
  ]);
}

function remarkOf(line: SummaryLine, words: z.infer<typeof Words>): string {
  return [
    ...(line.corrected ? [words.corrected] : []),
    ...(line.conflicts.length > 0 ? [words.conflict] : []),
    ...(line.rulesBroken.length > 0
      ? [filled(words.rulesBroken, { count: String(line.rulesBroken.length) })]
      : []),
  ].join("；");
}

/** A mean of several examiners may lie between two ratings: then the figure is told. */
function ratingText(rating: number, names: readonly string[]): string {
  return (Number.isInteger(rating) ? names[rating - 1] : undefined) ?? rating.toFixed(1);
}

/** At most two decimals, none where there are none. */
export function figure(value: number | null, none: string): string {
  return value === null ? none : String(Math.round(value * 100) / 100);
}
