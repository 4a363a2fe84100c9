import type { PersonActor } from "../../contract/actor.ts";
import type { EntryKind } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Event } from "../../contract/playbooks.ts";
import { utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { House } from "../../platform/house.ts";
import { countSealed, readRecorderState } from "../../platform/spool-places.ts";
import { measures } from "../containment/index.ts";
import { incidents } from "../incidents/index.ts";
import { act, entriesIn, readCheckpoint, readLedgerState } from "../ledger/index.ts";
import { keepSnapshot } from "../papers/index.ts";
import { signIns } from "../people/index.ts";
import { lockOpenEvent } from "./open-event.ts";
import { insertSnapshot } from "./playbooks.store.ts";
import { readEvent } from "./read-events.ts";

/** Looks, copies and refusals: what a look back at an event asks for first. */
const toldKinds = [
  "viewing.opened@2",
  "live.opened@1",
  "export.started@2",
  "export.built@1",
  "export.taken@2",
  "export.still-seen@1",
  "archive.package-taken@1",
  "act.refused@1",
  "sign-in.opened@2",
  "sign-in.refused@1",
] as const satisfies readonly EntryKind[];

/**
 * Preserves the scene (保护现场): the state of the house now and what was looked at and taken since
 * `fromMs`, written as one text, kept under its digest for ever, and entered.
 */
export async function preserveScene(
  house: House,
  actor: PersonActor,
  ask: { readonly eventId: string; readonly fromMs: number },
): Promise<Outcome<Event>> {
  const { eventId, fromMs } = ask;
  const event = await readEvent(house, actor, eventId);
  if (!event.ok) return event;
  if (event.value.closedAtMs !== null) return refused("event_closed");
  const nowMs = house.clock.now();
  if (fromMs >= nowMs || nowMs - fromMs > limits.registerSpanMs) return refused("span_invalid");
  const ledger = await readLedgerState(house);
  const scene = await sceneNow(house, actor, { event: event.value, fromMs, toMs: nowMs + 1 });
  const paper = await keepSnapshot(house, actor, {
    name: `snapshot-${eventId}-${nowMs}`,
    bytes: utf8(canonicalJson(scene)),
  });
  if (!paper.ok) return paper;
  const { paperId, sha256, sizeBytes } = paper.value;
  const preserved = await act(house, actor, "event.preserved@1", async (tx) => {
    const open = await lockOpenEvent(house, tx, eventId);
    if (!open.ok) return open;
    const ledgerSize = ledger.publishedAtMs === null ? null : ledger.size;
    await insertSnapshot(tx, {
      paper_id: paperId,
      site_id: house.siteId,
      event_id: eventId,
      sha256,
      size_bytes: sizeBytes,
      ledger_size: ledgerSize,
      taken_by: actor.accountId,
      taken_by_name: actor.name,
      taken_at_ms: nowMs,
    });
    return granted({
      value: undefined,
      subject: { type: "event", id: eventId },
      body: { eventId, paperId, sha256, sizeBytes, ledgerSize },
    });
  });
  return preserved.ok ? readEvent(house, actor, eventId) : preserved;
}

interface Scene {
  readonly event: Event;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What there is to be seen, each part by itself: one that cannot be read says so and hides no other. */
async function sceneNow(house: House, actor: PersonActor, of: Scene) {
  const { event, fromMs, toMs } = of;
  const { eventId, kind, drill, what, discoveredAtMs } = event;
  return {
    version: 1,
    event: { eventId, kind, drill, what, discoveredAtMs },
    period: { fromMs, toMs },
    ledger: await orUnread(async () => {
      const checkpoint = await readCheckpoint(house);
      const { size, pending, publishedAtMs } = await readLedgerState(house);
      return { checkpoint: checkpoint.ok ? checkpoint.value : null, size, pending, publishedAtMs };
    }),
    recorder: await orUnread(async () => ({
      state: (await readRecorderState(house)) ?? null,
      waitingSegments: (await countSealed(house)).reduce((sum, count) => sum + count, 0),
    })),
    signIns: await orUnread(() => openSignIns(house)),
    incidents: await orUnread(() => openIncidents(house, actor)),
    measures: await orUnread(async () =>
      (await measures.of(house.db, house.siteId, [eventId])).map((row) => ({
        measureId: row.measure_id,
        order: row.orders,
        orderedAtMs: row.ordered_at_ms,
        carriedOutAtMs: row.carried_out_at_ms,
        liftedAtMs: row.lifted_at_ms,
      })),
    ),
    entries: await orUnread(async () => {
      const most = limits.snapshotLines;
      const found = await entriesIn(house, { fromMs, toMs }, { kinds: toldKinds, most });
      // The leaf tells who by account id; names stay where they can be erased.
      return found.map(({ index, leaf }) => ({ index, leaf }));
    }),
  };
}

async function orUnread<T>(read: () => Promise<T>): Promise<T | { readonly unread: string }> {
  try {
    return await read();
  } catch (cause) {
    return { unread: String(cause).slice(0, 500).toWellFormed() };
  }
}

async function openSignIns(house: House) {
  const gate = { kind: "system", name: "gate" } as const;
  const found = [];
  let beforeMs: number | undefined;
  for (;;) {
    const page = await signIns.list(house, gate, { openOnly: "yes", beforeMs });
    if (!page.ok) return found;
    for (const { signInId, accountId, startedAtMs, terminal, address } of page.value.lines)
      found.push({ signInId, accountId, startedAtMs, terminal, address });
    beforeMs = page.value.lines.at(-1)?.startedAtMs;
    if (!page.value.more || found.length >= limits.snapshotLines) return found;
  }
}

async function openIncidents(house: House, actor: PersonActor) {
  const listed = await incidents.list(house, actor, { unfinished: true });
  if (!listed.ok) return [];
  return listed.value.incidents.map(
    ({ incidentId, kind, severity, subject, facts, firstSeenMs, state }) => ({
      incidentId,
      kind,
      severity,
      subject,
      facts,
      firstSeenMs,
      state,
    }),
  );
}
