import type { PersonActor } from "../../contract/actor.ts";
import type { FormName } from "../../contract/forms.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Sheet } from "../../contract/routes/registers.ts";
import { toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { keepSheetFile } from "../../platform/sheet-files.ts";
import { shippedFolder } from "../../platform/text-file.ts";
import { Typesetter } from "../../platform/typesetting.ts";
import { act } from "../ledger/index.ts";
import type { AccessRecord } from "./access-record.ts";
import { type CaseForm, caseCells } from "./cells.ts";
import { dayOf } from "./form-times.ts";
import { formWords as words } from "./forms/words.ts";
import { type CasesOf, type Line, grantLifeMs, readLines, recordsOf } from "./read-lines.ts";
import { drawNumber, insertSheet, type NewSheet } from "./registers.store.ts";
import { digestOfLines, institutionName, ledgerNow, sheetData, templateOf } from "./sheet-data.ts";
import { sheetOf } from "./sheet-view.ts";

/** One typesetter for all houses of this process: the fonts are read once, and forms wait their turn. */
export const typesetter = new Typesetter(shippedFolder(import.meta.url, "./forms"));

/**
 * Prints a period of a register as official sheets of at most `limits.sheetRows` lines, each a file of
 * its own with its own serial number (S0-6.2b). Each is an entry with the digest of its lines.
 */
export async function printRegister(
  house: House,
  actor: PersonActor,
  ask: { casesOf: CasesOf; form: FormName; fromMs: number; toMs: number },
): Promise<Outcome<{ sheets: Sheet[] }>> {
  const { form, fromMs, toMs } = ask;
  if (fromMs >= toMs || toMs - fromMs > limits.registerSpanMs) return refused("span_invalid");
  const most = limits.sheetRows * limits.sheetsAtOnce;
  const { lines, total } = await readLines(house, ask.casesOf, {
    form,
    fromMs,
    toMs,
    text: "",
    offset: 0,
    most,
  });
  if (total === 0) return refused("no_register_lines");
  if (total > most) return refused("register_too_long", { rows: total, limit: most });
  const zone = house.config.timeZone;
  const sheets: Sheet[] = [];
  for (let at = 0; at < lines.length; at += limits.sheetRows) {
    const part = lines.slice(at, at + limits.sheetRows);
    const printed = await printLines(house, actor, {
      form,
      fromMs,
      toMs,
      lines: part,
      period: words.period(dayOf(fromMs, zone), dayOf(toMs - 1, zone)),
      count: words.lines(part.length),
    });
    if (!printed.ok) return printed;
    sheets.push(printed.value);
  }
  return granted({ sheets });
}

/** Prints one case on the form its route names, with the page that tells how it was decided. */
export async function printCase(
  house: House,
  actor: PersonActor,
  ask: { casesOf: CasesOf; requestId: string },
): Promise<Outcome<Sheet>> {
  const record = await recordOfCase(house, ask.casesOf, ask.requestId);
  const form = record === undefined ? undefined : caseForm(record.form);
  if (record === undefined || form === undefined) return refused("not_found");
  const zone = house.config.timeZone;
  const { filedAtMs, serial } = record;
  return printLines(house, actor, {
    form,
    fromMs: filedAtMs,
    toMs: filedAtMs + 1,
    lines: [caseLine(form, record, zone)],
    period: words.filed(dayOf(filedAtMs, zone)),
    count: words.oneCase(serial),
    record,
  });
}

/** The form of one case as a file for a package that leaves the house; not a sheet of the registers. */
export async function typesetCase(
  house: House,
  of: { casesOf: CasesOf; requestId: string },
): Promise<Outcome<Uint8Array>> {
  const record = await recordOfCase(house, of.casesOf, of.requestId);
  const form = record === undefined ? undefined : caseForm(record.form);
  if (record === undefined || form === undefined) return refused("not_found");
  const zone = house.config.timeZone;
  const lines = [caseLine(form, record, zone)];
  const data = sheetData({
    institution: await institutionName(house),
    zone,
    form,
    serial: record.serial,
    lines,
    digest: digestOfLines(lines),
    period: words.filed(dayOf(record.filedAtMs, zone)),
    count: words.oneCase(record.serial),
    atMs: house.clock.now(),
    printedBy: words.byTheHouse,
    ledger: await ledgerNow(house),
    record,
  });
  const typeset = await typesetter.typeset(templateOf(form, true), data, house.clock.now());
  return granted(typeset.pdf);
}

const caseForms: readonly CaseForm[] = ["F-03", "F-08", "F-20", "F-23"];

function caseForm(name: string): CaseForm | undefined {
  return caseForms.find((form) => form === name);
}

function caseLine(form: CaseForm, record: AccessRecord, zone: string): Line {
  const { serial, filedAtMs, requestId } = record;
  return { number: serial, atMs: filedAtMs, requestId, cells: caseCells(form, record, zone) };
}

async function recordOfCase(
  house: House,
  casesOf: CasesOf,
  requestId: string,
): Promise<AccessRecord | undefined> {
  const nowMs = house.clock.now();
  const madeAtMs = Number.parseInt(requestId.replaceAll("-", "").slice(0, 12), 16);
  const near = { fromMs: Math.max(0, madeAtMs - 60_000), toMs: madeAtMs + 60_000 };
  const found = (await recordsOf(house, casesOf, near)).get(requestId);
  if (found !== undefined) return found;
  const wide = { fromMs: Math.max(0, nowMs - grantLifeMs), toMs: nowMs + 1 };
  return (await recordsOf(house, casesOf, wide)).get(requestId);
}

interface Printed {
  readonly form: FormName;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: readonly Line[];
  readonly period: string;
  readonly count: string;
  readonly record?: AccessRecord;
}

/**
 * The number is drawn inside the transaction that enters the sheet: a form that cannot be typeset
 * takes no number, so the numbers have no holes. Everything else is read before: whoever waits for a
 * number holds one connection and asks for no second one.
 */
async function printLines(
  house: House,
  actor: PersonActor,
  what: Printed,
): Promise<Outcome<Sheet>> {
  const { form, lines, record } = what;
  const digest = digestOfLines(lines);
  const ledger = await ledgerNow(house);
  const institution = await institutionName(house);
  return act(house, actor, "register.printed@1", async (tx) => {
    const atMs = house.clock.now();
    const year = Number(dayOf(atMs, house.config.timeZone).slice(0, 4));
    const number = await drawNumber(tx, { siteId: house.siteId, form, year });
    const serial = `${form}-${year}-${String(number).padStart(4, "0")}`;
    const data = sheetData({
      ...what,
      institution,
      zone: house.config.timeZone,
      serial,
      digest,
      atMs,
      printedBy: actor.name,
      ledger,
    });
    const template = templateOf(form, record !== undefined);
    const { pdf, pages } = await typesetter.typeset(template, data, atMs);
    const row: NewSheet = {
      sheet_id: house.newId(),
      site_id: house.siteId,
      form,
      serial,
      from_ms: what.fromMs,
      to_ms: what.toMs,
      lines: lines.length,
      first_row: lines[0]?.number ?? "",
      last_row: lines.at(-1)?.number ?? "",
      request_id: record?.requestId ?? null,
      pages,
      rows_sha256: digest,
      file_sha256: toHex(sha256(pdf)),
      ledger_size: ledger.size,
      printed_at_ms: atMs,
      account_id: actor.accountId,
      printed_by: actor.name,
    };
    keepSheetFile(house.paths, row.sheet_id, pdf);
    await insertSheet(tx, row);
    const newest = { state: "printed", paper_id: null, state_at_ms: null, said_by: null } as const;
    return granted({
      value: sheetOf({ ...row, ...newest }),
      subject: { type: "register", id: row.sheet_id },
      body: {
        sheetId: row.sheet_id,
        form,
        serial,
        fromMs: row.from_ms,
        toMs: row.to_ms,
        rows: row.lines,
        firstRow: row.first_row,
        lastRow: row.last_row,
        requestId: row.request_id,
        rowsSha256: digest,
        fileSha256: row.file_sha256,
        ledgerSize: row.ledger_size,
      },
    });
  });
}
