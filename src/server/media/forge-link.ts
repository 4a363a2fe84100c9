import type { PersonActor } from "../../contract/actor.ts";
import type { MediumMove } from "../../contract/media.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { afterMove, heldByCase } from "../../kernel/custody/medium-moves.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import type { Signature } from "../signing/index.ts";
import { type MediumRow, insertLink, updateMedium } from "./media.store.ts";

/** A case as the chain names it. */
export interface NamedCase {
  readonly requestId: string;
  readonly serial: string;
}

export interface NextLink {
  readonly move: Exclude<MediumMove, "register">;
  /** Set where a medium begins to be out for a case; otherwise it stays what it was. */
  readonly issuedFor?: NamedCase;
  readonly holder?: string;
  readonly owed?: boolean;
  readonly note: string;
  readonly signature: Signature;
}

/** Why a medium cannot go this way now: the chain forbids it, or its case waits for it. */
export function moveRefusal(
  row: MediumRow,
  move: NextLink["move"],
  by: "page" | "case",
): Refusal | undefined {
  if (afterMove(row.state, move) === undefined)
    return refused("medium_wrong_move", { state: row.state });
  return by === "page" && heldByCase(row.owed, move)
    ? refused("medium_owed", { serial: row.request_serial ?? "" })
    : undefined;
}

/** Writes the next link of a locked medium's chain and gives the entry that tells of it. */
export async function forgeLink(
  house: House,
  tx: Writing,
  of: { readonly row: MediumRow; readonly actor: PersonActor; readonly next: NextLink },
): Promise<Outcome<LinkEntry>> {
  const { row, actor, next } = of;
  const state = afterMove(row.state, next.move);
  if (state === undefined) return refused("medium_wrong_move", { state: row.state });
  const atMs = house.clock.now();
  const number = row.links + 1;
  // Once wiped it belongs to no case and nobody has it.
  const blank = state === "in-store";
  const requestId = next.issuedFor?.requestId ?? row.request_id;
  const serial = next.issuedFor?.serial ?? row.request_serial;
  const holder = state === "returned" ? null : (next.holder ?? row.holder);
  await updateMedium(tx, row.medium_id, {
    state,
    request_id: blank ? null : requestId,
    request_serial: blank ? null : serial,
    holder: blank ? null : holder,
    owed: (next.owed ?? row.owed) && (state === "handed-over" || state === "lost"),
    links: number,
    moved_at_ms: atMs,
  });
  await insertLink(tx, {
    medium_id: row.medium_id,
    number,
    site_id: row.site_id,
    move: next.move,
    state,
    at_ms: atMs,
    account_id: actor.accountId,
    name: actor.name,
    request_id: requestId,
    request_serial: serial,
    holder,
    note: next.note,
    strokes: next.signature.strokes,
    signature_sha256: next.signature.sha256,
  });
  return granted({
    kind: "medium.moved@1",
    subject: { type: "medium", id: row.medium_id },
    body: {
      mediumId: row.medium_id,
      number,
      move: next.move,
      state,
      requestId,
      signatureSha256: next.signature.sha256,
    },
    personal: { ...(holder === null ? {} : { holder }), note: next.note },
  });
}

export type LinkEntry = EntryDraft & {
  readonly kind: "medium.moved@1";
  readonly body: {
    readonly mediumId: string;
    readonly number: number;
    readonly move: MediumMove;
    readonly state: MediumRow["state"];
    readonly requestId: string | null;
    readonly signatureSha256: string;
  };
};
