import type { ExamCandidate } from "../../contract/osce.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import {
  type SheetFault,
  type SheetPerson,
  readRoster,
} from "../../kernel/attendance/roster-sheet.ts";
import type { House } from "../../platform/house.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import { listStudents } from "../people/index.ts";

/**
 * Reads the roster sheet as candidates: whose number is a student's account is that student, everybody else
 * takes part without one. One bad cell and nothing is taken; nothing is kept.
 */
export async function readCandidates(
  house: House,
  bytes: Uint8Array,
): Promise<Outcome<{ candidates: ExamCandidate[]; faults: readonly SheetFault[] }>> {
  const table = await readTable(bytes, {
    rowsMost: limits.examCandidates + 1,
    columnsMost: 20,
    cellCharacters: 500,
  });
  if (!table.ok) return table;
  const read = readRoster(table.value);
  const students = new Map((await listStudents(house)).map((one) => [one.login, one]));
  const faults = [...read.faults];
  const candidates = read.people.map((person): ExamCandidate => {
    const { name, number } = person;
    const student = students.get(number.toLowerCase());
    faults.push(...faultsOf(person, student?.name));
    const candidateId = student?.accountId ?? house.newId();
    return { candidateId, name, number, accountId: student?.accountId ?? null };
  });
  const sorted = faults.toSorted((a, b) => a.row - b.row).slice(0, limits.rosterNames);
  return granted({ candidates: sorted.length > 0 ? [] : candidates, faults: sorted });
}

function faultsOf({ row, number, name }: SheetPerson, known: string | undefined): SheetFault[] {
  const value = (text: string) => text.slice(0, 200);
  if (number.length > 40) return [{ row, column: "学号", code: "too-long", value: value(number) }];
  return known !== undefined && known.normalize("NFC") !== name
    ? [{ row, column: "姓名", code: "other-name", value: value(name) }]
    : [];
}
