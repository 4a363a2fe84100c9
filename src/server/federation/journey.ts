import { z } from "zod";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { drawToken, hashToken } from "../../platform/token.ts";
import { quiet } from "../ledger/index.ts";
import type { JourneyKind } from "./federation-tables.ts";
import { dropOldJourneys, insertJourney, takeJourney } from "./journeys.store.ts";

/** What a journey carries until it ends; short texts only. */
const Carried = z.record(z.string(), z.string());
type Carried = Readonly<Record<string, string>>;

export interface NewJourney {
  readonly what: JourneyKind;
  readonly providerId?: string | null;
  readonly accountId?: string | null;
  /** Comes back in the address; nothing where no service sends it. */
  readonly state?: string;
  readonly carried: Carried;
}

export interface Journey {
  readonly providerId: string | null;
  readonly accountId: string | null;
  readonly carried: ReadonlyMap<string, string>;
}

/**
 * Begins a way that ends in this very browser within `journeyMs`: what is given goes into its
 * cookie, we keep a digest of cookie and state. Neither alone is worth anything.
 */
export async function beginJourney(house: House, journey: NewJourney): Promise<{ cookie: string }> {
  const { token: cookie } = drawToken();
  await writeJourney(house, cookie, journey);
  return { cookie };
}

/** As `beginJourney`, held by something that is there already: a live sign-in. */
export async function writeJourney(
  house: House,
  holder: string,
  journey: NewJourney,
): Promise<void> {
  const journeyId = house.newId();
  const nowMs = house.clock.now();
  await quiet(
    house,
    "a way to a sign-in service is begun, nothing has happened yet",
    async (tx) => {
      await dropOldJourneys(tx, house.siteId, nowMs);
      await insertJourney(tx, {
        journey_id: journeyId,
        site_id: house.siteId,
        what: journey.what,
        provider_id: journey.providerId ?? null,
        account_id: journey.accountId ?? null,
        key_hash: keyOf(holder, journey.state),
        sealed: house.secrets.seal(context(journeyId), JSON.stringify(journey.carried)),
        expires_at_ms: nowMs + limits.journeyMs,
      });
    },
  );
}

/** Ends a journey: once, in time, with the cookie and the state it began with; else undefined. */
export async function endJourney(
  house: House,
  end: {
    readonly what: JourneyKind;
    readonly holder: string | undefined;
    readonly state?: string | undefined;
  },
): Promise<Journey | undefined> {
  const { what, holder, state } = end;
  if (holder === undefined || holder === "") return undefined;
  const row = await quiet(house, "a way to a sign-in service ends, once", (tx) =>
    takeJourney(tx, {
      siteId: house.siteId,
      what,
      keyHash: keyOf(holder, state),
      nowMs: house.clock.now(),
    }),
  );
  if (row === undefined) return undefined;
  const carried = Carried.parse(
    JSON.parse(house.secrets.open(context(row.journey_id), row.sealed)),
  );
  return {
    providerId: row.provider_id,
    accountId: row.account_id,
    carried: new Map(Object.entries(carried)),
  };
}

function keyOf(holder: string, state = ""): string {
  return hashToken(`${hashToken(holder)}.${hashToken(state)}`);
}

function context(journeyId: string): string {
  return `journey/${journeyId}`;
}
