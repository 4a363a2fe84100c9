import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Event } from "../../contract/playbooks.ts";
import type { MarkOwner } from "../../contract/routes/looking.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { findPapers } from "../papers/index.ts";
import { lockOpenEvent } from "./open-event.ts";
import { insertFinding } from "./playbooks.store.ts";
import { readEvent } from "./read-events.ts";

/** Whose page a code was on, from the room that hands the codes out. */
export type TraceMark = (house: House, code: string) => Promise<Outcome<MarkOwner>>;

const minuteMs = 60_000;

/**
 * Adds a found picture to the event: the code and minute its watermark tells, and by them the sign-in
 * whose page it was on. The picture itself lies with the papers, checked by content.
 */
export async function tracePicture(
  house: House,
  actor: PersonActor,
  ask: {
    readonly eventId: string;
    readonly code: string;
    readonly minute: number;
    readonly paperId: string | null;
    readonly trace: TraceMark;
  },
): Promise<Outcome<Event>> {
  const { eventId, code, minute, paperId } = ask;
  const owner = await ask.trace(house, code);
  if (!owner.ok) return owner;
  const picture = paperId === null ? [] : await findPapers(house, [paperId]);
  if (paperId !== null && picture[0]?.kind !== "found-picture") return refused("not_found");
  const { name, login, terminal, signInId, startedAtMs } = owner.value;
  const traced = await act(house, actor, "event.traced@1", async (tx) => {
    const event = await lockOpenEvent(house, tx, eventId);
    if (!event.ok) return event;
    const findingId = house.newId();
    await insertFinding(tx, {
      finding_id: findingId,
      site_id: house.siteId,
      event_id: eventId,
      code,
      minute,
      sign_in_id: signInId,
      account_name: name,
      account_login: login,
      terminal,
      shown_at_ms: startedAtMs + minute * minuteMs,
      paper_id: paperId,
      found_by: actor.accountId,
      found_by_name: actor.name,
      found_at_ms: house.clock.now(),
    });
    return granted({
      value: undefined,
      subject: { type: "event", id: eventId },
      body: { eventId, findingId, code, minute, signInId, paperId },
    });
  });
  return traced.ok ? readEvent(house, actor, eventId) : traced;
}
