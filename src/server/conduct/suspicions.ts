import type { PersonActor } from "../../contract/actor.ts";
import type { Matter, Suspicion } from "../../contract/conduct.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { findAccounts } from "../people/index.ts";
import {
  type SuspicionRow,
  insertEvidence,
  insertMatter,
  lockSuspicion,
  selectSuspicions,
  updateSuspicion,
} from "./conduct.store.ts";
import { namesOf } from "./matter-view.ts";
import { matterRow, reportedEntry, shown } from "./report-matter.ts";

/** What the house found, newest first. */
export async function listSuspicions(
  house: House,
  actor: PersonActor,
  box: "open" | "all",
): Promise<Outcome<{ suspicions: Suspicion[] }>> {
  const of = { siteId: house.siteId, open: box === "open", most: limits.suspicionsListed };
  const rows = await asTier(house, actor, (db) => selectSuspicions(db, of));
  return granted({ suspicions: await suspicionsOf(house, rows) });
}

/** A suspicion becomes a matter, with the entry it rests on as its first evidence. */
export async function takeUpSuspicion(
  house: House,
  actor: PersonActor,
  ask: { readonly suspicionId: string; readonly text: string },
): Promise<Outcome<Matter>> {
  const { suspicionId } = ask;
  const made = await act(house, actor, "matter.reported@1", async (tx) => {
    const found = await lockSuspicion(tx, house.siteId, suspicionId);
    if (found === undefined) return refused("not_found");
    if (found.decided_at_ms !== null) return refused("suspicion_decided");
    if (found.account_id === actor.accountId) return refused("matter_own");
    const person = await concerned(house, found.account_id);
    const row = matterRow(house, actor, {
      kind: "violation",
      code: found.code,
      lessonId: found.lesson_id,
      cameraId: found.camera_id,
      place: "",
      noticedAtMs: found.at_ms,
      text: ask.text,
      ...person,
    });
    await insertMatter(tx, row);
    await insertEvidence(tx, {
      evidence_id: house.newId(),
      site_id: house.siteId,
      matter_id: row.matter_id,
      kind: "entry",
      of_id: found.entry_id,
      start_ms: null,
      end_ms: null,
      label: found.reason,
      added_at_ms: row.reported_at_ms,
      added_name: actor.name,
    });
    await updateSuspicion(tx, suspicionId, {
      matter_id: row.matter_id,
      decided_by: actor.accountId,
      decided_name: actor.name,
      decided_at_ms: row.reported_at_ms,
      why: null,
    });
    return granted({ value: row, ...reportedEntry(row, suspicionId) });
  });
  return made.ok ? shown(house, actor, made.value) : made;
}

/** Somebody looked into it and it is none; the same fact is never suspected again. */
export async function dismissSuspicion(
  house: House,
  actor: PersonActor,
  ask: { readonly suspicionId: string; readonly why: string },
): Promise<Outcome<Suspicion>> {
  const { suspicionId, why } = ask;
  const done = await act(house, actor, "violation.dismissed@1", async (tx) => {
    const found = await lockSuspicion(tx, house.siteId, suspicionId);
    if (found === undefined) return refused("not_found");
    if (found.decided_at_ms !== null) return refused("suspicion_decided");
    if (found.account_id === actor.accountId) return refused("matter_own");
    const change = {
      matter_id: null,
      decided_by: actor.accountId,
      decided_name: actor.name,
      decided_at_ms: house.clock.now(),
      why,
    };
    await updateSuspicion(tx, suspicionId, change);
    return granted({
      value: { ...found, ...change },
      subject: { type: "suspicion" as const, id: suspicionId },
      body: { suspicionId, code: found.code },
      personal: { why },
    });
  });
  if (!done.ok) return done;
  const [suspicion] = await suspicionsOf(house, [done.value]);
  return suspicion === undefined ? refused("not_found") : granted(suspicion);
}

async function concerned(house: House, accountId: string | null) {
  const account =
    accountId === null ? undefined : (await findAccounts(house, [accountId])).get(accountId);
  return account === undefined
    ? { person_id: null, person_name: null }
    : { person_id: account.accountId, person_name: account.name };
}

async function suspicionsOf(house: House, rows: readonly SuspicionRow[]): Promise<Suspicion[]> {
  const names = await namesOf(house, rows);
  const ids = rows.map((row) => row.account_id).filter((id) => id !== null);
  const people = await findAccounts(house, [...new Set(ids)]);
  return rows.map((row) => ({
    suspicionId: row.suspicion_id,
    code: row.code,
    reason: row.reason,
    atMs: row.at_ms,
    entryId: row.entry_id,
    lessonId: row.lesson_id,
    lesson: names.lesson(row.lesson_id),
    cameraId: row.camera_id,
    camera: names.camera(row.camera_id),
    person:
      row.account_id === null
        ? null
        : { accountId: row.account_id, name: people.get(row.account_id)?.name ?? "" },
    facts: { ...row.facts },
    state: row.decided_at_ms === null ? "open" : row.matter_id === null ? "dismissed" : "taken-up",
    decidedBy: row.decided_name,
    decidedAtMs: row.decided_at_ms,
    why: row.why,
    matterId: row.matter_id,
  }));
}
