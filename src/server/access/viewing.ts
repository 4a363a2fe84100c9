import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { LookRight } from "../../contract/looking.ts";
import type { Role } from "../../contract/roles.ts";
import type { Look } from "../../kernel/access.ts";
import { type Span, overlaps } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { containment } from "../containment/index.ts";
import { findAccounts, signIns } from "../people/index.ts";
import { sealed } from "../privacy/index.ts";
import { type ViewingRow, findViewing } from "./access.store.ts";
import { whyDestroyed } from "./destroyed-look.ts";
import { type LookRightNow, rightToLook } from "./right-to-look.ts";

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
  /** Nothing from before or after the span may be handed out, not even the rest of a fragment. */
  readonly isExact: boolean;
  readonly #cameraIds: readonly string[] | null;
  readonly #isolated: Isolated;
  readonly #sealed: readonly Span[];

  constructor(row: ViewingRow, look: Look, kept: KeptFromIt) {
    this.viewingId = row.viewing_id;
    this.lessonId = row.lesson_id;
    this.signInId = row.sign_in_id;
    this.accountId = row.account_id;
    this.right = look.right;
    this.span = look.span;
    this.expiresAtMs = row.expires_at_ms;
    this.isExact = look.exact === true;
    // A private member also makes the type nominal: no object literal passes for it.
    this.#cameraIds = look.cameraIds;
    this.#isolated = kept.isolated;
    this.#sealed = kept.sealed;
  }

  /** Whether this camera may be seen. */
  shows(cameraId: string): boolean {
    return this.#cameraIds === null || this.#cameraIds.includes(cameraId);
  }

  /** The refusal where this camera is cut off by an order of an event (S0-15). */
  whyNot(cameraId: string): Refusal | undefined {
    const since = this.#isolated.get(cameraId)?.sinceMs;
    return since === undefined ? undefined : refused("camera_isolated", { sinceMs: since });
  }

  /** The refusal where something of this span is sealed (C-41). */
  whySealed(span: Span): Refusal | undefined {
    const found = this.#sealed.find((one) => overlaps(one, span));
    return found && refused("privacy_sealed", { startMs: found.startMs });
  }
}
type Isolated = ReadonlyMap<string, { readonly sinceMs: number }>;
interface KeptFromIt {
  readonly isolated: Isolated;
  readonly sealed: readonly Span[];
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
  const right = await standingLook(house, row, actor.role);
  if (right === undefined) return refused("viewing_closed");
  const since = await sealed.since(house, lookedAt(row, right));
  if (since !== undefined) return since;
  const kept = {
    isolated: await containment.isolatedCameras(house),
    sealed: await sealed.within(house, lookedAt(row, right)),
  };
  return granted(new GrantedViewing(row, right.look, kept));
}

/**
 * Whether a viewing still holds for a camera: open, its sign-in alive, its right standing, the camera
 * not cut off. Asked while bytes flow.
 */
export async function stillHolds(
  house: House,
  viewing: Viewing,
  cameraId?: string,
): Promise<boolean> {
  if (cameraId !== undefined && (await containment.whyIsolated(house, cameraId)) !== undefined)
    return false;
  const row = await findViewing(house.db, house.siteId, viewing.viewingId);
  if (row === undefined || !isOpen(house, row)) return false;
  if ((await whyDestroyed(house, row.lesson_id)) !== undefined) return false;
  const { unlocked } = await signIns.standing(house, [row.sign_in_id]);
  if (!unlocked.has(row.sign_in_id)) return false;
  const account = (await findAccounts(house, [row.account_id])).get(row.account_id);
  return account !== undefined && stillMay(house, row, account.role);
}

/** Whether the right a viewing was opened by stands now, and nothing in it was sealed since (C-41). */
export async function stillMay(house: House, row: ViewingRow, role: Role): Promise<boolean> {
  const right = await standingLook(house, row, role);
  if (right === undefined) return false;
  return (await sealed.since(house, lookedAt(row, right))) === undefined;
}

function lookedAt(row: ViewingRow, { look, facts }: LookRightNow) {
  const { venueId } = facts.lesson;
  return { venueId, span: look.span, openedAtMs: row.opened_at_ms };
}

async function standingLook(
  house: House,
  row: ViewingRow,
  role: Role,
): Promise<LookRightNow | undefined> {
  const who = { accountId: row.account_id, role };
  const { lesson_id: lessonId, purpose, start_ms: atMs } = row;
  const right = await rightToLook(house, who, { lessonId, purpose, atMs });
  if (!right.ok) return undefined;
  const { look } = right.value;
  const same = look.right === row.right_name && (look.grant?.requestId ?? null) === row.request_id;
  return same ? right.value : undefined;
}

function isOpen(house: House, row: ViewingRow): boolean {
  return row.closed_at_ms === null && house.clock.now() < row.expires_at_ms;
}
