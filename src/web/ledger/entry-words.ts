import { entryKinds, type EntryKind } from "../../contract/entries.ts";
import { Subject } from "../../contract/entries.ts";
import { MarkCode } from "../../contract/looking.ts";
import { refusals } from "../../contract/refusals.ts";
import type { Answer } from "../ask.ts";
import { daySecond, length, size } from "../look/times.ts";
import { fieldNames } from "../words/zh-CN/fields.ts";
import type { Say } from "../words/index.ts";
import { valueWord } from "../words/value-words.ts";
import { listed } from "../words/listed.ts";

export type Line = Answer<"ledger.list">["lines"][number];

export const kindNames: readonly EntryKind[] = Object.keys(entryKinds).filter(
  (name): name is EntryKind => Object.hasOwn(entryKinds, name),
);

/** A kind in words; one written by a later version as it stands. */
export function kindWord(t: Say, kind: string): string {
  const known = kindNames.find((name) => name === kind);
  return known === undefined ? kind : t(`terms/entryKinds/${known}`);
}

export function subjectWord(t: Say, type: string): string {
  const known = Subject.shape.type.options.find((name) => name === type);
  return known === undefined ? type : t(`terms/subjects/${known}`);
}

type FieldName = keyof typeof fieldNames;
function isFieldName(field: string): field is FieldName {
  return Object.hasOwn(fieldNames, field);
}

/** Fields that mean another thing by what they hold. */
const byValue: Readonly<Record<string, (value: unknown) => FieldName | undefined>> = {
  code: (value) => {
    if (MarkCode.safeParse(value).success) return "markCode";
    return typeof value !== "string" || Object.hasOwn(refusals, value) ? undefined : "ownCode";
  },
  late: (value) => (typeof value === "number" ? "lateCount" : undefined),
  serial: (value) => (typeof value === "string" ? "number" : undefined),
};

/** A field of an entry in words; one of a later version as it stands. */
export function fieldWord(t: Say, field: string, value?: unknown): string {
  const other = Object.hasOwn(byValue, field) ? byValue[field]?.(value) : undefined;
  if (other !== undefined) return t(`fields/${other}`);
  // Who acted goes into the personal part as parts of the actor.
  const name = field.replace(/^actor\.(\w)/, (_, first: string) => `actor${first.toUpperCase()}`);
  return isFieldName(name) ? t(`fields/${name}`) : field;
}

const systemNames = [
  "setup",
  "recorder",
  "vault",
  "scheduler",
  "ledger",
  "operator",
  "gate",
] as const;

/** The lesson an entry is about, by its subject or by what it tells. */
export function lessonOf(line: Pick<Line, "subject" | "body">): string | undefined {
  if (line.subject.type === "lesson") return line.subject.id;
  const told = line.body["lessonId"];
  return typeof told === "string" ? told : undefined;
}

/** The person's name, or which part of the house acted by itself. */
export function actorWord(t: Say, name: string): string {
  const system = systemNames.find((one) => one === name);
  return system === undefined ? name : t(`systems/${system}`);
}

export interface ChangeRow {
  readonly field: string;
  /** The field in words. */
  readonly word: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between before and after, one row a field; undefined where the body is no change. */
export function changeRows(
  t: Say,
  body: Readonly<Record<string, unknown>>,
): readonly ChangeRow[] | undefined {
  if (!("before" in body) || !("after" in body)) return undefined;
  return changesBetween(t, body["before"], body["after"]);
}

export function changesBetween(t: Say, before: unknown, after: unknown): readonly ChangeRow[] {
  const old = isRecord(before) ? before : {};
  const now = isRecord(after) ? after : {};
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return fields
    .map((field) => ({
      field,
      word: fieldWord(t, field, now[field] ?? old[field]),
      before: textOf(t, field, old[field]),
      after: textOf(t, field, now[field]),
    }))
    .filter((row) => row.before !== row.after);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One value for people: names in words, instants as times, lengths as lengths, lists joined. */
export function textOf(t: Say, field: string, value: unknown): string {
  if (value === null || value === undefined) return none;
  if (typeof value === "number") {
    if (field.endsWith("Ms")) return value > 1e11 ? daySecond(value) : length(value);
    return field.endsWith("Bytes") ? size(value) : String(value);
  }
  if (typeof value === "string") return termText(t, value) ?? valueWord(t, field, value);
  if (typeof value === "boolean") return value ? t("common/yes") : t("common/no");
  if (Array.isArray(value)) {
    const parts = value.map((one: unknown) => textOf(t, field, one));
    return parts.length === 0 ? none : value.some(isRecord) ? parts.join("；") : listed(parts);
  }
  return isRecord(value) ? partsText(t, value) : none;
}

const none = "—";

/** A keeping term as the rules write it: `P3Y`, `P30D` (ISO 8601). */
function termText(t: Say, value: string): string | undefined {
  const [, n, unit] = /^P(\d{1,4})([YD])$/.exec(value) ?? [];
  if (n === undefined) return undefined;
  return t(unit === "Y" ? "ownTerms/years" : "ownTerms/days", { n });
}

/** The parts of a nested value, ids and digests left out: they say nothing to people. */
function partsText(t: Say, record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .filter(([field, value]) => !isIdField(field) && !isKey(value))
    .map(([field, value]) => `${fieldWord(t, field, value)} ${textOf(t, field, value)}`)
    .join(" · ");
}

function isIdField(field: string): boolean {
  return /Ids?$/.test(field);
}

/** An id or a digest. */
function isKey(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/.test(value)
  );
}

/** What was added shows its value, what was changed both. */
function rowText(row: ChangeRow): string {
  const change = row.before === none ? row.after : `${row.before} → ${row.after}`;
  return `${row.word} ${change}`;
}

/** The body in one line. */
export function summary(t: Say, line: Line): string {
  const personal = [
    ...new Set(
      Object.entries(line.personal).flatMap(([field, text]) =>
        field.startsWith("actor") || text === line.actorName || isKey(text) ? [] : [text],
      ),
    ),
  ];
  const changes = changeRows(t, line.body)?.filter((row) => !isIdField(row.field));
  if (changes !== undefined) {
    const named = changes.find(
      (row) => row.field === "name" || row.field === "project" || row.field === "label",
    );
    const shown =
      named === undefined
        ? changes.slice(0, 2)
        : [named, ...changes.filter((row) => row !== named).slice(0, 1)];
    return [...personal, ...shown.map((row) => rowText(row))].join(" · ");
  }
  const plain = Object.entries(line.body).filter(
    ([field, value]) =>
      !isIdField(field) && !isKey(value) && value !== null && typeof value !== "object",
  );
  return [
    ...personal,
    ...plain
      .slice(0, 4)
      .map(([field, value]) => `${fieldWord(t, field, value)} ${textOf(t, field, value)}`),
  ].join(" · ");
}
