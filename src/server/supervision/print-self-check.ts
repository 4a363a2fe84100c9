import type { PersonActor } from "../../contract/actor.ts";
import type { FormSheet } from "../../contract/form-sheet.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import {
  type SelfCheck,
  type SelfCheckSection,
  selfCheckSections,
} from "../../contract/supervision.ts";
import { toHex } from "../../kernel/bytes.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { act } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import { figureText, formWords, minuteOf } from "./form-words.ts";
import { readSelfCheck } from "./self-checks.ts";

export type Typeset = (house: House, sheet: FormSheet, printedBy: string) => Promise<Uint8Array>;
interface MadeFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** F-14 of one month as a sheet: its four columns are lines, each with result, evidence, rectification. */
export async function printSelfCheck(
  house: House,
  actor: PersonActor,
  ask: { readonly month: string; readonly typeset: Typeset },
): Promise<Outcome<MadeFile>> {
  const read = await readSelfCheck(house, actor, ask);
  if (!read.ok) return read;
  const bytes = await ask.typeset(house, sheetOf(house, read.value), actor.name);
  return offered(house, actor, { month: ask.month, form: "pdf", bytes });
}

/** The same as a workbook: the four columns of the form side by side. */
export async function selfCheckTable(
  house: House,
  actor: PersonActor,
  ask: { readonly month: string },
): Promise<Outcome<MadeFile>> {
  const read = await readSelfCheck(house, actor, ask);
  if (!read.ok) return read;
  const words = formWords().selfCheck;
  const columns = selfCheckSections.map((section) => cellsOf(house, read.value, section));
  const rows = words.rows.map((name, at) => [name, ...columns.map((column) => column[at] ?? "")]);
  const heading = ["", ...selfCheckSections.map((section) => words.sections[section])];
  const bytes = await writeTable([
    {
      title: words.sheet,
      rows: [heading, ...rows, [signedLine(house, read.value), "", "", "", ""]],
    },
  ]);
  return offered(house, actor, { month: ask.month, form: "xlsx", bytes });
}

function offered(
  house: House,
  actor: PersonActor,
  made: { readonly month: string; readonly form: "pdf" | "xlsx"; readonly bytes: Uint8Array },
): Promise<Outcome<MadeFile>> {
  const { month, form, bytes } = made;
  return act(house, actor, "supervision.exported@1", async () =>
    granted({
      value: { bytes, fileName: `${formWords().selfCheck.title}-${month}.${form}` },
      subject: { type: "house", id: house.siteId },
      body: { what: "self-check", of: month, form, fileSha256: toHex(sha256(bytes)) },
    }),
  );
}

function sheetOf(house: House, check: SelfCheck): FormSheet {
  const words = formWords().selfCheck;
  const { signed } = check;
  return {
    title: words.title,
    serial: `F-14-${check.month}`,
    digest: signed?.sha256 ?? digestOf({ month: check.month, figures: check.figures }),
    period: filled(words.period, { month: check.month }),
    count: words.count,
    rows: selfCheckSections.map((section, at) => {
      const [figures = "", ...cells] = cellsOf(house, check, section);
      const last = at === selfCheckSections.length - 1;
      return {
        title: words.sections[section],
        text: figures,
        table: { columns: words.rows.slice(1), shares: [18, 34, 48], rows: [cells] },
        marks: last ? [{ line: signedLine(house, check), strokes: signed?.strokes ?? null }] : [],
      };
    }),
  };
}

/** Statistics, result, evidence and rectification of one section. */
function cellsOf(house: House, check: SelfCheck, section: SelfCheckSection): string[] {
  const { selfCheck: words, figures: names } = formWords();
  const answer = check.signed?.sections.find((one) => one.section === section);
  const figures = figureText(check.figures[section] ?? {}, names);
  if (answer === undefined) return [figures, "", "", ""];
  const findings = answer.findings.map((finding, at) =>
    filled(words.finding, {
      number: String(at + 1),
      text: finding.text,
      measure: finding.measure === "" ? "" : filled(words.measure, { measure: finding.measure }),
      due: finding.dueMs === null ? "" : localTime(finding.dueMs - 1, house.config.timeZone).date,
    }),
  );
  return [
    figures,
    words.results[answer.result] ?? answer.result,
    answer.evidence,
    findings.length === 0 ? words.noFinding : findings.join("\n"),
  ];
}

function signedLine(house: House, check: SelfCheck): string {
  const words = formWords().selfCheck;
  const { signed } = check;
  if (signed === null) return words.open;
  return filled(words.signed, {
    name: signed.name,
    at: minuteOf(signed.atMs, house.config.timeZone),
    late: signed.late ? words.late : "",
  });
}
