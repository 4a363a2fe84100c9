import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import {
  type ClassTerm,
  type KeepingTerm,
  type TermedClass,
  termedClasses,
} from "../../contract/retention.ts";
import { classRules, isTooShort } from "../../kernel/retention/classes.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { bodies } from "../approval/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { asDirector } from "./director.ts";
import { type OwnTermRow, insertTerm, selectNewestTerms, termOf } from "./own-terms.store.ts";
import { namesOf } from "./people-names.ts";

/** What each class asks for, and what the institution made of it. */
export async function listTerms(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ terms: ClassTerm[]; mine: boolean }>> {
  const rows = await asTier(house, actor, (db) => selectNewestTerms(db, house.siteId));
  const holders = await bodies.holders(house, "first", null);
  return granted({
    terms: await shown(house, rows),
    mine: holders.some((one) => one.accountId === actor.accountId),
  });
}

export interface TermChange {
  readonly class: TermedClass;
  readonly term: KeepingTerm;
  readonly reason: string;
  readonly signing: Signing;
}

/**
 * The director sets the institution's own term for a class, with reason and signature: never below
 * what the rule asks for. What comes from now on is kept by it; what is kept already is only ever kept
 * longer by it.
 */
export async function setTerm(
  house: House,
  actor: PersonActor,
  change: TermChange,
): Promise<Outcome<ClassTerm>> {
  const post = await asDirector(house, actor, null);
  const refusal = post.ok ? unfit(change) : post;
  if (refusal !== undefined) {
    const subject = { type: "house", id: house.siteId } as const;
    await enterRefusal(house, actor, "retention.term-set@1", refusal, subject);
    return refusal;
  }
  const signed = await sign(house, actor, change.signing);
  if (!signed.ok || !post.ok) return signed.ok ? refused("not_the_director") : signed;
  const { class: name, term } = change;
  const { standingFor } = post.value;
  const termId = house.newId();
  const done = await act(house, actor, "retention.term-set@1", async (tx) => {
    const known = (await selectNewestTerms(tx, house.siteId)).find((row) => row.class === name);
    await insertTerm(tx, {
      term_id: termId,
      site_id: house.siteId,
      class: name,
      years: "years" in term ? term.years : null,
      days: "days" in term ? term.days : null,
      reason: change.reason,
      set_at_ms: house.clock.now(),
      set_by: actor.accountId,
      standing_for: standingFor,
      signature: JSON.stringify(signed.value.strokes),
      signature_sha256: signed.value.sha256,
      applied_after: null,
      applied_at_ms: null,
    });
    const { minimum, inForce, rule } = ruleOf(name);
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        termId,
        class: name,
        termBefore: duration(known === undefined ? inForce : termOf(known)),
        termAfter: duration(term),
        termMinimum: duration(minimum),
        rule,
        standingFor,
        signatureSha256: signed.value.sha256,
      },
      personal: { reason: change.reason },
    });
  });
  if (!done.ok) return done;
  const terms = await shown(house, await selectNewestTerms(house.db, house.siteId));
  const one = terms.find((each) => each.class === name);
  return one === undefined ? refused("not_found") : granted(one);
}

function unfit({ class: name, term }: TermChange) {
  if (!isTooShort(name, term)) return undefined;
  const { minimum, rule } = ruleOf(name);
  const least = "years" in minimum ? { leastYears: minimum.years } : { leastDays: minimum.days };
  return refused("term_too_short", { rule, ...least });
}

/** As entries tell it: ISO 8601. */
const duration = (term: KeepingTerm) => ("years" in term ? `P${term.years}Y` : `P${term.days}D`);

/** What the rule says of a class that has a term. */
function ruleOf(name: TermedClass) {
  const { term, floor, clause } = classRules[name];
  if (term === null || floor === null) throw new Error(`${name} is permanent`);
  return { inForce: term, minimum: floor, rule: clause };
}

async function shown(house: House, rows: readonly OwnTermRow[]): Promise<ClassTerm[]> {
  const name = await namesOf(
    house,
    rows.map((row) => row.set_by),
  );
  return termedClasses.map((each) => {
    const row = rows.find((one) => one.class === each);
    const rule = { class: each, ...ruleOf(each) };
    if (row === undefined) return { ...rule, own: null };
    const { set_at_ms: setAtMs, applied_at_ms: appliedAtMs, reason } = row;
    const own = { setBy: name(row.set_by), setAtMs, reason, appliedAtMs };
    return { ...rule, inForce: termOf(row), own };
  });
}
