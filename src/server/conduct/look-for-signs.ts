import { entryKinds } from "../../contract/entries.ts";
import { granted, refused } from "../../contract/outcome.ts";
import type { Suspected, ToldFact } from "../../kernel/conduct/signs.ts";
import { suspect, tellingKinds } from "../../kernel/conduct/suspect.ts";
import type { House } from "../../platform/house.ts";
import { type Entry, act, entriesIn, followLedger, historyOf, quiet } from "../ledger/index.ts";
import { insertSuspicion, isSuspected, readFollowed, saveFollowed } from "./conduct.store.ts";

const watcher = { kind: "system", name: "scheduler" } as const;
const atOnce = 200;
const nearMs = 15 * 60_000;
const nearMost = 5_000;
const nearKinds = ["sign-in.opened@2", "sign-in.closed@2", "attendance.marked@1"] as const;

/** A job of the house: reads what was entered since, and notes each sign of a violation once. */
export async function lookForSigns(house: House): Promise<void> {
  for (;;) {
    const index = await readFollowed(house.db, house.siteId);
    const entries = await followLedger(house, tellingKinds, index, atOnce);
    const last = entries.at(-1)?.index;
    if (last === undefined) return;
    const near = await nearOf(house, entries);
    for (const entry of entries) {
      const told = factOf(entry);
      const raisedAtMs = await raisedAt(house, entry);
      const tracedAccountId = await tracedAccount(house, entry);
      const around = { near: before(near, told), raisedAtMs, tracedAccountId };
      const found = suspect(told, around);
      if (found !== undefined) await noteSuspicion(house, told, found);
    }
    await quiet(house, "how far the ledger was read for signs", (tx) =>
      saveFollowed(tx, house.siteId, last),
    );
    if (entries.length < atOnce) return;
  }
}

const factOf = ({ entryId, atMs, leaf }: Entry): ToldFact => ({ entryId, atMs, leaf });

const before = (near: readonly ToldFact[], told: ToldFact): ToldFact[] =>
  near.filter((one) => one.atMs <= told.atMs && told.atMs - one.atMs <= nearMs);

/** Sign-ins and attendance of the quarter of an hour before, read once for all. */
async function nearOf(house: House, entries: readonly Entry[]): Promise<ToldFact[]> {
  const asking = entries.filter(({ leaf }) => nearKinds.some((kind) => kind === leaf.kind));
  const [first, last] = [asking[0], asking.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = { fromMs: first.atMs - nearMs, toMs: last.atMs + 1 };
  return (await entriesIn(house, span, { kinds: nearKinds, most: nearMost })).map(factOf);
}

/** When the incident was raised that this entry acknowledges. */
async function raisedAt(house: House, { leaf }: Entry): Promise<number | undefined> {
  if (leaf.kind !== "incident.acknowledged@1") return undefined;
  const { incidentId } = entryKinds["incident.acknowledged@1"].parse(leaf.body);
  const kinds = ["incident.raised@1"] as const;
  const [raised] = await historyOf(house, incidentId, { kinds, most: 1 });
  return raised?.atMs;
}

/** Whose sign-in a found picture was traced to. */
async function tracedAccount(house: House, { leaf }: Entry): Promise<string | undefined> {
  if (leaf.kind !== "event.traced@1") return undefined;
  const { signInId } = entryKinds["event.traced@1"].parse(leaf.body);
  const kinds = ["sign-in.opened@2"] as const;
  const [opened] = await historyOf(house, signInId, { kinds, most: 1 });
  return opened === undefined
    ? undefined
    : entryKinds["sign-in.opened@2"].parse(opened.leaf.body).accountId;
}

async function noteSuspicion(house: House, told: ToldFact, found: Suspected): Promise<void> {
  const { code, reason, lessonId, cameraId } = found;
  const factKey = found.factKey.slice(0, 300);
  if (await isSuspected(house.db, house.siteId, { code, factKey })) return;
  const suspicionId = house.newId();
  await act(house, watcher, "violation.suspected@1", async (tx) => {
    const isNew = await insertSuspicion(tx, {
      suspicion_id: suspicionId,
      site_id: house.siteId,
      code,
      reason,
      fact_key: factKey,
      entry_id: told.entryId,
      at_ms: told.atMs,
      lesson_id: lessonId,
      camera_id: cameraId,
      account_id: found.accountId,
      facts: shortFacts(found.facts),
      matter_id: null,
      decided_by: null,
      decided_name: null,
      decided_at_ms: null,
      why: null,
    });
    if (!isNew) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "suspicion" as const, id: suspicionId },
      body: { suspicionId, code, reason, factEntryId: told.entryId, lessonId, cameraId },
    });
  });
}

function shortFacts(facts: Suspected["facts"]): Record<string, string | number> {
  const short = Object.entries(facts).map(([name, fact]): [string, string | number] => [
    name.slice(0, 40),
    typeof fact === "number" ? Math.round(fact) : fact.slice(0, 200).toWellFormed(),
  ]);
  return Object.fromEntries(short);
}
