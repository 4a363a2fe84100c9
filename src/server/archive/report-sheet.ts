import { z } from "zod";
import {
  type FourPropertyReport,
  carriers,
  checkResults,
  properties,
  propertyChecks,
  receivers,
} from "../../contract/archive.ts";
import type { FormRow, FormSheet } from "../../contract/form-sheet.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { digestOf } from "../signing/index.ts";

/** Texts of the printed sheets, as the template beside this file has them. */
const Words = z.strictObject({
  report: z.string(),
  reportColumns: z.array(z.string()).length(4),
  accepted: z.string(),
  basis: z.string(),
  basisText: z.string(),
  checkedAt: z.string(),
  pieces: z.string(),
  properties: z.record(z.enum(properties), z.string()),
  checks: z.record(z.enum(propertyChecks), z.string()),
  results: z.record(z.enum(checkResults), z.string()),
  handover: z.string(),
  handoverColumns: z.array(z.string()).length(8),
  handoverRows: z.array(z.string()).length(5),
  receivers: z.record(z.enum(receivers), z.string()),
  carriers: z.record(z.enum(carriers), z.string()),
  sheetCarrier: z.string(),
  sheetName: z.string(),
  sheetStates: z.record(z.string(), z.string()),
  quantity: z.string(),
  pages: z.string(),
  count: z.string(),
  period: z.string(),
  signed: z.string(),
  scan: z.string(),
});

let read: z.infer<typeof Words> | undefined;
export function sheetWords(): z.infer<typeof Words> {
  read ??= Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  return read;
}

export const plainRow = (title: string, text: string): FormRow => ({
  title,
  text,
  marks: [],
  table: null,
});

/** 四性检测报告 as a sheet. */
export function reportSheet(
  house: House,
  of: { readonly report: FourPropertyReport; readonly accepted: string | null },
): FormSheet {
  const words = sheetWords();
  const { report, accepted } = of;
  const { date, time } = localTime(report.checkedAtMs, house.config.timeZone);
  const rows = properties.map((property): FormRow => ({
    ...plainRow(words.properties[property], ""),
    table: {
      columns: words.reportColumns,
      shares: [34, 14, 14, 38],
      rows: report.lines
        .filter((line) => line.property === property)
        .map((line) => [
          words.checks[line.check],
          words.results[line.result],
          line.result === "not-examined" ? "" : `${line.looked - line.wrong} / ${line.looked}`,
          line.about.slice(0, 3).join("\n"),
        ]),
    },
  }));
  return {
    title: words.report,
    serial: report.number,
    digest: digestOf(report),
    period: report.name,
    count: filled(words.pieces, { segments: report.segments, gaps: report.gaps }),
    rows: [
      plainRow(words.checkedAt, `${date} ${time}`),
      plainRow(words.basis, words.basisText),
      ...rows,
      ...(accepted === null ? [] : [plainRow(words.accepted, accepted)]),
    ],
  };
}
