import { renderSVG } from "uqr";
import type { House } from "../../platform/house.ts";
import { cell } from "./cells.ts";
import { minuteOf } from "./form-times.ts";
import { formWords as words } from "./forms/words.ts";
import { institutionName, ledgerNow } from "./sheet-data.ts";

/** What stands at the head and the foot of a sheet of another room. */
export interface Headed {
  readonly title: string;
  readonly serial: string;
  /** SHA-256 of what the sheet says; printed at the foot and in the code. */
  readonly digest: string;
  readonly period: string;
  readonly count: string;
}

/** Head and foot as every official sheet of the house has them, printed by somebody at `atMs`. */
export async function sheetHead(
  house: House,
  sheet: Headed,
  printed: { readonly by: string; readonly atMs: number },
) {
  const { title, serial, digest, count } = sheet;
  const { line } = await ledgerNow(house);
  return {
    title,
    institution: cell(await institutionName(house)).text,
    period: cell(sheet.period).text,
    count,
    serial,
    digest,
    ledger: line,
    printed: words.printed(minuteOf(printed.atMs, house.config.timeZone), cell(printed.by).text),
    qr: renderSVG(`LIUHEN1:${serial}:${digest}`, { border: 0 }),
  };
}
