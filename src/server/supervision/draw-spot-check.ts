import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { SpotCheckLine } from "../../contract/supervision.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { populationText } from "../../kernel/supervision/draw-sample.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { openPackageKey } from "../packing/index.ts";
import type { CasesOf } from "../registers/index.ts";
import { quarterSpan } from "./months.ts";
import { populationOf } from "./population.ts";
import { lineOf } from "./read-spot-checks.ts";
import { countDrawn, insertSpotCheck, lockQuarter } from "./supervision.store.ts";

export interface SpotCheckAsk {
  readonly quarter: string;
  readonly unit: SpotCheckLine["unit"];
  readonly population: SpotCheckLine["population"];
  readonly size: number;
  readonly casesOf: CasesOf;
}

const seedBytes = 32;

/**
 * Draws a sample (S0-18.3). The population is fixed first, then the house draws the seed; both are entered
 * before anybody sees what was drawn, with the number of samples drawn of that quarter before.
 */
export async function drawSpotCheck(
  house: House,
  actor: PersonActor,
  ask: SpotCheckAsk,
): Promise<Outcome<SpotCheckLine>> {
  const nowMs = house.clock.now();
  const quarter = quarterSpan(ask.quarter, house.config.timeZone);
  const span = { fromMs: quarter.fromMs, toMs: Math.min(quarter.toMs, nowMs) };
  const things =
    span.toMs <= span.fromMs
      ? refused("spot_check_early")
      : await populationOf(house, actor, { ...ask, ...span });
  if (!things.ok) {
    const subject = { type: "house", id: house.siteId } as const;
    await enterRefusal(house, actor, "spot-check.drawn@1", things, subject);
    return things;
  }
  const checkId = house.newId();
  // Entered long before it signs the pack, so that the pack can prove it.
  await openPackageKey(house);
  const populationSha256 = toHex(sha256(utf8(populationText(things.value))));
  return act(house, actor, "spot-check.drawn@1", async (tx) => {
    await lockQuarter(tx, house.siteId, ask.quarter);
    const earlier = await countDrawn(tx, house.siteId, ask.quarter);
    const row = {
      check_id: checkId,
      site_id: house.siteId,
      quarter: ask.quarter,
      from_ms: span.fromMs,
      to_ms: span.toMs,
      earlier,
      unit: ask.unit,
      inspector_id: actor.accountId,
      inspector_name: actor.name,
      population: ask.population,
      population_size: things.value.length,
      population_sha256: populationSha256,
      size: Math.min(ask.size, things.value.length),
      seed: toHex(draw(seedBytes)),
      drawn_at_ms: house.clock.now(),
    };
    await insertSpotCheck(tx, { ...row, things: things.value });
    return granted({
      value: lineOf(row, { notes: [], report: undefined, accountId: actor.accountId }),
      subject: { type: "spot-check", id: checkId },
      body: {
        checkId,
        quarter: row.quarter,
        fromMs: row.from_ms,
        toMs: row.to_ms,
        unit: row.unit,
        population: row.population,
        populationSize: row.population_size,
        populationSha256,
        size: row.size,
        seed: row.seed,
        earlier,
      },
    });
  });
}
