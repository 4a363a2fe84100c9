import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Event, EventStep } from "../../contract/playbooks.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { lockOpenEvent } from "./open-event.ts";
import { insertNote } from "./playbooks.store.ts";
import { readEvent } from "./read-events.ts";

/**
 * One line of how it was handled (处置经过), with its time; never changed. A line to the first step says
 * why nothing is to be cut off.
 */
export async function noteStep(
  house: House,
  actor: PersonActor,
  said: { readonly eventId: string; readonly step: EventStep; readonly text: string },
): Promise<Outcome<Event>> {
  const { eventId, step, text } = said;
  const noted = await act(house, actor, "event.noted@1", async (tx) => {
    const event = await lockOpenEvent(house, tx, eventId);
    if (!event.ok) return event;
    const noteId = house.newId();
    await insertNote(tx, {
      note_id: noteId,
      site_id: house.siteId,
      event_id: eventId,
      step,
      said: text,
      noted_by: actor.accountId,
      noted_by_name: actor.name,
      noted_at_ms: house.clock.now(),
    });
    return granted({
      value: undefined,
      subject: { type: "event", id: eventId },
      body: { eventId, noteId, step, textSha256: toHex(sha256(utf8(text))) },
      personal: { text },
    });
  });
  return noted.ok ? readEvent(house, actor, eventId) : noted;
}
