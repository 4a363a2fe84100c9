import type { PersonActor } from "../../contract/actor.ts";
import type { FormText, SignedAct } from "../../contract/destruction.ts";
import {
  type DestructionGuard,
  type DestructionEvent,
  nextState,
} from "../../kernel/destruction/case-states.ts";
import { sumsOf } from "../../kernel/destruction/judge-items.ts";
import type { Parts, Standpoint, WitnessSigned } from "../../kernel/destruction/judge-persons.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { Warrant } from "../vault/index.ts";
import { type Signature, digestOf } from "../signing/index.ts";
import type { Case } from "./destruction.store.ts";
import type { CaseRow, ItemRow, SigningRow } from "./destruction-tables.ts";

/** `2029-0003`. */
export function serialOf(row: Pick<CaseRow, "year" | "number">): string {
  return `${row.year}-${String(row.number).padStart(4, "0")}`;
}

export function yearOf(house: House, atMs: number): number {
  return Number(localTime(atMs, house.config.timeZone).date.slice(0, 4));
}

export const partsOf = (row: CaseRow): Parts => ({
  filedBy: row.listed_by,
  decidedBy: row.decided_by,
  decidedFor: row.decided_for,
});

export const standpointOf = (actor: PersonActor): Standpoint => ({
  signInId: actor.signInId,
  terminal: actor.terminal,
  address: actor.address,
});

/** What the case allows to be erased: the recordings of its list. */
export const warrantOf = (one: Pick<Case, "row" | "items">): Warrant =>
  new Warrant({
    warrantId: one.row.case_id,
    from: "case",
    serial: serialOf(one.row),
    homeIds: one.items.flatMap((item) => item.home_id ?? []),
  });

/** Signatures of this turn that count. */
export function signedIn(one: Case, act: SignedAct): SigningRow | undefined {
  return one.signings.find(
    (row) => row.act === act && row.turn === one.row.turn && row.lapsed_at_ms === null,
  );
}

export function witnessesOf(one: Case): WitnessSigned[] {
  return (["witness-1", "witness-2"] as const).flatMap((act) => {
    const row = signedIn(one, act);
    return row === undefined ? [] : [witnessSigned(row)];
  });
}

function witnessSigned(row: SigningRow): WitnessSigned {
  return {
    accountId: row.account_id,
    atMs: row.signed_at_ms,
    signInId: row.sign_in_id,
    terminal: row.terminal,
    address: row.address,
  };
}

export function guardOf(one: Case, nowMs: number): DestructionGuard {
  const { cool_until_ms: coolUntilMs } = one.row;
  return {
    cooled: coolUntilMs !== null && nowMs >= coolUntilMs,
    bothWitnesses: witnessesOf(one).length === 2,
    resultSigned: (["result-1", "result-2", "result-administrator"] as const).every(
      (act) => signedIn(one, act) !== undefined,
    ),
  };
}

export function after(one: Case, event: DestructionEvent, nowMs: number) {
  return nextState(one.row.state, event, guardOf(one, nowMs));
}

export function listDigest(items: readonly ItemRow[]): string {
  return digestOf(
    items.map((item) => [
      item.item_id,
      item.home_id,
      item.objects,
      item.size_bytes,
      item.list_sha256,
    ]),
  );
}

/** What every entry of a case says of its list. */
export function digestsOf(one: Pick<Case, "row" | "items">) {
  const { items } = one;
  const sums = sumsOf(items.map((item) => ({ objects: item.objects, sizeBytes: item.size_bytes })));
  return {
    caseId: one.row.case_id,
    serial: serialOf(one.row),
    ...sums,
    listSha256: listDigest(items),
  };
}

export function formDigest(one: Case, form: FormText): string {
  return digestOf({ ...digestsOf(one), form });
}

/** A signature's row, with where its hand stood. */
export function signingRow(
  house: House,
  of: {
    readonly one: Case;
    readonly act: SignedAct;
    readonly signer: PersonActor;
    readonly signature: Signature;
    readonly standingForName?: string | null;
  },
): SigningRow {
  const { one, act, signer, signature, standingForName = null } = of;
  return {
    signing_id: house.newId(),
    site_id: house.siteId,
    case_id: one.row.case_id,
    turn: one.row.turn,
    act,
    account_id: signer.accountId,
    name: signer.name,
    standing_for_name: standingForName,
    sign_in_id: signer.signInId,
    terminal: signer.terminal,
    address: signer.address,
    strokes: signature.strokes,
    sha256: signature.sha256,
    signed_at_ms: house.clock.now(),
    lapsed_at_ms: null,
  };
}
