import type { PersonActor } from "../../contract/actor.ts";
import type { Board, InspectorAnswer } from "../../contract/compliance.ts";
import { Fault } from "../../contract/faults.ts";
import { formNames } from "../../contract/forms.ts";
import type { FormSheet } from "../../contract/form-sheet.ts";
import type { Outcome } from "../../contract/outcome.ts";
import { utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { House } from "../../platform/house.ts";
import { completion, interruptions } from "../completion/index.ts";
import { compliance } from "../compliance/index.ts";
import { lessonsOfSpan } from "../lessons/index.ts";
import { site } from "../places/index.ts";
import { type CasesOf, registers } from "../registers/index.ts";
import { boardSheet } from "./board-sheet.ts";
import type { PackRow } from "./evidence-pack.store.ts";
import { policiesOf } from "./gather-policies.ts";
import type { Staging } from "./staging.ts";

export interface PackPorts {
  /** The cases a register's lines are told from. */
  readonly casesOf: CasesOf;
  /** How a form becomes a sheet. */
  readonly typeset: (house: House, sheet: FormSheet, printedBy: string) => Promise<Uint8Array>;
}

/** What a pack is gathered for and by whom it is read. */
export interface Gathering {
  readonly row: PackRow;
  readonly reader: PersonActor;
  readonly institution: string;
}

/**
 * Writes down everything that goes under `data/evidence/`, read with the rights of whoever asked; yields
 * after each bounded step.
 */
export async function* gatherEvidence(
  house: House,
  of: { readonly row: PackRow; readonly reader: PersonActor; readonly ports: PackPorts },
  staging: Staging,
): AsyncGenerator<number> {
  const read = await site.read(house);
  const gathering = { ...of, institution: read.ok ? read.value.name : "" };
  const period = { fromMs: of.row.from_ms, toMs: of.row.to_ms };
  const board = said(await compliance.board(house, of.reader));
  yield 1;
  const answers = said(await compliance.answers(house, of.reader, period));
  await staging.addText("board.json", json(board));
  await staging.addText("answers.json", json(answers));
  yield 1;
  await addSheet(house, { ...gathering, board, answers }, staging);
  yield 1;
  yield* addRegisters(house, of, staging);
  yield* addLessons(house, of, staging);
  const policies = await policiesOf(house, of.reader, period);
  await staging.addText("policies.json", json(policies));
  await staging.addText("period.json", periodText(gathering));
  yield 1;
}

async function addSheet(
  house: House,
  of: Gathering & {
    readonly ports: PackPorts;
    readonly board: Board;
    readonly answers: readonly InspectorAnswer[];
  },
  staging: Staging,
): Promise<void> {
  const sheet = boardSheet(house, of);
  await staging.addBytes("board.pdf", await of.ports.typeset(house, sheet, of.row.asked_by));
}

async function* addRegisters(
  house: House,
  of: { readonly row: PackRow; readonly reader: PersonActor; readonly ports: PackPorts },
  staging: Staging,
): AsyncGenerator<number> {
  const period = { fromMs: of.row.from_ms, toMs: of.row.to_ms };
  for (const form of formNames) {
    const ask = { casesOf: of.ports.casesOf, form, ...period };
    const { title, columns, rows, xlsx } = said(await registers.tell(house, ask));
    await staging.addText(`registers/${form}.json`, json({ form, title, columns, rows }));
    await staging.addBytes(`registers/${form}.xlsx`, xlsx);
    yield 1;
  }
  const { lines } = said(await interruptions.list(house, of.reader, period));
  await staging.addText("registers/F-25.json", json({ form: "F-25", rows: lines }));
  yield 1;
}

async function* addLessons(
  house: House,
  { row }: { readonly row: PackRow },
  staging: Staging,
): AsyncGenerator<number> {
  const found = await lessonsOfSpan(house, { startMs: row.from_ms, endMs: row.to_ms });
  const file = await staging.grow("lessons.jsonl");
  for (const facts of found) {
    if (facts.lesson.state !== "cancelled")
      await file.append(utf8(json(await completion.account(house, facts))));
    yield 1;
  }
  await file.end();
}

/** Period, asker and reason, for machines. */
function periodText({ row, institution }: Gathering): string {
  return json({
    version: 1,
    packId: row.pack_id,
    institution,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    askedBy: row.asked_by,
    role: row.role,
    askedAtMs: row.asked_at_ms,
    reason: row.reason,
  });
}

function json(value: unknown): string {
  return `${canonicalJson(value)}\n`;
}

/** What is refused ends the making, by the refusal's own code. */
function said<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Fault("input", outcome.code);
}
