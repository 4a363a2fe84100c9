import type { Account } from "../../contract/routes/people.ts";
import { categoryRoles, forbiddenPair } from "../duties.ts";

type Held = Pick<Account, "personKey" | "category" | "role">;

/** Roles held against the separation of duties (4.3, S0-2b), and persons with more accounts than one (S0-13a). */
export function dutyFaults(accounts: readonly Held[]): {
  readonly dutyViolations: number;
  readonly doubleAccounts: number;
} {
  const persons = [...Map.groupBy(accounts, (one) => one.personKey).values()];
  const pairs = persons.filter((own) => forbiddenPair(own.map((one) => one.role)) !== undefined);
  const misfit = accounts.filter((one) => !categoryRoles[one.category].includes(one.role));
  return {
    dutyViolations: pairs.length + misfit.length,
    doubleAccounts: persons.filter((own) => own.length > 1).length,
  };
}
