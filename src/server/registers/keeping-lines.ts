import { paperKinds } from "../../contract/approval.ts";
import type { FormName } from "../../contract/forms.ts";
import { partitions } from "../../contract/lesson.ts";
import type { Evidence, ItemLine } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { evidence, items, type ItemStorage } from "../retention/index.ts";
import { cell, type Cell, cellText } from "./cells.ts";
import { dayOf, spanOf, type Zone } from "./form-times.ts";
import {
  classWords,
  formWords as words,
  itemStateWords,
  paperWords,
  sourceWords,
} from "./forms/words.ts";
import type { Line, LinePage, Lines } from "./lines.ts";

export type StoredItem = ItemLine & ItemStorage;

interface Asked extends LinePage {
  readonly form: Extract<FormName, "F-02" | "F-11" | "F-27">;
  readonly zone: Zone;
}

/**
 * What is kept, as the forms tell it: the register of keeping by when things were formed, each line
 * under its item's own number; the storage register with every recording and then the evidence; the
 * evidence by itself.
 */
export async function keepingLines(house: House, ask: Asked): Promise<Lines> {
  const { form, zone } = ask;
  if (form === "F-11") return evidenceLines(house, ask);
  const footageOnly = form === "F-02";
  const page = await items.inPeriod(house, { ...ask, footageOnly });
  const cellsOf = footageOnly ? storageCells : keepingCells;
  const lines = page.items.map((item) => ({
    number: item.number,
    atMs: item.formedMs,
    requestId: null,
    cells: cellsOf(item, zone),
  }));
  if (!footageOnly) return { lines, total: page.total };
  const after = { ...ask, offset: Math.max(0, ask.offset - page.total) };
  const fixed = await evidenceLines(house, { ...after, most: ask.most - lines.length });
  return { lines: [...lines, ...fixed.lines], total: page.total + fixed.total };
}

async function evidenceLines(house: House, ask: Asked): Promise<Lines> {
  const { fromMs, toMs, text, offset, most, form, zone } = ask;
  const all = (await evidence.inPeriod(house, { fromMs, toMs })).map((one) =>
    lineOf(one, form, zone),
  );
  const wanted = text.toLowerCase();
  const found = all.filter((line) =>
    line.cells.some((one) => cellText(one).toLowerCase().includes(wanted)),
  );
  return { lines: found.slice(offset, offset + most), total: found.length };
}

function lineOf(one: Evidence, form: Asked["form"], zone: Zone): Line {
  const cells = form === "F-11" ? eventCells(one, zone) : evidenceStorageCells(one, zone);
  return { number: words.evidence(one.number), atMs: one.fixedAtMs, requestId: null, cells };
}

/** 资料编号 名称 分区 留存类别 形成日期 到期日 冻结状态 副本数 状态. */
export function keepingCells(item: StoredItem, zone: Zone): readonly Cell[] {
  return [
    cell(item.number),
    cell(nameOf(item)),
    cell(partitions[item.partition]),
    cell(classWords[item.class]),
    cell(dayOf(item.formedMs, zone)),
    cell(untilOf(item, zone)),
    cell(item.held ? words.held : words.notHeld),
    cell(item.copies === null ? words.noCopies : String(item.copies)),
    cell(itemStateWords[item.state]),
  ];
}

/** 日期 地点 使用探头 格式 容量 存储位置 存储人签字 备注. */
export function storageCells(item: StoredItem, zone: Zone): readonly Cell[] {
  return [
    cell(dayOf(item.formedMs, zone)),
    cell(item.place),
    cell(item.cameras.join("、")),
    cell(words.videoFormat),
    cell(sizeOf(item.sizeBytes)),
    cell(words.storedIn(partitions[item.partition], item.number)),
    cell(words.byTheHouse),
    cell([item.name, item.held ? words.held : ""].filter((part) => part !== "").join("\n")),
  ];
}

/** 类型 has no column there: it goes to the remarks (C-22). */
function evidenceStorageCells(one: Evidence, zone: Zone): readonly Cell[] {
  return [
    cell(dayOf(one.fixedAtMs, zone)),
    cell(one.place),
    cell(one.cameras.join("、")),
    cell(words.videoFormat),
    cell(sizeOf(one.sizeBytes)),
    cell(one.storedAt),
    keeperCell(one, zone),
    cell(words.evidenceOf(one.what)),
  ];
}

/** 时间 地点 类型 使用探头 储存位置 储存人签名. */
export function eventCells(one: Evidence, zone: Zone): readonly Cell[] {
  return [
    cell(spanOf(one, zone)),
    cell(one.place),
    cell(one.what),
    cell(one.cameras.join("、")),
    cell(one.storedAt),
    keeperCell(one, zone),
  ];
}

function keeperCell(one: Evidence, zone: Zone): Cell {
  const line = cell(`${one.keeper} ${dayOf(one.fixedAtMs, zone)}`).text;
  return cell("", [{ strokes: one.signature, line }]);
}

/** Recordings bear their official name; everything else its kind and what tells it apart. */
function nameOf(item: ItemLine): string {
  if (item.kind === "footage") return item.name;
  const paper = paperKinds.find((kind) => item.source === "paper" && kind === item.name);
  return `${sourceWords[item.source]} ${paper === undefined ? item.name : paperWords[paper]}`;
}

/** A device in use has no end yet: its term begins when it is taken out of use. */
function untilOf(item: ItemLine, zone: Zone): string {
  if (item.minUntilMs !== null) return dayOf(item.minUntilMs, zone);
  return item.kind === "equipment" && !item.held ? words.inUse : words.withoutEnd;
}

function sizeOf(sizeBytes: number): string {
  const megabytes = sizeBytes / 1_000_000;
  return megabytes < 1_000 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1_000).toFixed(2)} GB`;
}
