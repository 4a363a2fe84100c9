import type { PersonActor } from "../../contract/actor.ts";
import type { Concerned, Matter, Sanction } from "../../contract/conduct.ts";
import type { EntryBody, EntryKind } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { missingToClose } from "../../kernel/conduct/matters.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import {
  type MatterRow,
  insertStatement,
  lockMatter,
  selectMatters,
  selectStatements,
  updateClosed,
  updatePeople,
} from "./conduct.store.ts";
import { handles, houseSanctions } from "./matter-view.ts";
import { personNamed, shown, textDigest } from "./report-matter.ts";

/** Says who answers for a matter, and whom it concerns as far as that is known. */
export async function assignPeople(
  house: House,
  actor: PersonActor,
  ask: {
    readonly matterId: string;
    readonly responsible: Concerned;
    readonly person: Concerned | null;
  },
): Promise<Outcome<Matter>> {
  const responsible = await personNamed(house, ask.responsible);
  const person = await personNamed(house, ask.person);
  if (responsible === undefined) return refused("bad_input", { field: "responsible" });
  if (person === undefined) return refused("bad_input", { field: "person" });
  const change = {
    ...person,
    responsible_id: responsible.person_id,
    responsible_name: responsible.person_name,
  };
  // Nobody names oneself as the one concerned and goes on handling it, nor answers for an own matter.
  if (change.person_id !== null && change.person_id === change.responsible_id)
    return refused("matter_own");
  return onMatter(house, actor, {
    kind: "matter.assigned@1",
    matterId: ask.matterId,
    check: ownRefusal,
    write: async (tx, row) => {
      await updatePeople(tx, row.matter_id, change);
      return {
        row: { ...row, ...change },
        body: { matterId: row.matter_id, personKnown: change.person_name !== null },
        personal: {
          responsible: change.responsible_name ?? "",
          ...(change.person_name === null ? {} : { person: change.person_name }),
        },
      };
    },
  });
}

/** What the person concerned says; whoever handles the matter may write down what was said. */
export async function answerMatter(
  house: House,
  actor: PersonActor,
  ask: { readonly matterId: string; readonly text: string; readonly saidBy: string | null },
): Promise<Outcome<Matter>> {
  const statementId = house.newId();
  return onMatter(house, actor, {
    kind: "matter.answered@1",
    matterId: ask.matterId,
    check: (row) => {
      const own = row.person_id === actor.accountId;
      if (own ? ask.saidBy !== null : !handles(actor) || ask.saidBy === null)
        return refused("matter_not_yours");
      return undefined;
    },
    write: async (tx, row) => {
      const before = await selectStatements(tx, [row.matter_id]);
      if (before.length >= limits.statementsOfMatter)
        return refused("too_many", { most: limits.statementsOfMatter });
      await insertStatement(tx, {
        statement_id: statementId,
        site_id: house.siteId,
        matter_id: row.matter_id,
        said_name: ask.saidBy ?? actor.name,
        noted_name: ask.saidBy === null ? null : actor.name,
        said: ask.text,
        at_ms: house.clock.now(),
      });
      return {
        row,
        body: { matterId: row.matter_id, statementId, textSha256: textDigest(ask.text) },
        personal: { statement: ask.text, ...(ask.saidBy === null ? {} : { saidBy: ask.saidBy }) },
      };
    },
  });
}

/** Closes a matter with what was done; refused without a responsible person or a disposition (S0-5.4.3). */
export async function closeMatter(
  house: House,
  actor: PersonActor,
  ask: {
    readonly matterId: string;
    readonly disposition: string;
    readonly sanctions: readonly Sanction[];
  },
): Promise<Outcome<Matter>> {
  const offered = await houseSanctions(house);
  const sanctions = [...new Set(ask.sanctions)];
  return onMatter(house, actor, {
    kind: "matter.closed@1",
    matterId: ask.matterId,
    check: ownRefusal,
    write: async (tx, row) => {
      const missing = missingToClose({
        kind: row.kind,
        responsible: row.responsible_name,
        disposition: ask.disposition,
        sanctions,
      });
      if (missing.length > 0) return refused("matter_incomplete", { fields: missing.join(" ") });
      if (sanctions.some((one) => !offered.includes(one))) return refused("sanction_unfit");
      const change = {
        sanctions,
        disposition: ask.disposition.trim(),
        closed_by: actor.accountId,
        closed_name: actor.name,
        closed_at_ms: house.clock.now(),
      };
      await updateClosed(tx, row.matter_id, change);
      return {
        row: { ...row, ...change },
        body: {
          matterId: row.matter_id,
          sanctions,
          dispositionSha256: textDigest(change.disposition),
        },
        personal: { disposition: change.disposition },
      };
    },
  });
}

/** Nobody handles what concerns oneself. */
function ownRefusal(row: MatterRow, actor: PersonActor): Refusal | undefined {
  return row.person_id === actor.accountId ? refused("matter_own") : undefined;
}

interface Handling<K extends EntryKind> {
  readonly kind: K;
  readonly matterId: string;
  readonly check: (row: MatterRow, actor: PersonActor) => Refusal | undefined;
  readonly write: (
    tx: Writing,
    row: MatterRow,
  ) => Promise<
    | Refusal
    | {
        readonly row: MatterRow;
        readonly body: EntryBody<K>;
        readonly personal?: Readonly<Record<string, string>>;
      }
  >;
}

/** One change of a matter that the person sees and that is still open. */
export async function onMatter<K extends EntryKind>(
  house: House,
  actor: PersonActor,
  how: Handling<K>,
): Promise<Outcome<Matter>> {
  const { matterId, kind } = how;
  const [seen] = await asTier(house, actor, (db) =>
    selectMatters(db, { siteId: house.siteId, matterId, most: 1 }),
  );
  const changed = await act(house, actor, kind, async (tx) => {
    const row = await lockMatter(tx, house.siteId, matterId);
    if (seen === undefined || row === undefined) return refused("not_found");
    if (row.closed_at_ms !== null) return refused("matter_closed");
    const refusal = how.check(row, actor);
    if (refusal !== undefined) return refusal;
    const written = await how.write(tx, row);
    if ("ok" in written) return written;
    return granted({
      value: written.row,
      subject: { type: "matter" as const, id: matterId },
      body: written.body,
      ...(written.personal === undefined ? {} : { personal: written.personal }),
    });
  });
  return changed.ok ? shown(house, actor, changed.value) : changed;
}
