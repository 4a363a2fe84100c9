import type { Event, Measure } from "../../contract/playbooks.ts";
import type { House } from "../../platform/house.ts";
import { playbooks } from "../playbooks/index.ts";
import { type Cell, cell, cellText } from "./cells.ts";
import { type Zone, minuteOf, rowNumber, yearParts } from "./form-times.ts";
import {
  eventKindWords,
  eventWords as words,
  meansWords,
  measureWords,
  partyWords,
  roleWords,
} from "./forms/words.ts";
import type { Line, LinePage, Lines } from "./lines.ts";

/** Declared events and drills as F-26 tells them, numbered through the year in which they were declared. */
export async function eventLines(house: House, ask: LinePage, zone: Zone): Promise<Lines> {
  const all: Line[] = [];
  for (const part of yearParts(ask.fromMs, ask.toMs, zone)) {
    const events = await playbooks.inPeriod(house, { fromMs: part.startMs, toMs: part.toMs });
    const numbered = events.map((event, at) => ({
      number: rowNumber(part.year, at + 1),
      atMs: event.declaredAtMs,
      requestId: null,
      cells: dossierCells(event, zone),
    }));
    all.push(...numbered.filter(({ atMs }) => atMs >= part.fromMs));
  }
  const wanted = ask.text.toLowerCase();
  const found = all.filter((line) =>
    line.cells.some((one) => cellText(one).toLowerCase().includes(wanted)),
  );
  return { lines: found.slice(ask.offset, ask.offset + ask.most), total: found.length };
}

/** 时间 类型 发现人 切断措施 现场保护 报告时间 处置经过 结论 签字. */
export function dossierCells(event: Event, zone: Zone): readonly Cell[] {
  const kind = eventKindWords[event.kind];
  return [
    cell(minuteOf(event.discoveredAtMs, zone)),
    cell(event.drill ? `${kind}（${words.drill}）` : kind),
    cell(event.discoverer),
    cell(
      [...event.measures.map((one) => measureLine(one, zone)), ...notesOf(event, "cut")].join("\n"),
    ),
    cell(snapshotLines(event, zone).join("\n")),
    cell(noticeLines(event, zone).join("\n")),
    cell([event.what, ...notesOf(event, "handle"), ...notesOf(event, "report")].join("\n")),
    cell(conclusionOf(event)),
    signatureOf(event, zone),
  ];
}

function measureLine(one: Measure, zone: Zone): string {
  const { order } = one;
  const parts = [
    minuteOf(one.orderedAtMs, zone),
    measureWords[order.kind],
    targetOf(one),
    recordingOf(order),
    one.ended === null ? "" : words.endedOf(one.ended),
    one.state === "ordered" ? words.notCutYet : "",
    one.liftedAtMs === null
      ? ""
      : words.liftedBy(one.liftedBy ?? "", minuteOf(one.liftedAtMs, zone)),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function targetOf({ order, target }: Measure): string {
  if (order.kind === "stop-kiosks") return target ?? words.allKiosks;
  if (order.kind !== "revoke-sign-ins" || order.of.who === "account") return target ?? "";
  return order.of.who === "everybody" ? words.everybody : roleWords[order.of.role];
}

function recordingOf(order: Measure["order"]): string {
  if (order.kind !== "isolate-camera") return "";
  return order.keepsRecording ? words.keepsRecording : words.stopsRecording;
}

function snapshotLines(event: Event, zone: Zone): string[] {
  return event.snapshots.map(({ takenAtMs, sha256, ledgerSize }) =>
    [
      minuteOf(takenAtMs, zone),
      `SHA-256 ${sha256.slice(0, 16)}`,
      ledgerSize === null ? "" : words.ledgerSize(ledgerSize),
    ]
      .filter((part) => part !== "")
      .join(" "),
  );
}

function noticeLines(event: Event, zone: Zone): string[] {
  return event.notices.map((notice) => {
    const { receipt } = notice;
    const arrived =
      receipt === null ? words.noReceipt : words.receipt(receipt.by, minuteOf(receipt.atMs, zone));
    const number = receipt?.number ?? null;
    return [
      partyWords[notice.party],
      minuteOf(notice.sentAtMs, zone),
      `${meansWords[notice.means]} ${notice.to}`,
      arrived,
      ...(number === null ? [] : [words.receiptNumber(number)]),
    ].join(" ");
  });
}

function notesOf(event: Event, step: Event["notes"][number]["step"]): string[] {
  return event.notes.filter((note) => note.step === step).map((note) => note.text);
}

function conclusionOf({ cause, measuresTaken, conclusion }: Event): string {
  if (cause === null || measuresTaken === null || conclusion === null) return words.open;
  return [words.cause(cause), words.measures(measuresTaken), conclusion].join("\n");
}

function signatureOf(event: Event, zone: Zone): Cell {
  if (event.closedAtMs === null) return cell("");
  const line = cell(`${event.closedBy ?? ""} ${minuteOf(event.closedAtMs, zone)}`).text;
  return cell("", [{ strokes: event.signature, line }]);
}
