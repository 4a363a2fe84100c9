import type { Actor } from "../../contract/actor.ts";
import {
  type EntryBody,
  type EntryKind,
  entryKinds,
  type Subject,
} from "../../contract/entries.ts";
import { type Outcome, type Refusal, granted } from "../../contract/outcome.ts";
import { refusals } from "../../contract/refusals.ts";
import { fromHex } from "../../kernel/bytes.ts";
import { buildLeaf } from "../../kernel/ledger/leaf.ts";
import { brandWriting, type Writing } from "../../platform/database.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { type NewEntry, insertEntries } from "./ledger.store.ts";

/** An entry to be written beside the main one, in the same transaction; its body is checked. */
export interface EntryDraft {
  readonly kind: EntryKind;
  readonly subject: Subject;
  readonly body: unknown;
  readonly personal?: Readonly<Record<string, string>>;
}

/** What a write hands back: its value, and the entry that tells of it. */
export interface Written<K extends EntryKind, T> {
  readonly value: T;
  readonly subject: Subject;
  readonly body: EntryBody<K>;
  readonly personal?: Readonly<Record<string, string>>;
  readonly also?: readonly EntryDraft[];
}

/** Carries a refusal out of the transaction so that it rolls back; never leaves this file. */
class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * The only maker of a write transaction (S0-6.2a): the change and its entry commit together or not
 * at all. A refusal from `write` rolls back and is itself entered. If the entry cannot be written
 * this throws and nothing has happened.
 */
export async function act<K extends EntryKind, T>(
  house: House,
  actor: Actor,
  kind: K,
  write: (tx: Writing) => Promise<Outcome<Written<K, T>>>,
): Promise<Outcome<T>> {
  try {
    return await transact(house, async (tx) => {
      const outcome = await write(tx);
      if (!outcome.ok) throw new RolledBack(outcome);
      const { value, also = [], ...draft } = outcome.value;
      await enter(house, tx, { actor, drafts: [{ kind, ...draft }, ...also] });
      return granted(value);
    });
  } catch (cause) {
    if (!(cause instanceof RolledBack)) throw cause;
    await enterRefusal(house, actor, kind, cause.refusal, standingFor(house, actor));
    return cause.refusal;
  }
}

/** Caches and counters: a write without an entry, with the reason why it needs none. */
export function quiet<T>(
  house: House,
  reason: string,
  write: (tx: Writing) => Promise<T>,
): Promise<T> {
  if (reason.length < 8) throw new Error("a write without an entry states its reason");
  return transact(house, write);
}

/** Enters a refusal in a transaction of its own: actor, what was attempted, rule, facts. */
export async function enterRefusal(
  house: House,
  actor: Actor,
  attempted: string,
  refusal: Refusal,
  subject: Subject,
): Promise<void> {
  const body = {
    attempted: attempted.slice(0, 80),
    code: refusal.code,
    rule: refusals[refusal.code].rule,
    facts: enterable(refusal.facts ?? {}),
  };
  const drafts: EntryDraft[] = [{ kind: "act.refused@1", subject, body }];
  await transact(house, (tx) => enter(house, tx, { actor, drafts }));
}

/** Facts of a refusal as a leaf can hold them: short well-formed texts and whole numbers. */
function enterable(facts: NonNullable<Refusal["facts"]>): Record<string, string | number> {
  const entries = Object.entries(facts).map(([name, fact]): [string, string | number] => [
    name,
    typeof fact === "number" && Number.isSafeInteger(fact)
      ? fact
      : String(fact).toWellFormed().slice(0, 500).toWellFormed(),
  ]);
  return Object.fromEntries(entries);
}

/** What a refusal is about when the act never came to name its subject. */
function standingFor(house: House, actor: Actor): Subject {
  return actor.kind === "person"
    ? { type: "account", id: actor.accountId }
    : { type: "house", id: house.siteId };
}

async function enter(
  house: House,
  tx: Writing,
  what: { readonly actor: Actor; readonly drafts: readonly EntryDraft[] },
): Promise<void> {
  const atMs = house.clock.now();
  await insertEntries(
    tx,
    what.drafts.map((draft) => newEntry(house, what.actor, { ...draft, atMs })),
  );
}

function newEntry(house: House, actor: Actor, draft: EntryDraft & { atMs: number }): NewEntry {
  const { kind, subject, atMs } = draft;
  const id = house.newId();
  const body = entryKinds[kind].parse(draft.body);
  const { text, personal } = buildLeaf(
    { id, siteId: house.siteId, kind, atMs, actor, subject, body, personal: draft.personal ?? {} },
    { sha256, drawSalt: () => draw(16) },
  );
  const fields = [...personal].map(([field, disclosed]) => ({
    field,
    salt: fromHex(disclosed.salt) ?? new Uint8Array(),
    text: disclosed.text,
  }));
  return { id, siteId: house.siteId, kind, atMs, subject, leaf: text, personal: fields };
}

function transact<T>(house: House, write: (tx: Writing) => Promise<T>): Promise<T> {
  return house.db.transaction().execute((tx) => write(brandWriting(tx)));
}
