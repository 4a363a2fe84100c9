import type { Actor } from "../../contract/actor.ts";
import type { Snapshot } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { AccountPolicy } from "../../contract/policy.ts";
import { inNetwork, parseAddress, parseNetwork } from "../../kernel/address.ts";
import {
  type SecretStanding,
  defaultPolicy,
  mustChange,
  secretStanding,
} from "../../kernel/password-pack.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import type { AccountRow } from "./accounts.store.ts";
import { saveSettings, selectSettings } from "./policy.store.ts";
import type { SignInRow } from "./sign-ins.store.ts";

/** A stored policy with the defaults for what it does not name yet. */
export function policyOf(settings: unknown): AccountPolicy {
  const stored = typeof settings === "object" && settings !== null ? settings : {};
  return AccountPolicy.parse({ ...defaultPolicy("clinical"), ...stored });
}

/** What holds now. */
export async function currentPolicy(house: House, db: Database = house.db): Promise<AccountPolicy> {
  return policyOf(await selectSettings(db, house.siteId));
}

export async function readPolicy(house: House, _actor: Actor): Promise<Outcome<AccountPolicy>> {
  return granted(await currentPolicy(house));
}

/** Decides anew; entered with before and after (S0-5.1.2). Refuses `bad_input` for an odd network. */
export function changePolicy(
  house: House,
  actor: Actor,
  after: AccountPolicy,
): Promise<Outcome<AccountPolicy>> {
  return act(house, actor, "setting.changed@1", async (tx) => {
    const odd = after.examDesks.find((network) => parseNetwork(network) === undefined);
    if (odd !== undefined) return refused("bad_input", { field: "examDesks", value: odd });
    const before = await currentPolicy(house, tx);
    await saveSettings(tx, { siteId: house.siteId, settings: after, atMs: house.clock.now() });
    return granted({
      value: after,
      subject: { type: "house", id: house.siteId },
      body: { before: snapshot(before), after: snapshot(after) },
    });
  });
}

function snapshot(policy: AccountPolicy): Snapshot {
  return { ...policy };
}

/** Without a sign of life for so long a page at this address is locked (S0-13d), in milliseconds. */
export function lockAfterMs(policy: AccountPolicy, address: string): number {
  const at = parseAddress(address);
  const examDesk = policy.examDesks.some((text) => {
    const network = parseNetwork(text);
    return at !== undefined && network !== undefined && inNetwork(at, network);
  });
  return (examDesk ? policy.examLockMinutes : policy.lockMinutes) * 60_000;
}

/** Since when a sign-in's page is locked, by the person or by idleness; undefined while it is open. */
export function lockedSince(row: SignInRow, nowMs: number): number | undefined {
  if (row.locked_at_ms !== null) return row.locked_at_ms;
  const dueMs = row.active_at_ms + lockAfterMs(policyOf(row.settings), row.address);
  return nowMs >= dueMs ? dueMs : undefined;
}

/** How it stands with an account's password, by the days of the house. */
export function standingOf(
  house: House,
  account: Pick<
    AccountRow,
    | "role"
    | "secret_set_at_ms"
    | "must_change_secret"
    | "secret_long"
    | "second_factor"
    | "own_secret"
  >,
  policy: AccountPolicy,
): SecretStanding {
  if (!account.own_secret) return { state: "exempt", dueMs: null, remindDays: null };
  return secretStanding(
    {
      role: account.role,
      setAtMs: account.secret_set_at_ms,
      oneTime: account.must_change_secret,
      long: account.secret_long,
      secondFactor: account.second_factor,
    },
    policy,
    { nowMs: house.clock.now(), timeZone: house.config.timeZone },
  );
}

/** The same for somebody signed in: who came by another way than the password owes it nothing. */
export function signedInStanding(house: House, row: SignInRow): SecretStanding {
  const byPassword = row.how === "password";
  return standingOf(house, { ...row, own_secret: byPassword }, policyOf(row.settings));
}

export function owesChange(house: House, row: SignInRow): boolean {
  return mustChange(signedInStanding(house, row).state);
}

/** A one-time secret that nobody used in time opens nothing any more (C-47). */
export function oneTimeExpired(
  account: Pick<AccountRow, "must_change_secret" | "secret_set_at_ms">,
  nowMs: number,
): boolean {
  return account.must_change_secret && nowMs - account.secret_set_at_ms >= limits.oneTimeSecretMs;
}
