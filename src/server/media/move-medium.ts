import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { MediumRead, PageMove } from "../../contract/media.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { type NamedCase, type NextLink, forgeLink, moveRefusal } from "./forge-link.ts";
import { type MediumRow, lockMedia, selectMedia } from "./media.store.ts";
import { readMedium } from "./read-media.ts";

export interface Issue {
  readonly mediumId: string;
  /** The case it goes out for, as the room that decides cases tells it. */
  readonly request: NamedCase & { readonly open: boolean };
  readonly holder: string;
  readonly signing: Signing;
}

/** Issues a blank medium for one granted case, to whoever writes the copy on it; signed (S3-Q4). */
export function issueMedium(
  house: House,
  actor: PersonActor,
  ask: Issue,
): Promise<Outcome<MediumRead>> {
  const { requestId, serial, open } = ask.request;
  return change(house, actor, {
    ...ask,
    judge: (row) => (open ? moveRefusal(row, "issue", "page") : refused("request_not_open")),
    next: {
      move: "issue",
      issuedFor: { requestId, serial },
      holder: ask.holder,
      note: "",
    },
  });
}

export interface Move {
  readonly mediumId: string;
  readonly move: PageMove;
  readonly note: string;
  readonly signing: Signing;
}

/** One more link of the chain, signed; what its case waits for comes back by the case (C-32). */
export function moveMedium(
  house: House,
  actor: PersonActor,
  ask: Move,
): Promise<Outcome<MediumRead>> {
  const { move, note } = ask;
  return change(house, actor, {
    ...ask,
    judge: (row) => moveRefusal(row, move, "page"),
    next: { move, note },
  });
}

interface Change {
  readonly mediumId: string;
  readonly signing: Signing;
  readonly judge: (row: MediumRow) => Refusal | undefined;
  readonly next: Omit<NextLink, "signature">;
}

/** What would be refused anyway is refused, and entered, before a password is asked for. */
async function change(house: House, actor: PersonActor, of: Change): Promise<Outcome<MediumRead>> {
  const { mediumId, judge, next } = of;
  const [seen] = await selectMedia(house.db, house.siteId, { mediumId, most: 1 });
  if (seen === undefined) return refused("not_found");
  const refusal = judge(seen);
  if (refusal !== undefined) {
    const subject = { type: "medium", id: mediumId } as const;
    await enterRefusal(house, actor, "medium.moved@1", refusal, subject);
    return refusal;
  }
  const signed = await sign(house, actor, of.signing);
  if (!signed.ok) return signed;
  const done = await act(house, actor, "medium.moved@1", async (tx) => {
    const [row] = await lockMedia(tx, house.siteId, { mediumId });
    if (row === undefined) return refused("not_found");
    const now = judge(row);
    if (now !== undefined) return now;
    const link = await forgeLink(house, tx, {
      row,
      actor,
      next: { ...next, signature: signed.value },
    });
    return link.ok ? granted({ value: undefined, ...link.value }) : link;
  });
  return done.ok ? readMedium(house, actor, mediumId) : done;
}
