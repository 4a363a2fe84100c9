import type { Post, Step, Strokes } from "../../contract/approval.ts";
import type { FormName } from "../../contract/forms.ts";
import type { AccessRecord, GrantUse } from "./access-record.ts";
import {
  formWords as words,
  operationWords,
  paperWords,
  postWords,
  purposeWords,
  stateWords,
  useWords,
} from "./forms/words.ts";
import { type Zone, dayOf, minuteOf, spanOf } from "./form-times.ts";

/** A signature in a cell: the hand where it was drawn, and always who and when. */
export interface Mark {
  readonly strokes: Strokes | null;
  readonly line: string;
}

export interface Cell {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A cell as plain text, for the screen, the table file and the digest. */
export function cellText({ text, marks }: Cell): string {
  return [text, ...marks.map((mark) => mark.line)].filter((part) => part !== "").join("\n");
}

const mostCharacters = 2_000;

/** Whatever people typed, as it can stand in a cell: well-formed, no controls, bounded. */
export function cell(text: string, marks: readonly Mark[] = []): Cell {
  const plain = text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    // oxlint-disable-next-line no-control-regex -- controls and directions are what is taken out
    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      " ",
    )
    .trim();
  return { text: plain.slice(0, mostCharacters).toWellFormed(), marks };
}

export type CaseForm = Extract<FormName, "F-03" | "F-08" | "F-20" | "F-23" | "F-38">;

/** The cells of a case on its form, in the order of the form's columns. */
export function caseCells(form: CaseForm, record: AccessRecord, zone: Zone): readonly Cell[] {
  const rows: Readonly<Record<CaseForm, () => readonly Cell[]>> = {
    "F-03": () => campusCells(record, zone),
    "F-08": () => retrievalCells(record, zone),
    "F-20": () => viewingCells(record, zone),
    "F-23": () => approvalCells(record, zone),
    "F-38": () => publicationCells(record, zone),
  };
  return rows[form]();
}

/** 日期 地点 查阅/调用人 事由 介绍信函 是否拷贝 查阅/调用人签字 管理员签字 备注. */
function campusCells(record: AccessRecord, zone: Zone): readonly Cell[] {
  return [
    cell(dayOf(record.filedAtMs, zone)),
    cell(record.venues.join("、")),
    cell(personOf(record)),
    cell(reasonOf(record)),
    cell(papersOf(record)),
    cell(record.copied ? words.yes : words.no),
    cell(""),
    cell("", handlerMarks(record, zone)),
    cell(remarkOf(record)),
  ];
}

/** 调取单位 调取内容 用途 经办人 归还时间. */
function retrievalCells(record: AccessRecord, zone: Zone): readonly Cell[] {
  return [
    cell(record.unit === "" ? record.requester : record.unit),
    cell(
      [...record.items, spanOf(record.range, zone), record.cameras.join("、")]
        .filter(filled)
        .join("\n"),
    ),
    cell(reasonOf(record)),
    cell(record.handler),
    cell(returnOf(record, zone)),
  ];
}

/** 日期 查阅人 部门 查阅资料名称 查阅事由 查阅方式 起止时间 管理员签字 备注. */
function viewingCells(record: AccessRecord, zone: Zone): readonly Cell[] {
  return [
    cell(dayOf(record.filedAtMs, zone)),
    cell(record.requester),
    cell(record.unit),
    cell(record.items.join("\n")),
    cell(reasonOf(record)),
    cell(words.online),
    cell(record.window === null ? "" : spanOf(record.window, zone)),
    cell("", stepMarks(record, ["administrator", "first"], zone)),
    cell(remarkOf(record)),
  ];
}

/** 申请单位/个人 联系方式 证件/介绍信 申请类型 摄像机 起止时间 用途 两级意见签字 经办监控人员 完成时间 备注. */
function approvalCells(record: AccessRecord, zone: Zone): readonly Cell[] {
  const done = record.handedOver?.atMs ?? record.uses.at(-1)?.atMs ?? record.closedAtMs;
  const cameras = record.cameras.length > 0 ? record.cameras.join("、") : words.allCameras;
  return [
    cell(personOf(record)),
    cell(record.contact),
    cell(papersOf(record)),
    cell(kindOf(record)),
    cell([record.venues.join("、"), cameras].filter(filled).join("\n")),
    cell(spanOf(record.range, zone)),
    cell(reasonOf(record)),
    opinionCell(record, "first", zone),
    opinionCell(record, "second", zone),
    cell(record.handedOver?.name ?? record.uses.at(-1)?.name ?? ""),
    cell(done === null || done === undefined ? "" : minuteOf(done, zone)),
    cell(remarkOf(record)),
  ];
}

/** 日期 发布单位 发布内容 事由 画面遮挡 审批意见签字 经办人 交付时间 备注. */
function publicationCells(record: AccessRecord, zone: Zone): readonly Cell[] {
  const decided = record.approvals.filter((step) => step.decidedAtMs !== null);
  const { handedOver } = record;
  return [
    cell(dayOf(record.filedAtMs, zone)),
    cell(record.unit === "" ? record.requester : record.unit),
    cell([...record.items, spanOf(record.range, zone)].filter(filled).join("\n")),
    cell(reasonOf(record)),
    cell(words.mustMask),
    cell(
      decided.map(opinionOf).join("\n"),
      decided.map((step) => markOf(step, zone)),
    ),
    cell(record.handler),
    cell(handedOver === null ? "" : minuteOf(handedOver.atMs, zone)),
    cell(remarkOf(record)),
  ];
}

/** 调取人员 调取时间 调取用途. */
export function useCells(
  use: GrantUse,
  record: AccessRecord | undefined,
  zone: Zone,
): readonly Cell[] {
  const reason = record === undefined ? "" : reasonOf(record);
  const what = `${useWords[use.use]}（${words.requestNumber(use.serial)}）`;
  return [
    cell(use.name),
    cell(minuteOf(use.atMs, zone)),
    cell([reason, what].filter(filled).join("\n")),
  ];
}

/** ☑ and ☐ are drawn by the templates. */
function kindOf({ mode }: AccessRecord): string {
  const ticked = mode === "view" ? "查看" : mode === "clip" || mode === "lend" ? "复制" : "调取";
  return words.kinds.map((kind) => `${kind === ticked ? "☑" : "☐"}${kind}`).join("\n");
}

function reasonOf(record: AccessRecord): string {
  const purpose = record.purpose === null ? "" : purposeWords[record.purpose];
  return [purpose === "" ? operationWords[record.mode] : purpose, record.reason]
    .filter(filled)
    .join("：");
}

function personOf(record: AccessRecord): string {
  return [record.unit, record.handler === "" ? record.requester : record.handler]
    .filter(filled)
    .join("\n");
}

function papersOf({ papers }: AccessRecord): string {
  return papers.map((paper) => paperWords[paper.kind]).join("、");
}

function returnOf(record: AccessRecord, zone: Zone): string {
  const { returned, returnDueMs } = record;
  const due = returnDueMs === null ? words.noReturn : words.returnBy(dayOf(returnDueMs, zone));
  if (returned === null) return due;
  const day = dayOf(returned.atMs, zone);
  const back = returned.how === "returned" ? words.returned(day) : words.destroyed(day);
  return returnDueMs === null ? back : `${due}\n${back}`;
}

function remarkOf(record: AccessRecord): string {
  const uses = record.uses.length === 0 ? "" : words.usedTimes(record.uses.length);
  return [words.requestNumber(record.serial), stateWords[record.state], uses]
    .filter(filled)
    .join("；");
}

function opinionCell(record: AccessRecord, post: Post, zone: Zone): Cell {
  const step = record.approvals.find((one) => one.post === post);
  if (step === undefined || step.decidedAtMs === null) return cell("");
  return cell(opinionOf(step), [markOf(step, zone)]);
}

export function opinionOf(step: Step): string {
  if (step.state === "agreed")
    return step.opinion === null || step.opinion === "" ? words.agreed : step.opinion;
  if (step.state !== "disagreed") return "";
  return `${words.disagreed}${step.opinion ?? ""}`;
}

/** The step of the first of these posts that decided. */
function stepMarks(record: AccessRecord, among: readonly Post[], zone: Zone): readonly Mark[] {
  const decided = record.approvals.filter(
    (step) => step.decidedAtMs !== null && among.includes(step.post),
  );
  return decided.slice(0, 1).map((step) => markOf(step, zone));
}

function markOf(step: Step, zone: Zone): Mark {
  const stood = step.standingFor === null ? "" : `（${words.standingFor(step.standingFor)}）`;
  const at = step.decidedAtMs === null ? "" : dayOf(step.decidedAtMs, zone);
  return { strokes: step.signature, line: cell(`${step.name ?? ""}${stood} ${at}`).text };
}

/** Who handed it over; for a view, who registered it. */
function handlerMarks(record: AccessRecord, zone: Zone): readonly Mark[] {
  const { handedOver } = record;
  if (handedOver === null) return stepMarks(record, ["administrator"], zone);
  const line = cell(`${handedOver.name} ${dayOf(handedOver.atMs, zone)}`).text;
  return [{ strokes: null, line }];
}

/** What a post is called in the case's kind of institution. */
export function postName(record: AccessRecord, post: Post): string {
  return postWords[record.profile][post];
}

const filled = (text: string): boolean => text !== "";
