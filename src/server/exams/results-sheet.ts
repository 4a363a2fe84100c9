import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import { examResultNames } from "../../contract/osce.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { act } from "../ledger/index.ts";
import type { sheets } from "../registers/index.ts";
import { digestOf } from "../signing/index.ts";
import { type ExamResults, readResults } from "./results.ts";

const Words = z.object({
  title: z.string(),
  notPublished: z.string(),
  name: z.string(),
  number: z.string(),
  percent: z.string(),
  stationsPassed: z.string(),
  result: z.string(),
  results: z.record(z.enum(examResultNames), z.string()),
  none: z.string(),
  failedMark: z.string(),
  cut: z.string(),
  period: z.string(),
  count: z.string(),
  signers: z.array(z.string()),
});

export function sheetWords(): z.infer<typeof Words> {
  return Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
}

export interface ExamFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** 成绩汇总表 of the whole exam as a workbook: candidate by station, the pass marks in the last row. */
export async function resultsTable(
  house: House,
  actor: PersonActor,
  examId: string,
): Promise<Outcome<ExamFile>> {
  const read = await readResults(house, actor, examId);
  if (!read.ok) return read;
  const { columns, rows } = cellsOf(read.value);
  const bytes = await writeTable([{ title: sheetWords().title, rows: [columns, ...rows] }]);
  return entered(house, actor, { results: read.value, form: "xlsx", bytes });
}

/** The same on paper. */
export async function resultsSheet(
  house: House,
  actor: PersonActor,
  ask: { readonly examId: string; readonly typeset: typeof sheets.typesetTable },
): Promise<Outcome<ExamFile>> {
  const read = await readResults(house, actor, ask.examId);
  if (!read.ok) return read;
  const words = sheetWords();
  const { columns, rows } = cellsOf(read.value);
  const { exam, lines, leastStations } = read.value;
  const start = localTime(exam.startMs, house.config.timeZone);
  const count = (result: (typeof examResultNames)[number]) =>
    String(lines.filter((line) => line.result === result).length);
  const sheet = {
    title: words.title,
    serial: exam.examId.slice(-12).toUpperCase(),
    digest: digestOf({ examId: exam.examId, rows }),
    period: filled(words.period, { title: exam.title, start: `${start.date} ${start.time}` }),
    count: filled(words.count, {
      candidates: String(lines.length),
      passed: count("passed"),
      failed: count("failed"),
      absent: count("absent"),
      open: count("open"),
      least: String(leastStations),
    }),
    landscape: true,
    columns: columns.map((title, at) => ({
      title,
      share: at < 2 ? 3 : 2,
      align: at < 2 ? ("left" as const) : ("center" as const),
    })),
    signers: words.signers,
    rows,
  };
  const bytes = await ask.typeset(house, sheet, actor.name);
  return entered(house, actor, { results: read.value, form: "pdf", bytes });
}

function cellsOf({ stations, lines, passPercent }: ExamResults) {
  const words = sheetWords();
  const figure = (value: number | null) => (value === null ? words.none : value.toFixed(1));
  const columns = [
    words.name,
    words.number,
    ...stations.map((one) => one.name),
    words.percent,
    words.stationsPassed,
    words.result,
  ];
  const rows = lines.map((line) => [
    line.name,
    line.number,
    ...line.stations.map(({ percent, result }) =>
      result === "failed"
        ? filled(words.failedMark, { percent: figure(percent) })
        : figure(percent),
    ),
    figure(line.percent),
    String(line.stationsPassed),
    words.results[line.result],
  ]);
  const cuts = [
    words.cut,
    "",
    ...stations.map((one) => figure(one.standard.passPercent)),
    figure(passPercent),
    "",
    "",
  ];
  return { columns, rows: [...rows, cuts] };
}

function entered(
  house: House,
  actor: PersonActor,
  of: {
    readonly results: ExamResults;
    readonly form: "xlsx" | "pdf";
    readonly bytes: Uint8Array;
  },
): Promise<Outcome<ExamFile>> {
  const { results, form, bytes } = of;
  const { examId, title } = results.exam;
  const fileName = `${sheetWords().title}_${title}.${form}`;
  return act(house, actor, "exam.exported@1", async () =>
    granted({
      value: { fileName, bytes },
      subject: { type: "exam", id: examId },
      body: { examId, form, candidates: results.lines.length, fileSha256: toHex(sha256(bytes)) },
    }),
  );
}
