import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { LookRight } from "../../contract/looking.ts";
import type { Role } from "../../contract/roles.ts";
import type { Look } from "../../kernel/access.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts, signIns } from "../people/index.ts";
import { type ViewingRow, findViewing } from "./access.store.ts";
import { whyDestroyed } from "./destroyed-look.ts";
import { rightToLook } from "./right-to-look.ts";

/**
 * The right to look at one lesson now. Only this room makes one: playback takes it as a value, so a
 * missing check does not compile.
 */
class GrantedViewing {
  readonly viewingId: string;
  readonly lessonId: string;
  readonly signInId: string;
  readonly accountId: string;
  readonly right: LookRight;
  readonly span: Span;
  readonly expiresAtMs: number;
  readonly #cameraIds: readonly string[] | null;

  constructor(row: ViewingRow, look: Look) {
    this.viewingId = row.viewing_id;
    this.lessonId = row.lesson_id;
    this.signInId = row.sign_in_id;
    this.accountId = row.account_id;
    this.right = look.right;
    this.span = look.span;
    this.expiresAtMs = row.expires_at_ms;
    // A private member also makes the type nominal: no object literal passes for it.
    this.#cameraIds = look.cameraIds;
  }

  /** Whether this camera may be seen. */
  shows(cameraId: string): boolean {
    return this.#cameraIds === null || this.#cameraIds.includes(cameraId);
  }
}
export type Viewing = GrantedViewing;

/**
 * The caller's own open viewing. Somebody else's is not found; one that has ended says so, and one whose
 * lesson is being destroyed says by which case.
 */
export async function useViewing(
  house: House,
  actor: PersonActor,
  viewingId: string,
): Promise<Outcome<Viewing>> {
  const row = await findViewing(house.db, house.siteId, viewingId);
  if (row === undefined || row.account_id !== actor.accountId) return refused("not_found");
  const destroyed = await whyDestroyed(house, row.lesson_id);
  if (destroyed !== undefined) return destroyed;
  if (row.sign_in_id !== actor.signInId || !isOpen(house, row)) return refused("viewing_closed");
  const look = await standingLook(house, row, actor.role);
  return look === undefined ? refused("viewing_closed") : granted(new GrantedViewing(row, look));
}

/** Whether a viewing still holds: open, its sign-in alive, its right standing. Asked while bytes flow. */
export async function stillHolds(house: House, viewing: Viewing): Promise<boolean> {
  const row = await findViewing(house.db, house.siteId, viewing.viewingId);
  if (row === undefined || !isOpen(house, row)) return false;
  if ((await whyDestroyed(house, row.lesson_id)) !== undefined) return false;
  const { unlocked } = await signIns.standing(house, [row.sign_in_id]);
  if (!unlocked.has(row.sign_in_id)) return false;
  const account = (await findAccounts(house, [row.account_id])).get(row.account_id);
  return account !== undefined && stillMay(house, row, account.role);
}

/** Whether the right a viewing was opened by stands now. */
export async function stillMay(house: House, row: ViewingRow, role: Role): Promise<boolean> {
  return (await standingLook(house, row, role)) !== undefined;
}

async function standingLook(house: House, row: ViewingRow, role: Role): Promise<Look | undefined> {
  const who = { accountId: row.account_id, role };
  const right = await rightToLook(house, who, { lessonId: row.lesson_id, purpose: row.purpose });
  if (!right.ok) return undefined;
  const { look } = right.value;
  const same = look.right === row.right_name && (look.grant?.requestId ?? null) === row.request_id;
  return same ? look : undefined;
}

function isOpen(house: House, row: ViewingRow): boolean {
  return row.closed_at_ms === null && house.clock.now() < row.expires_at_ms;
}
