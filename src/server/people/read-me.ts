import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { MyAccount } from "../../contract/routes/my-account.ts";
import type { Me } from "../../contract/routes/people.ts";
import { leastCharacters, mustChange, packs } from "../../kernel/password-pack.ts";
import type { House } from "../../platform/house.ts";
import { currentPolicy, lockAfterMs, policyOf, signedInStanding } from "./account-policy.ts";
import { countRecoveryCodes, selectSecondFactor } from "./second-factor.store.ts";
import { type SignInRow, selectOpenSignInsById, selectOwnSignIns } from "./sign-ins.store.ts";

/** The institution's name belongs to places; the desk adds it. */
export type Myself = Omit<Me, "institution" | "holdsFirst">;

/** What the page needs to know of the person before it. */
export async function readMe(house: House, actor: PersonActor): Promise<Outcome<Myself>> {
  const [row] = await selectOpenSignInsById(house.db, house.siteId, [actor.signInId]);
  if (row === undefined) return refused("not_signed_in");
  const { state, dueMs, remindDays } = signedInStanding(house, row);
  return granted({
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    role: row.role,
    permissions: [...rolePermissions[row.role]],
    mustChangeSecret: mustChange(state),
    secret: { state, setAtMs: row.secret_set_at_ms, dueMs, remindDays },
    how: row.how,
    signedInAtMs: row.started_at_ms,
    lastSignIn: await signInBefore(house, row),
    idleLimitMs: lockAfterMs(policyOf(row.settings), row.address),
    terminal: row.terminal,
    demonstration: house.config.demonstration,
    timeZone: house.config.timeZone,
  });
}

/** Shown to the person, who alone knows whether it was them (S0-13a: no lending of accounts). */
async function signInBefore(house: House, row: SignInRow): Promise<Me["lastSignIn"]> {
  const page = { beforeMs: row.started_at_ms, rowsMost: 1 };
  const [before] = await selectOwnSignIns(house.db, row.account_id, page);
  if (before === undefined) return null;
  const { started_at_ms: startedAtMs, terminal, address } = before;
  const differs = terminal !== row.terminal || address !== row.address;
  return { startedAtMs, terminal, address, differs };
}

/** How the person's own account is secured. */
export async function readMyAccount(house: House, actor: PersonActor): Promise<Outcome<MyAccount>> {
  const { pack } = await currentPolicy(house);
  const factor = await selectSecondFactor(house.db, actor.accountId);
  const sinceMs = factor?.confirmed_at_ms ?? null;
  return granted({
    pack,
    leastCharacters: leastCharacters(pack, sinceMs !== null),
    history: packs[pack].history,
    secondFactor:
      sinceMs === null
        ? null
        : { sinceMs, recoveryCodesLeft: await countRecoveryCodes(house.db, actor.accountId) },
  });
}
