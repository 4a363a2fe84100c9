import type { EntryKind } from "../../contract/entries.ts";
import {
  type IncidentFacts,
  type IncidentKind,
  type IncidentSubject,
  type SaidFacts,
  type Severity,
  reportedKinds,
  severities,
} from "../../contract/incidents.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { hardLimitMs, targetMsOf } from "../../kernel/incidents/timers.ts";
import { type EntryDraft, act, quiet } from "../ledger/index.ts";
import { type Owner, ownerNow } from "./duty.ts";
import { selectDuty } from "./duty.store.ts";
import {
  type IncidentKey,
  type IncidentRow,
  countAgain,
  insertIncident,
  lockSubject,
  selectGoingOn,
  selectNewest,
  updateIncident,
} from "./incidents.store.ts";

/** What a room noticed. */
export interface Trouble {
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly subject: IncidentSubject;
  readonly facts: SaidFacts;
}

export const scheduler = { kind: "system", name: "scheduler" } as const;

/** Somebody else was faster: what was read before the lock no longer holds. */
class Outrun extends Error {}
const attemptsMost = 10;

/**
 * Says that something happened which must be handled. The same kind and subject counts up while it goes
 * on; worse than before, or back within the hour after it had settled, it is entered again.
 */
export async function raise(house: House, trouble: Trouble): Promise<{ incidentId: string }> {
  const key = { siteId: house.siteId, kind: trouble.kind, subject: trouble.subject };
  const seen = { ...trouble, facts: enterable(trouble.facts), atMs: house.clock.now() };
  for (let attempt = 0; attempt < attemptsMost; attempt++) {
    const known = await selectNewest(house.db, key);
    try {
      return await take(house, { key, seen, known });
    } catch (cause) {
      if (!(cause instanceof Outrun)) throw cause;
    }
  }
  throw new Error(`incident ${key.kind} ${key.subject.id} is raised by too many at once`);
}

interface Seen extends Omit<Trouble, "facts"> {
  readonly facts: IncidentFacts;
  readonly atMs: number;
}
interface Taking {
  readonly key: IncidentKey;
  readonly seen: Seen;
  readonly known: IncidentRow | undefined;
}
type Step = "raise" | "count" | "worsen" | "return";

function stepAfter(known: IncidentRow | undefined, seen: Seen): Step {
  if (known === undefined || known.closed_at_ms !== null) return "raise";
  if (known.settled_at_ms !== null)
    return seen.atMs - known.settled_at_ms < limits.incidentReturnMs ? "return" : "raise";
  return severities.indexOf(seen.severity) > severities.indexOf(known.severity)
    ? "worsen"
    : "count";
}

async function take(house: House, taking: Taking): Promise<{ incidentId: string }> {
  const { seen, known } = taking;
  const step = stepAfter(known, seen);
  if (known === undefined || step === "raise") return enter(house, taking, house.newId());
  const incidentId = known.incident_id;
  if (step !== "count") return enter(house, taking, incidentId);
  const counted = await quiet(house, "the same thing seen again counts up", (tx) =>
    countAgain(tx, { incidentId, facts: seen.facts, atMs: seen.atMs }),
  );
  if (!counted) throw new Outrun();
  return { incidentId };
}

const entryOf = {
  raise: "incident.raised@1",
  worsen: "incident.worsened@1",
  return: "incident.returned@1",
} as const satisfies Record<Exclude<Step, "count">, EntryKind>;

async function enter(
  house: House,
  { key, seen, known }: Taking,
  incidentId: string,
): Promise<{ incidentId: string }> {
  const step = stepAfter(known, seen);
  if (step === "count") throw new Outrun();
  const { kind, severity, subject, facts, atMs } = seen;
  const duty = await selectDuty(house.db, house.siteId);
  const owner = step === "raise" ? await ownerNow(house, duty) : undefined;
  const respondDueMs = atMs + targetMsOf({ kind, severity }, duty.targets);
  const clock = { respondDueMs, handleDueMs: atMs + hardLimitMs };
  const done = await act(house, scheduler, entryOf[step], async (tx) => {
    await lockSubject(tx, key);
    const now = await selectNewest(tx, key);
    if (stepAfter(now, seen) !== step || now?.incident_id !== known?.incident_id)
      throw new Outrun();
    const tells =
      reportedKinds.includes(kind) && (step === "raise" || now?.reported_at_ms === null);
    if (step === "raise")
      await insertIncident(tx, {
        incident_id: incidentId,
        site_id: house.siteId,
        kind,
        severity,
        subject_type: subject.type,
        subject_id: subject.id,
        facts,
        atMs,
        reported_at_ms: tells ? atMs : null,
        owner_id: owner?.account.accountId ?? null,
        owner_name: owner?.account.name ?? null,
        assigned: owner?.how ?? null,
        respond_due_ms: clock.respondDueMs,
        handle_due_ms: clock.handleDueMs,
      });
    else {
      if (step === "return") await updateIncident(tx, incidentId, { settled_at_ms: null });
      await countAgain(tx, { incidentId, facts, atMs });
      await updateIncident(tx, incidentId, {
        severity,
        // Worse, it has less time; never more than it had.
        respond_due_ms: Math.min(now?.respond_due_ms ?? respondDueMs, respondDueMs),
        ...(tells ? { reported_at_ms: atMs } : {}),
      });
    }
    return granted({
      value: { incidentId },
      subject: { type: "incident", id: incidentId },
      body: { incidentId, kind, severity, subject, facts },
      also: [
        ...(owner === undefined ? [] : [assigned(incidentId, owner, clock)]),
        ...(tells ? [reported(incidentId, kind)] : []),
      ],
    });
  });
  if (!done.ok) throw new Error(`an incident cannot be refused: ${done.code}`);
  return done.value;
}

function assigned(
  incidentId: string,
  { account, how }: Owner,
  clock: { readonly respondDueMs: number; readonly handleDueMs: number },
): EntryDraft {
  return {
    kind: "incident.assigned@1",
    subject: { type: "incident", id: incidentId },
    body: { incidentId, accountId: account.accountId, how, ...clock },
    personal: { name: account.name },
  };
}

function reported(incidentId: string, kind: IncidentKind): EntryDraft {
  const subject = { type: "incident" as const, id: incidentId };
  return { kind: "incident.reported@1", subject, body: { incidentId, kind } };
}

/** What was wrong is right again. Nothing happens where nothing goes on. */
export async function settle(
  house: House,
  about: { readonly kind: IncidentKind; readonly subject: IncidentSubject },
): Promise<void> {
  const key = { siteId: house.siteId, ...about };
  const known = await selectNewest(house.db, key);
  if (!goesOn(known)) return;
  try {
    await act(house, scheduler, "incident.settled@1", async (tx) => {
      await lockSubject(tx, key);
      const now = await selectNewest(tx, key);
      if (!goesOn(now)) throw new Outrun();
      const { incident_id: incidentId, count } = now;
      await updateIncident(tx, incidentId, { settled_at_ms: house.clock.now() });
      return granted({
        value: undefined,
        subject: { type: "incident", id: incidentId },
        body: { incidentId, count },
      });
    });
  } catch (cause) {
    if (!(cause instanceof Outrun)) throw cause;
  }
}

/**
 * What one look at everything of a kind found: each trouble is raised, and what goes on but was not
 * found any more is settled.
 */
export async function follow(
  house: House,
  about: { readonly kind: IncidentKind; readonly type: IncidentSubject["type"] },
  troubles: readonly Omit<Trouble, "kind">[],
): Promise<void> {
  for (const trouble of troubles) await raise(house, { kind: about.kind, ...trouble });
  const found = new Set(troubles.map(({ subject }) => subject.id));
  const going = await selectGoingOn(house.db, { siteId: house.siteId, ...about });
  for (const { subject_id: id } of going)
    if (!found.has(id))
      await settle(house, { kind: about.kind, subject: { type: about.type, id } });
}

function goesOn(row: IncidentRow | undefined): row is IncidentRow {
  return row !== undefined && row.settled_at_ms === null && row.closed_at_ms === null;
}

/** Facts as an entry can hold them: short well-formed texts and whole numbers. */
function enterable(facts: Trouble["facts"]): IncidentFacts {
  const entries = Object.entries(facts).map(([name, fact]): [string, string | number] => [
    name.slice(0, 40),
    typeof fact === "number" ? Math.round(fact) : fact.toWellFormed().slice(0, 500).toWellFormed(),
  ]);
  return Object.fromEntries(entries);
}
