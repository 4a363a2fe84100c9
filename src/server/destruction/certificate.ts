import type { SignedAct } from "../../contract/destruction.ts";
import type { FormRow, FormSheet } from "../../contract/form-sheet.ts";
import { sumsOf } from "../../kernel/destruction/judge-items.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { serialOf, signedIn } from "./case-parts.ts";
import type { Case } from "./destruction.store.ts";
import {
  categoryWords,
  certificateColumns,
  certificateTitle,
  classWords,
  copyColumns,
  formColumns,
  formTitle,
  listColumns,
  partitionWords,
  words,
} from "./forms/words.ts";

const listShares = [32, 9, 11, 11, 14, 12, 14];
const copyShares = [22, 22, 32, 24];

const row = (title: string, text: string): FormRow => ({ title, text, marks: [], table: null });

/** F-21 as far as the case has come; what is still to be signed is empty. */
export function formSheet(house: House, one: Case, digest: string): FormSheet {
  const { row: of } = one;
  const zone = house.config.timeZone;
  const day = (ms: number | null) => (ms === null ? "" : localTime(ms, zone).date);
  const [filed, filer, list, check, use, method, decision, first, second, when, result] =
    formColumns;
  return {
    title: formTitle,
    serial: `F-21-${serialOf(of)}`,
    digest,
    period: words.filed(day(of.submitted_at_ms ?? of.listed_at_ms)),
    count: words.listed(one.items.length),
    rows: [
      row(filed, day(of.submitted_at_ms)),
      { ...row(filer, ""), marks: marksOf(house, one, ["submit"], of.listed_by_name) },
      {
        ...row(list, ""),
        table: { columns: listColumns, shares: listShares, rows: listRows(house, one) },
      },
      row(check, of.ledger_check ?? ""),
      row(use, of.no_further_use ?? ""),
      row(method, words.method),
      { ...row(decision, opinionOf(one)), marks: marksOf(house, one, ["decide"]) },
      { ...row(first, ""), marks: marksOf(house, one, ["witness-1"]) },
      { ...row(second, ""), marks: marksOf(house, one, ["witness-2"]) },
      row(when, of.executed_at_ms === null ? (of.place ?? "") : whenAndWhere(house, one)),
      { ...row(result, ""), marks: marksOf(house, one, ["result-1", "result-2"]) },
    ],
  };
}

/**
 * F-22, made once when the case ends. Before that, while locks last or signatures are missing, it says of
 * itself that the case is open.
 */
export function certificateSheet(
  house: House,
  one: Case,
  made: { readonly digest: string; readonly ended: boolean },
): FormSheet {
  const { digest, ended } = made;
  const today = localTime(house.clock.now(), house.config.timeZone).date;
  const { row: of } = one;
  const zone = house.config.timeZone;
  const at = (ms: number) => `${localTime(ms, zone).date} ${localTime(ms, zone).time}`;
  const sums = sumsOf(
    one.items.map((item) => ({ objects: item.objects, sizeBytes: item.size_bytes })),
  );
  const [number, when, place, method, copies, result, first, second, administrator] =
    certificateColumns;
  const digests = one.items.map((item) => words.digest(item.list_sha256 ?? "")).join("\n");
  return {
    title: certificateTitle,
    serial: `F-22-${serialOf(of)}`,
    digest,
    period: ended ? words.finished(today) : words.open(today),
    count: words.form(serialOf(of)),
    rows: [
      row(number, `F-21-${serialOf(of)}`),
      row(when, of.executed_at_ms === null ? "" : at(of.executed_at_ms)),
      row(place, of.place ?? ""),
      row(method, methodText(one)),
      {
        ...row(copies, ""),
        table: { columns: copyColumns, shares: copyShares, rows: copyRows(house, one) },
      },
      row(result, `${resultText(house, one, sums)}\n${digests}`),
      { ...row(first, ""), marks: marksOf(house, one, ["result-1"]) },
      { ...row(second, ""), marks: marksOf(house, one, ["result-2"]) },
      { ...row(administrator, ""), marks: marksOf(house, one, ["result-administrator"]) },
    ],
  };
}

/** What the certificate states, without how it is typeset: its digest can be computed anew. */
export function certificateFacts(one: Case) {
  const { row: of } = one;
  return {
    serial: serialOf(of),
    formSha256: of.form_sha256,
    executedAtMs: of.executed_at_ms,
    verifiedAtMs: of.verified_at_ms,
    place: of.place,
    medium: of.medium,
    items: one.items.map((item) => ({
      itemId: item.item_id,
      homeId: item.home_id,
      objects: item.objects,
      sizeBytes: item.size_bytes,
      listSha256: item.list_sha256,
      copies: item.copies,
    })),
    signatures: one.signings
      .filter((signing) => signing.turn === of.turn && signing.lapsed_at_ms === null)
      .map((signing) => ({ act: signing.act, sha256: signing.sha256, atMs: signing.signed_at_ms })),
  };
}

/** How it was done, on what, and what the medium was told: only what was done. */
function methodText(one: Case): string {
  const { medium } = one.row;
  const limited = one.items.some((item) =>
    item.copies.some((copy) => copy.category === "clear-limited" && copy.where === "local"),
  );
  const lines = [words.method];
  if (medium !== null) lines.push(words.medium(medium), words.trimming(medium));
  if (limited) lines.push(words.limited);
  return lines.join("\n");
}

function resultText(house: House, one: Case, sums: { items: number; objects: number }): string {
  const { verified_at_ms: verifiedAtMs, locked_until_ms: untilMs } = one.row;
  if (verifiedAtMs !== null || untilMs === null) return words.checked(sums.items, sums.objects);
  return words.checkedSoFar(localTime(untilMs, house.config.timeZone).date);
}

function listRows(house: House, one: Case): string[][] {
  const day = (ms: number) => localTime(ms, house.config.timeZone).date;
  return one.items.map((item) => [
    item.name,
    words.pieces(item.objects),
    sizeText(item.size_bytes),
    partitionWords[item.partition],
    day(item.formed_ms),
    classWords[item.class],
    item.min_until_ms === null ? "" : day(item.min_until_ms),
  ]);
}

function copyRows(house: House, one: Case): string[][] {
  const day = (ms: number | null) => (ms === null ? "" : localTime(ms, house.config.timeZone).date);
  return one.items.flatMap((item) =>
    item.copies.map((copy) => [
      `${item.item_number} ${words.where(copy)}`,
      copy.name === "" ? (copy.where === "key-store" ? words.keyStore : words.ofVault) : copy.name,
      categoryWords[copy.category],
      words.state(copy, day(copy.untilMs)),
    ]),
  );
}

function marksOf(
  house: House,
  one: Case,
  acts: readonly SignedAct[],
  otherwise = "",
): FormRow["marks"] {
  const zone = house.config.timeZone;
  const marks = acts.flatMap((act) => {
    const signed = signedIn(one, act);
    if (signed === undefined) return [];
    const { date, time } = localTime(signed.signed_at_ms, zone);
    const name =
      signed.standing_for_name === null
        ? signed.name
        : `${signed.name}${words.standingFor(signed.standing_for_name)}`;
    return [{ line: words.signed(name, `${date} ${time}`), strokes: signed.strokes }];
  });
  return marks.length > 0 || otherwise === "" ? marks : [{ line: otherwise, strokes: null }];
}

function opinionOf(one: Case): string {
  const { decision, opinion } = one.row;
  if (decision === null) return "";
  const said = decision === "agreed" ? words.agreed : words.disagreed;
  if (opinion === null || opinion === "" || opinion === said) return said;
  return `${said}${opinion}`;
}

function whenAndWhere(house: House, one: Case): string {
  const { executed_at_ms: atMs, place } = one.row;
  const { date, time } = localTime(atMs ?? 0, house.config.timeZone);
  return words.at(`${date} ${time}`, place ?? "");
}

const units = ["kB", "MB", "GB", "TB"] as const;

/** As the screens tell it, so that paper and page say the same. */
function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1_000) return `${sizeBytes} B`;
  let [size, unit] = [sizeBytes / 1_000, 0];
  while (size >= 999.95 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${size.toFixed(size < 10 ? 2 : 1)} ${units[unit]}`;
}
