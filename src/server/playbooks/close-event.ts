import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Conclusion, Event } from "../../contract/playbooks.ts";
import { missingOf } from "../../kernel/playbooks/playbook.ts";
import type { House } from "../../platform/house.ts";
import { measures } from "../containment/index.ts";
import { act } from "../ledger/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import { eventOf } from "./event-view.ts";
import { lockOpenEvent } from "./open-event.ts";
import { closeEventRow, selectParts } from "./playbooks.store.ts";
import { readEvent } from "./read-events.ts";

/**
 * Ends an event with its cause, the measures and the conclusion, signed (S0-15). Nothing can be closed
 * before the risk is cut off, the scene preserved, and the three parties told and heard from.
 */
export async function closeEvent(
  house: House,
  actor: PersonActor,
  ask: {
    readonly eventId: string;
    readonly conclusion: Conclusion;
    readonly signing: Signing;
  },
): Promise<Outcome<Event>> {
  const { eventId, conclusion } = ask;
  const signature = await sign(house, actor, ask.signing);
  if (!signature.ok) return signature;
  const closed = await act(house, actor, "event.closed@1", async (tx) => {
    const open = await lockOpenEvent(house, tx, eventId);
    if (!open.ok) return open;
    const event = open.value;
    const parts = {
      ...(await selectParts(tx, [eventId], true)),
      measures: await measures.of(tx, house.siteId, [eventId]),
    };
    const dossier = eventOf(event, parts, actor);
    const [missing] = missingOf(dossier);
    if (missing !== undefined) return refused("event_incomplete", { missing });
    await closeEventRow(tx, eventId, {
      cause: conclusion.cause,
      measures_taken: conclusion.measuresTaken,
      conclusion: conclusion.conclusion,
      closed_by: actor.accountId,
      closed_by_name: actor.name,
      closed_at_ms: house.clock.now(),
      signature: signature.value.strokes,
    });
    return granted({
      value: undefined,
      subject: { type: "event", id: eventId },
      body: {
        eventId,
        drill: event.drill,
        conclusionSha256: digestOf(conclusion),
        signatureSha256: signature.value.sha256,
        snapshots: parts.snapshots.map(({ sha256 }) => sha256),
        notices: parts.notices.length,
        standing: dossier.standing,
      },
      personal: conclusion,
    });
  });
  return closed.ok ? readEvent(house, actor, eventId) : closed;
}
