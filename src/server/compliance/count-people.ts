import type { Account } from "../../contract/routes/people.ts";
import { dutyFaults } from "../../kernel/compliance/duty-faults.ts";
import type { House } from "../../platform/house.ts";
import { lessons } from "../lessons/index.ts";
import { accounts } from "../people/index.ts";
import { guardedTables } from "./guards.store.ts";
import { type Span, strangerOf, told } from "./reader.ts";

const system = { kind: "system", name: "scheduler" } as const;
const monthMs = 31 * 86_400_000;
const lookers = ["teacher", "manager", "operator", "student"] as const;

/** Accounts as they stand, and whether a person without any right would be shown anything. */
export async function countPeople(house: House, year: Span) {
  const { accounts: all } = told(await accounts.list(house, system));
  const open = all.filter((one) => one.state !== "closed");
  const acting = open.filter((one) => one.state !== "expired");
  const external = open.filter((one) => one.category === "external");
  const secrets = (state: Account["secret"]["state"]) =>
    acting.filter((one) => one.secret.state === state).length;
  const tables = await guardedTables(house.db);
  return {
    accountsOpen: acting.length,
    accountsExternal: external.length,
    externalEndless: external.filter((one) => one.expiresAtMs === null).length,
    externalExpired: external.filter((one) => one.state === "expired").length,
    directorsMissing: acting.some((one) => one.role === "director") ? 0 : 1,
    secretsFirst: secrets("first"),
    secretsExpired: secrets("expired"),
    secretsWeak: secrets("weak"),
    ...dutyFaults(acting),
    strangerLooks: lookers.length,
    strangerSees: await strangersSee(house, year),
    tablesGuarded: tables.guarded,
    tablesUnguarded: tables.unguarded,
  };
}

/** Lessons shown to persons to whom nothing belongs: none, or the rows are not kept apart (S0-9.1). */
async function strangersSee(house: House, { toMs }: Span): Promise<number> {
  let seen = 0;
  for (const role of lookers) {
    const listed = await lessons.list(house, strangerOf(house, role), {
      fromMs: toMs - monthMs,
      toMs,
    });
    seen += listed.ok ? listed.value.lessons.length : 1;
  }
  return seen;
}
