import { type Outcome, granted } from "../../contract/outcome.ts";
import type { ToldOne } from "../../contract/playbooks.ts";
import { roleNames, rolePermissions } from "../../contract/roles.ts";
import type { House } from "../../platform/house.ts";
import { accounts, listStudents } from "../people/index.ts";

/** Accounts that can be told of an event, and those a measure may be about. */
export async function listToldOnes(
  house: House,
): Promise<Outcome<{ told: ToldOne[]; accounts: ToldOne[] }>> {
  const all: ToldOne[] = [];
  for (const role of roleNames) {
    const found =
      role === "student" ? await listStudents(house) : await accounts.withRole(house, role);
    for (const { accountId, name, login } of found) all.push({ accountId, name, login, role });
  }
  const told = all.filter((one) => rolePermissions[one.role].includes("incident.read"));
  return granted({ told, accounts: all });
}
