import type { Actor } from "../../contract/actor.ts";
import type { Role } from "../../contract/roles.ts";
import { type Refusal, refused } from "../../contract/outcome.ts";
import { judgeDuties } from "../../kernel/duties.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type AccountRow, countLastingAdministrators } from "./accounts.store.ts";
import type { Category } from "./people-tables.ts";

/** What may be set and changed of an account. */
export interface AccountInput {
  readonly name: string;
  readonly category: Category;
  readonly role: Role;
  readonly expiresAtMs: number | null;
  readonly venueIds: readonly string[];
}

/** An external person's account has an end, and no account begins after its end (S0-2b). */
export function judgeExpiry(input: AccountInput, nowMs: number): Refusal | undefined {
  if (input.category === "external" && input.expiresAtMs === null) return refused("expiry_missing");
  if (input.expiresAtMs !== null && input.expiresAtMs <= nowMs)
    return refused("span_invalid", { field: "expiresAtMs" });
  return undefined;
}

/**
 * Separation of duties (section 4.3), judged once more where it is written: one person has one
 * account and so one role, and nobody gives rights to themselves.
 */
export function judgeAssignment(
  actor: Actor,
  { category, role, expiresAtMs, venueIds }: AccountInput,
  before: AccountRow | undefined,
): Refusal | undefined {
  const own = actor.kind === "person" && actor.accountId === before?.account_id;
  const duties = judgeDuties({
    category,
    role,
    expires: expiresAtMs !== null,
    alsoHeld: [],
    ownRole: own ? before?.role : undefined,
  });
  const bar = duties.find((duty) => !duty.allowed);
  if (bar !== undefined && bar.code !== "small_site") return refused(bar.code, bar.facts);
  const area = new Set(before?.venue_ids);
  return own && venueIds.some((venueId) => !area.has(venueId))
    ? refused("own_rights", { role })
    : undefined;
}

/**
 * The house always keeps an administrator who can act and whose account has no end. Call with the
 * administration locked.
 */
export async function judgeLastAdministrator(
  tx: Writing,
  house: House,
  { before, stays }: { readonly before: AccountRow; readonly stays: boolean },
): Promise<Refusal | undefined> {
  const lasting =
    before.role === "admin" && before.closed_at_ms === null && before.expires_at_ms === null;
  if (!lasting || stays) return undefined;
  const others = await countLastingAdministrators(tx, house.siteId, before.account_id);
  return others === 0 ? refused("last_admin") : undefined;
}
