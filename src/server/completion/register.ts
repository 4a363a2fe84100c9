import type { PersonActor } from "../../contract/actor.ts";
import type { InterruptionLine, InterruptionNote } from "../../contract/completion.ts";
import type { FormColumn } from "../../contract/forms.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { cameras } from "../places/index.ts";
import { digestOf } from "../signing/index.ts";
import { type InterruptionRow, selectInterruptions } from "./completion.store.ts";
import { viewsOf } from "./interruption-view.ts";
import { lengthOf, secondOf, sheetWords } from "./sheet-words.ts";

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A line of the register, with whether what was missing came after all. */
type RegisterLine = InterruptionLine & {
  readonly filledAtMs: number | null;
  readonly endOfLessonMs: number;
};

/** Interruptions that began in a period, as far as this person may know of them (F-25). */
export async function listInterruptions(
  house: House,
  actor: PersonActor,
  period: Period,
): Promise<Outcome<{ lines: InterruptionLine[] }>> {
  const read = await linesOf(house, actor, period);
  if (!read.ok) return read;
  const lines = read.value.filter((line) => line.filledAtMs === null);
  return granted({ lines: lines.map(({ filledAtMs: _f, endOfLessonMs: _e, ...line }) => line) });
}

async function linesOf(
  house: House,
  actor: PersonActor,
  { fromMs, toMs }: Period,
): Promise<Outcome<RegisterLine[]>> {
  if (toMs <= fromMs || toMs - fromMs > limits.registerSpanMs)
    return refused("span_invalid", { reason: "length" });
  const span: Span = { startMs: fromMs, endMs: toMs };
  const most = limits.interruptionsListed;
  const { rows, views } = await asTier(house, actor, async (db) => {
    const found = await selectInterruptions(db, house.siteId, { span, most: most + 1 });
    return { rows: found, views: await viewsOf(house, db, found) };
  });
  // Never a silent part of the answer: who asks for too much asks for less.
  if (rows.length > most) return refused("span_invalid", { reason: "too_many", most });
  const lessons = await lessonsOfOccasions(house, [...new Set(rows.map((row) => row.lesson_id))]);
  const known = await cameras.find(house, [...new Set(rows.map((row) => row.camera_id))]);
  return granted(
    views.map((view, at) => {
      const lesson = lessons.find((one) => one.lesson.lessonId === view.lessonId)?.lesson;
      const camera = known.find((one) => one.cameraId === view.cameraId);
      return {
        ...view,
        officialName: lesson?.officialName ?? "",
        cameraName: camera === undefined ? "" : `${camera.label} ${camera.name}`,
        filledAtMs: filledOf(rows[at]),
        endOfLessonMs: lesson?.endMs ?? 0,
      };
    }),
  );
}

const filledOf = (row: InterruptionRow | undefined): number | null => row?.filled_at_ms ?? null;

export interface RegisterPorts {
  readonly typesetTable: (
    house: House,
    sheet: {
      readonly title: string;
      readonly serial: string;
      readonly digest: string;
      readonly period: string;
      readonly count: string;
      readonly landscape: boolean;
      readonly columns: readonly FormColumn[];
      readonly signers: readonly string[];
      readonly rows: readonly (readonly string[])[];
    },
    printedBy: string,
  ) => Promise<Uint8Array>;
}
type Printed = Outcome<{ fileName: string; bytes: Uint8Array }>;

/** F-25 with exactly its seven columns; each correction is a line of its own. */
export async function printInterruptions(
  house: House,
  actor: PersonActor,
  ask: Period & { readonly ports: RegisterPorts },
): Promise<Printed> {
  const read = await linesOf(house, actor, ask);
  if (!read.ok) return read;
  const words = sheetWords();
  const rows = read.value.flatMap((line) => rowsOf(house, line));
  const shares = [26, 10, 13, 16, 9, 13, 13];
  const sheet = {
    ...headOf(house, ask, read.value),
    digest: digestOf(rows),
    landscape: true,
    columns: words.columns.map((title, at) => ({
      title,
      share: shares[at] ?? 10,
      align: "left" as const,
    })),
    signers: words.signers,
    rows,
  };
  const bytes = await ask.ports.typesetTable(house, sheet, actor.name);
  return entered(house, actor, { period: ask, form: "pdf", bytes, sheet });
}

/** The same lines as a workbook. */
export async function tableInterruptions(
  house: House,
  actor: PersonActor,
  period: Period,
): Promise<Printed> {
  const read = await linesOf(house, actor, period);
  if (!read.ok) return read;
  const words = sheetWords();
  const rows = read.value.flatMap((line) => rowsOf(house, line));
  const bytes = await writeTable([{ title: words.register, rows: [words.columns, ...rows] }]);
  const sheet = { ...headOf(house, period, read.value), digest: digestOf(rows), rows };
  return entered(house, actor, { period, form: "xlsx", bytes, sheet });
}

function headOf(house: House, { fromMs, toMs }: Period, lines: readonly RegisterLine[]) {
  const words = sheetWords();
  const dayOf = (atMs: number) => localTime(atMs, house.config.timeZone).date;
  const from = dayOf(fromMs);
  const to = dayOf(toMs - 1);
  const open = lines.filter((line) => line.filledAtMs === null && line.reason === null).length;
  return {
    title: words.register,
    serial: `F-25-${from.replaceAll("-", "")}-${to.replaceAll("-", "")}`,
    period: filled(words.period, { from, to }),
    count: filled(words.count, { lines: lines.length, open }),
  };
}

/** One row for each reason in its order, so that a correction stands below what it corrects. */
function rowsOf(house: House, line: RegisterLine): string[][] {
  const words = sheetWords();
  const reasons = line.notes.filter((note) => note.kind === "reason");
  const remarks = line.notes.filter((note) => note.kind === "remark").map((note) => note.text);
  const last = [
    ...remarks,
    ...(line.filledAtMs === null ? [] : [words.filled]),
    ...(line.reason === null && reasons.length > 0 && line.filledAtMs === null
      ? [words.askedAgain]
      : []),
  ];
  const row = (reason: string, by: string, remark: readonly string[]) => [
    line.officialName,
    line.cameraName,
    secondOf(house, line.startMs),
    reason,
    by,
    resumedText(house, line),
    remark.join("；"),
  ];
  if (reasons.length === 0) return [row(line.filledAtMs === null ? words.waiting : "", "", last)];
  return reasons.map((note, at) =>
    row(noteText(note), note.by, [
      ...(at > 0 ? [words.corrects] : []),
      ...(at < reasons.length - 1 ? [words.corrected] : []),
      ...(line.askedAtMs !== null && note.atMs >= line.askedAtMs + limits.completionDueMs
        ? [words.late]
        : []),
      ...(at === reasons.length - 1 ? last : []),
    ]),
  );
}

function noteText(note: InterruptionNote): string {
  const words = sheetWords();
  const name = note.reason === null ? "" : words.reasons[note.reason];
  return [name, note.text].filter((text) => text !== "").join("：");
}

function resumedText(house: House, line: RegisterLine): string {
  const words = sheetWords();
  if (line.endMs === null) return words.goesOn;
  const length = lengthOf(line.endMs - line.startMs);
  if (line.endMs >= line.endOfLessonMs) return `${words.notResumed}（${length}）`;
  return `${secondOf(house, line.endMs)}（${length}）`;
}

async function entered(
  house: House,
  actor: PersonActor,
  made: {
    readonly period: Period;
    readonly form: "pdf" | "xlsx";
    readonly bytes: Uint8Array;
    readonly sheet: {
      readonly title: string;
      readonly serial: string;
      readonly digest: string;
      readonly rows: readonly unknown[];
    };
  },
): Promise<Printed> {
  const { form, bytes, sheet } = made;
  const { fromMs, toMs } = made.period;
  return act(house, actor, "interruption.printed@1", async () =>
    granted({
      value: { fileName: `${sheet.title}-${sheet.serial}.${form}`, bytes },
      subject: { type: "house", id: house.siteId },
      body: { form, fromMs, toMs, lines: sheet.rows.length, digest: sheet.digest },
    }),
  );
}
