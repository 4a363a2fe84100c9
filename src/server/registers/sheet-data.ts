import { renderSVG } from "uqr";
import { type FormName, officialForms } from "../../contract/forms.ts";
import { toBase64, toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { parseCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { signaturePath } from "../../kernel/signature-path.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readCheckpoint } from "../ledger/index.ts";
import { site } from "../places/index.ts";
import { type AccessRecord, type GrantUse } from "./access-record.ts";
import { cell, type Cell, cellText, type Mark, opinionOf, postName } from "./cells.ts";
import { dayOf, minuteOf, type Zone } from "./form-times.ts";
import { formWords as words, paperWords, useWords } from "./forms/words.ts";
import type { Line } from "./read-lines.ts";

/** What the templates read; every field a text, a list or null, nothing of it ever source. */
export interface SheetData {
  readonly [field: string]: unknown;
}

/**
 * SHA-256 over the canonical JSON of a sheet's lines, each `[number, cell, …]` with cells as on the
 * screen and in the table file: anyone who holds the lines can compute it anew.
 */
export function digestOfLines(lines: readonly Line[]): string {
  const rows = lines.map((line) => [line.number, ...line.cells.map(cellText)]);
  return toHex(sha256(utf8(canonicalJson(rows))));
}

export interface LedgerAt {
  readonly size: number;
  readonly line: string;
}

/** How far the ledger was: size and root of its newest checkpoint. */
export async function ledgerNow(house: House): Promise<LedgerAt> {
  const note = await readCheckpoint(house);
  const text = note.ok ? (note.value.split("\n\n")[0] ?? "") : "";
  const checkpoint = parseCheckpoint(`${text}\n`);
  if (checkpoint === undefined) return { size: 0, line: words.ledgerYoung };
  const { size, root } = checkpoint;
  return { size, line: words.ledger(size, toBase64(root)) };
}

export interface Printing {
  readonly institution: string;
  readonly zone: Zone;
  readonly form: FormName;
  readonly serial: string;
  readonly lines: readonly Line[];
  readonly digest: string;
  /** Under the title on the left and in the middle. */
  readonly period: string;
  readonly count: string;
  readonly atMs: number;
  readonly printedBy: string;
  readonly ledger: LedgerAt;
  /** The one case on the sheet, with the page that tells how it went. */
  readonly record?: AccessRecord;
}

export async function institutionName(house: House): Promise<string> {
  const read = await site.read(house);
  return read.ok ? read.value.name : "";
}

export function sheetData(printing: Printing): SheetData {
  const { form, serial, digest, ledger, zone } = printing;
  const official = officialForms[form];
  const asSheet = printing.record !== undefined && form === "F-23";
  return {
    title: official.title,
    columns: official.columns,
    signers: official.signers,
    landscape: official.landscape && !asSheet,
    institution: cell(printing.institution).text,
    period: printing.period,
    count: printing.count,
    serial,
    digest,
    ledger: ledger.line,
    printed: words.printed(minuteOf(printing.atMs, zone), cell(printing.printedBy).text),
    qr: renderSVG(`LIUHEN1:${serial}:${digest}`, { border: 0 }),
    rows: printing.lines.map((line) => line.cells.map(printedCell)),
    annex: printing.record === undefined ? null : annexOf(printing.record, zone),
  };
}

/** The template a sheet is made from. */
export function templateOf(form: FormName, oneCase: boolean): string {
  return oneCase && form === "F-23" ? "approval-sheet.typ" : "register.typ";
}

function printedCell({ text, marks }: Cell): { text: string; marks: unknown[] } {
  return { text, marks: marks.map(({ line, strokes }) => ({ line, svg: drawnSvg(strokes) })) };
}

/** Whole numbers only between the quotes: nothing a person typed enters the picture. */
export function drawnSvg(strokes: Mark["strokes"]): string | null {
  if (strokes === null) return null;
  const path = signaturePath(strokes);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200">' +
    `<path d="${path}" fill="none" stroke="#111" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  );
}

function annexOf(record: AccessRecord, zone: Zone): unknown {
  return {
    steps: record.approvals.map((step) => ({
      post: postName(record, step.post),
      opinion: cell(opinionOf(step)).text,
      svg: drawnSvg(step.signature),
      name: cell(
        step.standingFor === null
          ? (step.name ?? "")
          : `${step.name ?? ""}（${words.standingFor(step.standingFor)}）`,
      ).text,
      at: step.decidedAtMs === null ? "" : minuteOf(step.decidedAtMs, zone),
    })),
    papers: record.papers.map((paper) => ({
      kind: paperWords[paper.kind],
      name: cell(paper.fileName).text,
      sha256: paper.sha256,
    })),
    notes: notesOf(record, zone).filter((note) => note.text !== ""),
  };
}

function notesOf(record: AccessRecord, zone: Zone): { name: string; text: string }[] {
  const { emergency, handedOver, returned } = record;
  return [
    { name: words.reason, text: cell(record.reason).text },
    {
      name: words.emergency,
      text:
        emergency === null ? "" : cell(`${minuteOf(emergency.atMs, zone)} ${emergency.name}`).text,
    },
    { name: words.uses, text: record.uses.map((use) => useLine(use, zone)).join("\n") },
    {
      name: words.handedOver,
      text:
        handedOver === null
          ? ""
          : cell(
              `${minuteOf(handedOver.atMs, zone)} ${handedOver.name} → ${handedOver.receiver}（${handedOver.medium}）`,
            ).text,
    },
    {
      name: words.cameBack,
      text: returned === null ? "" : cell(`${dayOf(returned.atMs, zone)} ${returned.name}`).text,
    },
  ];
}

function useLine(use: GrantUse, zone: Zone): string {
  return cell(`${minuteOf(use.atMs, zone)} ${use.name} ${useWords[use.use]}`).text;
}
