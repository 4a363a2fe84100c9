import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Event, EventLine } from "../../contract/playbooks.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { measures } from "../containment/index.ts";
import { type EventParts, eventOf, lineOf } from "./event-view.ts";
import {
  type EventRow,
  type WhichEvents,
  selectEventOfPaper,
  selectEvents,
  selectParts,
} from "./playbooks.store.ts";

/** Events the reader's tier sees, newest first. */
export async function listEvents(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ events: EventLine[] }>> {
  const found = await readWhole(house, actor, { siteId: house.siteId, most: limits.eventsListed });
  return granted({ events: found.map(({ row, parts }) => lineOf(row, parts, actor)) });
}

/** One event with everything that belongs to it. */
export async function readEvent(
  house: House,
  actor: PersonActor,
  eventId: string,
): Promise<Outcome<Event>> {
  const [found] = await readWhole(house, actor, { siteId: house.siteId, eventId, most: 1 });
  return found === undefined
    ? refused("not_found")
    : granted(eventOf(found.row, found.parts, actor));
}

/** Events declared in a span, oldest first, for the register (F-26). */
export async function eventsInPeriod(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Event[]> {
  const which = { ...span, siteId: house.siteId, most: limits.eventsListed };
  const rows = await selectEvents(house.db, which);
  const parts = await partsOf(house, rows, await selectParts(house.db, idsOf(rows), true));
  return rows.map((row) => eventOf(row, parts(row), { accountId: house.siteId })).toReversed();
}

/** Whether a paper is a snapshot or a picture of an event this person reads with its evidence. */
export async function readsEventPaper(
  house: House,
  actor: PersonActor,
  paperId: string,
): Promise<boolean> {
  if (!isWhole(actor)) return false;
  const eventId = await asTier(house, actor, (db) => selectEventOfPaper(db, paperId));
  return eventId !== undefined;
}

interface Found {
  readonly row: EventRow;
  readonly parts: EventParts;
}

async function readWhole(house: House, actor: PersonActor, which: WhichEvents): Promise<Found[]> {
  const read = await asTier(house, actor, async (db) => {
    const rows = await selectEvents(db, which);
    return { rows, all: await selectParts(db, idsOf(rows), isWhole(actor)) };
  });
  const parts = await partsOf(house, read.rows, read.all);
  return read.rows.map((row) => ({
    row,
    parts: isWhole(actor) ? parts(row) : unnamed(parts(row)),
  }));
}

/** What was cut off, without whom. */
function unnamed(parts: EventParts): EventParts {
  return { ...parts, measures: parts.measures.map((row) => ({ ...row, target_name: null })) };
}

/** A department that was told reads the event, not who was looked into. */
function isWhole(actor: Pick<PersonActor, "role">): boolean {
  return actor.role === "admin" || actor.role === "director" || actor.role === "auditor";
}

async function partsOf(
  house: House,
  rows: readonly EventRow[],
  all: Omit<EventParts, "measures">,
): Promise<(row: EventRow) => EventParts> {
  const ordered = await measures.of(house.db, house.siteId, idsOf(rows));
  return ({ event_id: id }) => ({
    measures: ordered.filter((one) => one.event_id === id),
    notices: all.notices.filter((one) => one.event_id === id),
    notes: all.notes.filter((one) => one.event_id === id),
    snapshots: all.snapshots.filter((one) => one.event_id === id),
    findings: all.findings.filter((one) => one.event_id === id),
  });
}

const idsOf = (rows: readonly EventRow[]): string[] => rows.map((row) => row.event_id);
