import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { items } from "../retention/index.ts";
import { digestOf } from "../signing/index.ts";
import type { FormRow } from "../../contract/form-sheet.ts";
import { classWords, disposalColumns, disposalTitle, kindWords, words } from "./forms/words.ts";
import type { DestructionPorts } from "./ports.ts";
import type { PrintedForm } from "./print-sheets.ts";

/**
 * The line of F-22 for paper, or a thing (S0-17.3): what was disposed of by the archives' own rules, under
 * which number of their decision, by whom and when. Before that there is nothing to print.
 */
export async function printDisposal(
  house: House,
  actor: PersonActor,
  ask: { readonly itemId: string; readonly typeset: DestructionPorts["typeset"] },
): Promise<Outcome<PrintedForm>> {
  const read = await items.read(house, actor, { itemId: ask.itemId });
  if (!read.ok) return read;
  const { item, disposalReference: reference, history } = read.value;
  const step = history.find((one) => one.kind === "item.disposed@1");
  if (reference === null || step === undefined) return refused("not_found");
  const { timeZone } = house.config;
  const day = (ms: number | null) => (ms === null ? "" : localTime(ms, timeZone).date);
  const { date, time } = localTime(step.atMs, timeZone);
  const texts = [
    item.number,
    item.name,
    kindWords[item.kind],
    classWords[item.class],
    day(item.formedMs),
    day(item.minUntilMs),
    words.disposedBy,
    reference,
    `${date} ${time}`,
  ];
  const plain = disposalColumns.slice(0, -1).map((title, at) => rowOf(title, texts[at] ?? ""));
  const signed = { line: words.signed(step.by, `${date} ${time}`), strokes: null };
  const sheet = {
    title: disposalTitle,
    serial: `F-22-${item.number}`,
    digest: digestOf({ itemId: item.itemId, reference, atMs: step.atMs, entryId: step.entryId }),
    period: words.finished(date),
    count: words.listed(1),
    rows: [...plain, { ...rowOf(disposalColumns.at(-1) ?? "", ""), marks: [signed] }],
  };
  const bytes = await ask.typeset(house, sheet, actor.name);
  return granted({ fileName: `${sheet.serial}.pdf`, bytes });
}

const rowOf = (title: string, text: string): FormRow => ({ title, text, marks: [], table: null });
