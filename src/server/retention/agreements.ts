import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Agreement } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { lessons, lessonsOfOccasions } from "../lessons/index.ts";
import {
  type AgreementRow,
  insertAgreement,
  insertClaims,
  selectAgreements,
} from "./claims.store.ts";
import { lockItems, selectItems } from "./items.store.ts";
import { agreementClaim } from "./open-claims.ts";
import { namesOf } from "./people-names.ts";
import { settleItems } from "./settle-items.ts";

export interface NewAgreement {
  readonly partner: string;
  readonly reference: string;
  readonly years: number;
  readonly lessonIds: readonly string[];
}

/**
 * Records what a cooperation agreement asks for named lessons (S0-8.3.4): one claim more on each, so
 * the longer of class and agreement wins and nothing is ever made shorter by it.
 */
export async function recordAgreement(
  house: House,
  actor: PersonActor,
  input: NewAgreement,
): Promise<Outcome<Agreement>> {
  const ids = [...new Set(input.lessonIds)];
  if ((await lessonsOfOccasions(house, ids)).length !== ids.length) return refused("not_found");
  const row: AgreementRow = {
    agreement_id: house.newId(),
    site_id: house.siteId,
    partner: input.partner,
    reference: input.reference,
    years: input.years,
    lesson_ids: ids,
    recorded_at_ms: house.clock.now(),
    recorded_by: actor.accountId,
  };
  const recorded = await act(house, actor, "agreement.recorded@1", async (tx) => {
    await insertAgreement(tx, row);
    const found = await selectItems(tx, house.siteId, { homeIds: ids, most: limits.heldItems });
    const locked = await lockItems(
      tx,
      house.siteId,
      found.map((item) => item.item_id),
    );
    const items = locked.filter((item) => item.state !== "destroyed");
    await insertClaims(
      tx,
      items.map((item) => agreementClaim(house, item, row)),
    );
    const settled = await settleItems(house, tx, { items, causeId: row.agreement_id });
    const { reference } = row;
    const named = await lessons.giveReference(house, tx, { actor, lessonIds: ids, reference });
    return granted({
      value: row,
      subject: { type: "agreement", id: row.agreement_id },
      body: {
        agreementId: row.agreement_id,
        partner: row.partner,
        reference: row.reference,
        years: row.years,
        lessonIds: row.lesson_ids,
        items: items.length,
      },
      also: [...settled, ...named],
    });
  });
  if (!recorded.ok) return recorded;
  const [shownOne] = await shown(house, [row]);
  return shownOne === undefined ? refused("not_found") : granted(shownOne);
}

export async function listAgreements(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ agreements: Agreement[] }>> {
  const rows = await asTier(house, actor, (db) =>
    selectAgreements(db, house.siteId, limits.pageRows),
  );
  return granted({ agreements: await shown(house, rows) });
}

async function shown(house: House, rows: readonly AgreementRow[]): Promise<Agreement[]> {
  const ids = [...new Set(rows.flatMap((row) => row.lesson_ids))];
  const named = await lessonsOfOccasions(house, ids);
  const titles = new Map(named.map((one) => [one.lesson.lessonId, one.lesson.officialName]));
  const name = await namesOf(
    house,
    rows.map((row) => row.recorded_by),
  );
  return rows.map((row) => ({
    agreementId: row.agreement_id,
    partner: row.partner,
    reference: row.reference,
    years: row.years,
    lessonIds: row.lesson_ids,
    names: row.lesson_ids.map((id) => titles.get(id) ?? ""),
    recordedAtMs: row.recorded_at_ms,
    recordedBy: name(row.recorded_by),
  }));
}
