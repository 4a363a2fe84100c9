import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import { type AccountRow, selectAccounts } from "./accounts.store.ts";

export interface HrPerson {
  readonly personKey: string;
  readonly name: string;
}
export interface RosterComparison {
  readonly persons: number;
  readonly withoutAccount: readonly HrPerson[];
  readonly notListed: readonly (HrPerson & { readonly login: string })[];
  readonly otherName: readonly (HrPerson & { readonly accountName: string })[];
  /** Listed twice: one of the lines is somebody else's, or one person has two numbers. */
  readonly twice: readonly HrPerson[];
}

const sheetLimits = { rowsMost: 5_001, columnsMost: 40, cellCharacters: 200 };
const keyHeadings = ["工号", "学号", "工号或学号", "人员编号", "编号", "number", "person key"];
const nameHeadings = ["姓名", "name"];

/**
 * Compares the open accounts with the personnel list (账号名册 vs 人事名单, S0-13a): an XLSX or CSV
 * whose first row names a column 工号 and a column 姓名. Nothing of the file is kept.
 */
export async function compareRoster(
  house: House,
  _actor: Actor,
  bytes: Uint8Array,
): Promise<Outcome<RosterComparison>> {
  const table = await readTable(bytes, sheetLimits);
  if (!table.ok) return table;
  const [head = [], ...rows] = table.value;
  const [keyAt, nameAt] = [columnOf(head, keyHeadings), columnOf(head, nameHeadings)];
  if (keyAt < 0 || nameAt < 0)
    return refused("timetable_unreadable", { missing: keyAt < 0 ? "工号" : "姓名" });
  const listed = rows
    .map((row) => ({ personKey: (row[keyAt] ?? "").trim(), name: (row[nameAt] ?? "").trim() }))
    .filter((person) => person.personKey !== "")
    .map((person) => ({
      personKey: person.personKey.slice(0, 64),
      name: person.name.slice(0, limits.nameCharacters),
    }));
  const accounts = await selectAccounts(house.db, house.siteId);
  return granted(
    compared(
      listed,
      accounts.filter((row) => row.closed_at_ms === null),
    ),
  );
}

function columnOf(head: readonly string[], headings: readonly string[]): number {
  return head.findIndex((cell) => headings.includes(cell.trim().toLowerCase()));
}

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

function compared(listed: readonly HrPerson[], accounts: readonly AccountRow[]): RosterComparison {
  const byKey = new Map(accounts.map((row) => [plain(row.person_key), row]));
  const seen = new Set<string>();
  const twice: HrPerson[] = [];
  for (const person of listed) {
    const key = plain(person.personKey);
    if (seen.has(key)) twice.push(person);
    seen.add(key);
  }
  return {
    persons: seen.size,
    withoutAccount: listed.filter((person) => !byKey.has(plain(person.personKey))),
    notListed: accounts
      .filter((row) => !seen.has(plain(row.person_key)))
      .map((row) => ({ personKey: row.person_key, name: row.name, login: row.login })),
    otherName: listed.flatMap((person) => {
      const row = byKey.get(plain(person.personKey));
      return row === undefined || plain(row.name) === plain(person.name)
        ? []
        : [{ ...person, accountName: row.name }];
    }),
    twice,
  };
}
