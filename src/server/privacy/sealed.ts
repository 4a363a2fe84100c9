import { type Refusal, refused } from "../../contract/outcome.ts";
import { limits } from "../../contract/limits.ts";
import {
  type Sealing,
  coversWhole,
  endsLook,
  isSealed,
  sealedSpans,
} from "../../kernel/privacy.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { type EventAndDecision, selectEvents } from "./privacy.store.ts";

export function sealingOf({ row, decision }: EventAndDecision): Sealing {
  return {
    startMs: row.start_ms,
    endMs: row.end_ms,
    declaredAtMs: row.declared_at_ms,
    decision: decision?.decision ?? null,
    keptUntilMs: decision?.kept_until_ms ?? null,
  };
}

export interface RoomSpan {
  readonly venueId: string;
  readonly span: Span;
}

async function sealingsOf(house: House, { venueId, span }: RoomSpan): Promise<Sealing[]> {
  const of = { venueId, ...span };
  const found = await selectEvents(house.db, {
    siteId: house.siteId,
    of,
    most: limits.pageRows,
  });
  return found.map(sealingOf);
}

/** What of a room's span nobody looks at now. */
export async function sealedWithin(house: House, of: RoomSpan): Promise<Span[]> {
  return sealedSpans(await sealingsOf(house, of), house.clock.now());
}

/** Why nobody looks at a room live at this moment; undefined while one may. */
export async function sealedNow(house: House, venueId: string): Promise<Refusal | undefined> {
  const nowMs = house.clock.now();
  const span = { startMs: nowMs, endMs: nowMs + 1 };
  const sealed = await sealedWithin(house, { venueId, span });
  return sealed.length === 0 ? undefined : sealedRefusal(sealed);
}

/** Why a look at this span cannot be opened: nothing of it is left. */
export async function sealedWhole(house: House, of: RoomSpan): Promise<Refusal | undefined> {
  const sealed = await sealedWithin(house, of);
  return sealed.length > 0 && coversWhole(of.span, sealed) ? sealedRefusal(sealed) : undefined;
}

/** Why anything of this span cannot leave the house now. */
export async function sealedPartly(house: House, of: RoomSpan): Promise<Refusal | undefined> {
  const sealed = await sealedWithin(house, of);
  return sealed.length === 0 ? undefined : sealedRefusal(sealed);
}

/** Why a look that was opened then has ended: something in it was sealed since. */
export async function sealedSince(
  house: House,
  look: RoomSpan & { readonly openedAtMs: number },
): Promise<Refusal | undefined> {
  const all = await sealingsOf(house, look);
  const nowMs = house.clock.now();
  if (!endsLook(look, all, nowMs)) return undefined;
  return sealedRefusal(all.filter((one) => isSealed(one, nowMs)));
}

function sealedRefusal(spans: readonly Span[]): Refusal {
  return refused("privacy_sealed", { startMs: Math.min(...spans.map(({ startMs }) => startMs)) });
}
