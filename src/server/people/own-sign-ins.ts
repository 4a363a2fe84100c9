import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { SignInLine } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { signInLine } from "./list-sign-ins.ts";
import { selectOwnSignIns } from "./sign-ins.store.ts";

export type OwnLine = SignInLine & { readonly differs: boolean; readonly own: boolean };

/** The caller's own sign-ins, newest first, each compared with the one before it. */
export async function listOwnSignIns(
  house: House,
  actor: PersonActor,
  page: { readonly beforeMs?: number | undefined },
): Promise<Outcome<{ lines: OwnLine[]; more: boolean }>> {
  const rows = await selectOwnSignIns(house.db, actor.accountId, {
    beforeMs: page.beforeMs,
    rowsMost: limits.ownSignIns + 1,
  });
  const lines = rows.slice(0, limits.ownSignIns).map((row, at) => {
    const before = rows[at + 1];
    const differs =
      before !== undefined && (before.terminal !== row.terminal || before.address !== row.address);
    const { login, name } = actor;
    return {
      ...signInLine({ ...row, login, name }),
      differs,
      own: row.sign_in_id === actor.signInId,
    };
  });
  return granted({ lines, more: rows.length > limits.ownSignIns });
}
