import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import type { FormRow, FormSheet } from "../../contract/form-sheet.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { checklistItemKinds, results } from "../../contract/scoring.ts";
import { toHex } from "../../kernel/bytes.ts";
import { filled } from "../../kernel/filled-template.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { digestOf } from "../signing/index.ts";
import { type SummaryRead, readSummary } from "./read-scoring.ts";
import { readSheets } from "./read-sheets.ts";
import { figure, summaryCells, summaryWords } from "./summary-table.ts";

const Words = z.object({
  title: z.string(),
  none: z.string(),
  noDevice: z.string(),
  byDevice: z.string(),
  deviceColumns: z.array(z.string()).length(9),
  passFixed: z.string(),
  passRegression: z.string(),
  passUnknown: z.string(),
  smallCohort: z.string(),
  counts: z.string(),
  critical: z.string(),
  step: z.string(),
  points: z.string(),
  how: z.string(),
  examiners: z.string(),
  period: z.string(),
  count: z.string(),
  stepKinds: z.record(z.enum(checklistItemKinds), z.string()),
  form: z.object({
    steps: z.string(),
    automatic: z.string(),
    manual: z.string(),
    result: z.string(),
    summary: z.string(),
  }),
});

export type Typeset = (house: House, sheet: FormSheet, printedBy: string) => Promise<Uint8Array>;

/** F-13 of one checklist in one lesson, its five parts in the order of the regulation. */
export async function printSummary(
  house: House,
  actor: PersonActor,
  ask: { readonly assignmentId: string; readonly typeset: Typeset },
): Promise<Outcome<{ fileName: string; bytes: Uint8Array }>> {
  const { assignmentId } = ask;
  const read = await readSummary(house, actor, assignmentId);
  if (!read.ok) return read;
  const { assignment, lines } = read.value;
  const sheets = await asTier(house, actor, (db) =>
    readSheets(house, db, { assignmentIds: [assignmentId] }),
  );
  const facts = await lessonById(house, assignment.lessonId);
  const examiners = [...new Set(sheets.map((sheet) => sheet.examiner))].toSorted();
  const lesson = facts?.lesson.officialName ?? "";
  const bytes = await ask.typeset(house, sheetOf(read.value, { examiners, lesson }), actor.name);
  const fileName = `${summaryWords().title}_${assignment.checklist.title}.pdf`;
  return act(house, actor, "score.exported@1", async () =>
    granted({
      value: { fileName, bytes },
      subject: { type: "lesson", id: assignment.lessonId },
      body: {
        assignmentId,
        lessonId: assignment.lessonId,
        form: "pdf",
        candidates: lines.length,
        fileSha256: toHex(sha256(bytes)),
      },
    }),
  );
}

function sheetOf(
  read: SummaryRead,
  more: { readonly examiners: readonly string[]; readonly lesson: string },
): FormSheet {
  const words = Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  const { assignment, lines } = read;
  const { checklist } = assignment;
  const cells = summaryCells(read);
  const count = (result: (typeof results)[number]) =>
    String(lines.filter((line) => line.result === result).length);
  const candidates = String(lines.length);
  return {
    title: words.title,
    serial: `${assignment.assignmentId.slice(-12).toUpperCase()}-V${checklist.version}`,
    digest: digestOf({ assignmentId: assignment.assignmentId, cells }),
    period: filled(words.period, { lesson: more.lesson }),
    count: filled(words.count, { candidates }),
    rows: [
      {
        ...plain(words.form.steps, checklist.title),
        table: {
          columns: [words.step, words.points, words.how],
          shares: [62, 14, 24],
          rows: checklist.items.map((item) => [
            item.step,
            figure(item.points, words.none),
            [words.stepKinds[item.kind], ...(item.critical ? [words.critical] : [])].join("、"),
          ]),
        },
      },
      automaticRow(read, words),
      plain(
        words.form.manual,
        filled(words.examiners, { names: more.examiners.join("、") || words.none }),
      ),
      plain(
        words.form.result,
        [
          passText(read, words),
          filled(words.counts, {
            candidates,
            settled: String(lines.filter((line) => line.result !== "open").length),
            passed: count("passed"),
            failed: count("failed"),
            open: count("open"),
          }),
        ].join("\n"),
      ),
      {
        ...plain(words.form.summary, ""),
        table: {
          columns: summaryWords().columns,
          shares: [11, 10, 10, 8, 10, 9, 15, 8, 8, 11],
          rows: cells,
        },
      },
    ],
  };
}

/** 系统自动评分: the newest import of each candidate with the figures it was made of. */
function automaticRow({ devices, lines }: SummaryRead, words: z.infer<typeof Words>): FormRow {
  if (devices.length === 0) return plain(words.form.automatic, words.noDevice);
  const newest = new Map(devices.map((one) => [one.studentId, one]));
  const formulas = [...new Set([...newest.values()].map((one) => one.figures.formula))].join("、");
  return {
    ...plain(words.form.automatic, filled(words.byDevice, { formula: formulas })),
    table: {
      columns: words.deviceColumns,
      shares: [14, 10, 8, 8, 9, 8, 14, 15, 14],
      rows: lines.flatMap((line) => {
        const one = newest.get(line.studentId);
        if (one === undefined) return [];
        const { scores, meanDepthMm, meanRatePerMinute } = one.figures;
        const figures = [line.automatic, scores.overall, scores.compressions, scores.flow].concat(
          scores.breaths,
          meanDepthMm,
          meanRatePerMinute,
        );
        const cells = figures.map((value) => figure(value, words.none));
        return [[line.name, ...cells, one.device]];
      }),
    },
  };
}

function passText({ standard, assignment }: SummaryRead, words: z.infer<typeof Words>): string {
  const { passPercent, caution } = standard;
  const percent = passPercent === null ? "" : passPercent.toFixed(1);
  if (assignment.passRule === "fixed") return filled(words.passFixed, { percent });
  if (passPercent === null) return words.passUnknown;
  const line = filled(words.passRegression, {
    percent,
    rSquared: standard.rSquared?.toFixed(2) ?? words.none,
    rmse: standard.rmse?.toFixed(1) ?? words.none,
    slope: standard.slope?.toFixed(1) ?? words.none,
  });
  return caution === "small-cohort" ? `${line}\n${words.smallCohort}` : line;
}

function plain(title: string, text: string): FormRow {
  return { title, text, marks: [], table: null };
}
