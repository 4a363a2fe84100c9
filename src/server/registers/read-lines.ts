import type { RequestCase } from "../../contract/approval.ts";
import type { FormName } from "../../contract/forms.ts";
import { dayStart } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { cameras } from "../places/index.ts";
import { signIns } from "../people/index.ts";
import { type AccessRecord, accessRecordOf, type GrantUse } from "./access-record.ts";
import { type CaseForm, caseCells, cell, cellText, useCells } from "./cells.ts";
import {
  durationOf,
  rowNumber,
  secondOf,
  type YearPart,
  yearParts,
  type Zone,
} from "./form-times.ts";
import { eventLines } from "./event-lines.ts";
import { formWords } from "./forms/words.ts";
import { keepingLines } from "./keeping-lines.ts";
import type { Line, LinePage, Lines } from "./lines.ts";
import { listUses } from "./list-uses.ts";

export type { Line, LinePage, Lines } from "./lines.ts";

/** Cases as the room that decides them tells them, by the instant they were filed. */
export type CasesOf = (
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
) => Promise<readonly RequestCase[]>;

/** Grants are used within this time of their filing; looked back so far for the case behind a use. */
export const grantLifeMs = 400 * 86_400_000;

/** Since when the cases behind these uses were filed; one behind a library item in its serial's year. */
export function casesFromMs(uses: readonly GrantUse[], fromMs: number, zone: Zone): number {
  const years = uses.flatMap(({ use, serial }) => (use === "library" ? [serial.slice(0, 4)] : []));
  const starts = [...new Set(years)].map((year) => dayStart(`${year}-01-01`, zone));
  return Math.max(0, Math.min(fromMs - grantLifeMs, ...starts));
}

/** Lines of a register in a period, oldest first, numbered through the year whatever is filtered. */
export async function readLines(
  house: House,
  casesOf: CasesOf,
  ask: LinePage & { readonly form: FormName },
): Promise<Lines> {
  const zone = house.config.timeZone;
  const { form } = ask;
  if (form === "F-26") return eventLines(house, ask, zone);
  if (form === "F-07") return signInLines(house, ask, zone);
  if (form === "F-02" || form === "F-11" || form === "F-27")
    return keepingLines(house, { ...ask, form, zone });
  const all: Line[] = [];
  for (const part of yearParts(ask.fromMs, ask.toMs, zone))
    all.push(...(await partLines(house, casesOf, { form, part, zone })));
  const wanted = ask.text.toLowerCase();
  const found =
    wanted === ""
      ? all
      : all.filter((line) =>
          line.cells.some((one) => cellText(one).toLowerCase().includes(wanted)),
        );
  return { lines: found.slice(ask.offset, ask.offset + ask.most), total: found.length };
}

async function signInLines(house: House, ask: LinePage, zone: Zone): Promise<Lines> {
  const lines: Line[] = [];
  let total = 0;
  for (const part of yearParts(ask.fromMs, ask.toMs, zone)) {
    const page = await signIns.register(house, {
      yearStartMs: part.startMs,
      fromMs: part.fromMs,
      toMs: part.toMs,
      text: ask.text,
      offset: Math.max(0, ask.offset - total),
      most: ask.most - lines.length,
    });
    total += page.total;
    for (const row of page.lines) {
      const length = row.endedAtMs === null ? null : row.endedAtMs - row.startedAtMs;
      lines.push({
        number: rowNumber(part.year, row.number),
        atMs: row.startedAtMs,
        requestId: null,
        cells: [
          cell(row.login),
          cell(row.name),
          cell(secondOf(row.startedAtMs, zone)),
          cell(row.terminal),
          cell(length === null ? formWords.still : durationOf(length)),
        ],
      });
    }
  }
  return { lines, total };
}

interface Part {
  readonly form: CaseForm | "F-09";
  readonly part: YearPart;
  readonly zone: Zone;
}

/** Lines of one year's part; everything since the year's start is read, because it is numbered from there. */
async function partLines(house: House, casesOf: CasesOf, of: Part): Promise<Line[]> {
  const { form, part, zone } = of;
  const year = { fromMs: part.startMs, toMs: part.toMs };
  const inPart = (atMs: number) => atMs >= part.fromMs && atMs < part.toMs;
  if (form === "F-09") {
    const uses = await listUses(house, year);
    const fromMs = casesFromMs(uses, year.fromMs, zone);
    const records = await recordsOf(house, casesOf, { ...year, fromMs });
    return uses
      .map((use, at) => ({
        number: rowNumber(part.year, at + 1),
        atMs: use.atMs,
        requestId: use.requestId,
        cells: useCells(use, records.get(use.requestId), zone),
      }))
      .filter((line) => inPart(line.atMs));
  }
  const records = [...(await recordsOf(house, casesOf, year)).values()];
  return records
    .filter((record) => registerOf(record) === form && record.filedAtMs >= part.startMs)
    .map((record, at) => ({ record, number: rowNumber(part.year, at + 1) }))
    .filter(({ record }) => inPart(record.filedAtMs))
    .map(({ record, number }) => ({
      number,
      atMs: record.filedAtMs,
      requestId: record.requestId,
      cells: caseCells(form, record, zone),
    }));
}

/** Publication has a register of its own, whatever form it is asked for on (C-52). */
function registerOf({ form, mode }: Pick<AccessRecord, "form" | "mode">): string {
  return mode === "publish" ? "F-38" : form;
}

/** Every case of a span as a record, in the order of filing, with its uses so far. */
export async function recordsOf(
  house: House,
  casesOf: CasesOf,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Map<string, AccessRecord>> {
  const cases = (await casesOf(house, span)).toSorted(
    (a, b) => a.filedAtMs - b.filedAtMs || (a.requestId < b.requestId ? -1 : 1),
  );
  if (cases.length === 0) return new Map();
  const uses = await listUses(house, { fromMs: span.fromMs, toMs: house.clock.now() + 1 });
  const labels = await cameraLabels(house, cases);
  // A look at the library is a line of its own; the case behind it was done with long before.
  const own = uses.filter(({ use }) => use !== "library");
  const byRequest = Map.groupBy(own, (use) => use.requestId);
  return new Map(
    cases.map((one) => [one.requestId, recordOf(one, labels, byRequest.get(one.requestId) ?? [])]),
  );
}

function recordOf(
  one: RequestCase,
  labels: ReadonlyMap<string, string>,
  uses: readonly GrantUse[],
): AccessRecord {
  const named = one.cameraIds.map((id) => labels.get(id) ?? "").filter((label) => label !== "");
  return accessRecordOf(one, { cameras: named, uses });
}

async function cameraLabels(
  house: House,
  cases: readonly RequestCase[],
): Promise<Map<string, string>> {
  const ids = [...new Set(cases.flatMap((one) => one.cameraIds))];
  if (ids.length === 0) return new Map();
  return new Map((await cameras.find(house, ids)).map((one) => [one.cameraId, one.label]));
}
