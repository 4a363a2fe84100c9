import { z } from "zod";
import type { PersonActor } from "../../contract/actor.ts";
import type { Strokes } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import {
  type MaintenanceForm,
  type MaintenancePeriod,
  type Ticket,
  maintenanceForms,
  maintenancePeriods,
} from "../../contract/maintenance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { readShippedText } from "../../platform/text-file.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import { selectTickets } from "./maintenance.store.ts";
import { ticketsOf } from "./ticket-view.ts";

const Column = z.object({
  title: z.string(),
  share: z.number(),
  align: z.enum(["left", "center"]),
});
const Words = z.object({
  forms: z.record(
    z.enum(maintenanceForms),
    z.object({ title: z.string(), columns: z.array(Column), signers: z.array(z.string()) }),
  ),
  periods: z.record(z.enum(maintenancePeriods), z.string()),
  count: z.string(),
  parts: z.string(),
  signed: z.string(),
});
type Words = z.infer<typeof Words>;

/** A cell as text, or what was signed. */
type FormCell = string | { readonly line: string; readonly strokes: Strokes };

/** What the room that prints does for these forms; the desk puts them together. */
export type TypesetForm = (
  house: House,
  sheet: {
    readonly title: string;
    readonly serial: string;
    readonly digest: string;
    readonly period: string;
    readonly count: string;
    readonly landscape: boolean;
    readonly columns: readonly z.infer<typeof Column>[];
    readonly signers: readonly string[];
    readonly rows: readonly (readonly FormCell[])[];
  },
  printedBy: string,
) => Promise<Uint8Array>;

export interface FormAsk {
  readonly form: MaintenanceForm;
  readonly period: MaintenancePeriod;
  readonly fromMs: number;
  readonly toMs: number;
}

/** F-04 (maintenance done in the span) or F-05 (repairs asked for in it), exactly its columns. */
export async function printMaintenance(
  house: House,
  actor: PersonActor,
  ask: FormAsk & { readonly typeset: TypesetForm },
): Promise<Outcome<{ fileName: string; bytes: Uint8Array }>> {
  const made = await madeForm(house, actor, ask);
  if (!made.ok) return made;
  const { head, columns, rows, signers } = made.value;
  const sheet = { ...head, landscape: true, columns, signers, rows };
  const bytes = await ask.typeset(house, sheet, actor.name);
  return entered(house, actor, { ask, made: made.value, bytes, ending: "pdf" });
}

export async function tableOfMaintenance(
  house: House,
  actor: PersonActor,
  ask: FormAsk,
): Promise<Outcome<{ fileName: string; bytes: Uint8Array }>> {
  const made = await madeForm(house, actor, ask);
  if (!made.ok) return made;
  const { columns, rows } = made.value;
  const texts = rows.map((row) => row.map((one) => (typeof one === "string" ? one : one.line)));
  const page = { title: ask.form, rows: [columns.map((one) => one.title), ...texts] };
  const bytes = await writeTable([page]);
  return entered(house, actor, { ask, made: made.value, bytes, ending: "xlsx" });
}

interface MadeForm {
  readonly head: {
    readonly title: string;
    readonly serial: string;
    readonly digest: string;
    readonly period: string;
    readonly count: string;
  };
  readonly columns: readonly z.infer<typeof Column>[];
  readonly signers: readonly string[];
  readonly rows: readonly (readonly FormCell[])[];
}

async function madeForm(
  house: House,
  actor: PersonActor,
  ask: FormAsk,
): Promise<Outcome<MadeForm>> {
  const { form, period, fromMs, toMs } = ask;
  if (toMs <= fromMs || toMs - fromMs > limits.registerSpanMs) return refused("span_invalid");
  const span = { fromMs, toMs };
  const filter = form === "F-04" ? { closed: span } : { opened: span, kind: "repair" as const };
  const most = limits.sheetRows + 1;
  const tickets = await asTier(house, actor, async (db) =>
    ticketsOf(house, db, await selectTickets(db, house.siteId, { ...filter, most })),
  );
  if (tickets.length > limits.sheetRows)
    return refused("register_too_long", { most: limits.sheetRows });
  const words = Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  const day = (atMs: number) => localTime(atMs, house.config.timeZone).date;
  const rows = inOrder(tickets, form).map((one) =>
    form === "F-04" ? careRow(house, one, words) : repairRow(house, one, words),
  );
  const days = [day(fromMs), day(toMs - 1)];
  const { title, columns, signers } = words.forms[form];
  return granted({
    head: {
      title: filled(title, { period: words.periods[period] }),
      serial: [form, ...days.map((one) => one.replaceAll("-", ""))].join("-"),
      digest: digestOf(rows.map((row) => row.map((one) => cellText(one)))),
      period: days.join(" – "),
      count: filled(words.count, { count: String(rows.length) }),
    },
    columns,
    signers,
    rows,
  });
}

const cellText = (one: FormCell): string => (typeof one === "string" ? one : one.line);

/** A bound book is written in the order of time. */
function inOrder(tickets: readonly Ticket[], form: MaintenanceForm): Ticket[] {
  const at = (one: Ticket) => (form === "F-04" ? (one.closedAtMs ?? 0) : one.openedAtMs);
  return tickets.toSorted((a, b) => at(a) - at(b));
}

/** 日期, 时间, 设备运行状况, 处理意见, 维护人签字, 备注. */
function careRow(house: House, one: Ticket, words: Words): FormCell[] {
  const { date, time } = localTime(one.closedAtMs ?? one.openedAtMs, house.config.timeZone);
  const state = `${one.deviceNumber} ${one.deviceName}：${one.result?.after ?? ""}`;
  return [date, time, state, one.result?.advice ?? "", signed(one, words), remark(one, words)];
}

/** 日期, 时间, 设备名称, 设备编号, 故障现象, 处理意见, 签字, 备注. */
function repairRow(house: House, one: Ticket, words: Words): FormCell[] {
  const { date, time } = localTime(one.openedAtMs, house.config.timeZone);
  return [
    date,
    time,
    one.deviceName,
    one.deviceNumber,
    one.fault,
    one.result?.advice ?? "",
    signed(one, words),
    remark(one, words),
  ];
}

function signed(one: Ticket, words: Words): FormCell {
  if (one.signature === null || one.closedBy === null) return "";
  return { line: filled(words.signed, { name: one.closedBy }), strokes: one.signature };
}

function remark(one: Ticket, words: Words): string {
  const { parts = [], remark: text = "" } = one.result ?? {};
  const told = parts.length === 0 ? [] : [filled(words.parts, { parts: parts.join("、") })];
  return [...told, text].filter((part) => part !== "").join("；");
}

async function entered(
  house: House,
  actor: PersonActor,
  of: {
    readonly ask: FormAsk;
    readonly made: MadeForm;
    readonly bytes: Uint8Array;
    readonly ending: "pdf" | "xlsx";
  },
): Promise<Outcome<{ fileName: string; bytes: Uint8Array }>> {
  const { form, fromMs, toMs } = of.ask;
  const { serial, digest } = of.made.head;
  return act(house, actor, "maintenance.printed@1", async () =>
    granted({
      value: { fileName: `${serial}.${of.ending}`, bytes: of.bytes },
      subject: { type: "house", id: house.siteId },
      body: { form, serial, fromMs, toMs, rows: of.made.rows.length, digest },
    }),
  );
}
