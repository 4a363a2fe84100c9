import { limits } from "../../contract/limits.ts";
import { granted, refused } from "../../contract/outcome.ts";
import type { DigestContent } from "../../contract/supervision.ts";
import { digestDueMs, isLateDigest } from "../../kernel/supervision/digest-state.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act, entriesIn } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import { tasks } from "../tasks/index.ts";
import {
  type DigestRow,
  insertDigest,
  markEscalated,
  selectDigests,
  selectReceipts,
  selectSuperior,
} from "./digests.store.ts";
import { monthBefore, monthSpan } from "./months.ts";
import { isUnapproved } from "./self-check-figures.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;

/** Makes the digest of the month that has ended, once, and passes on what nobody acknowledged. */
export async function tendDigests(house: House): Promise<void> {
  await makeDigest(house);
  await escalateDigests(house);
}

async function makeDigest(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const month = monthBefore(nowMs, house.config.timeZone);
  const known = await selectDigests(house.db, { siteId: house.siteId, most: 1 });
  if (known[0] !== undefined && known[0].month >= month) return;
  // A month in which the house did not stand has nothing to tell.
  if ((await tasks.ofPeriod(house, { kind: "monthly-check", period: month })) === undefined) return;
  const content = await contentOf(house, month);
  const row: DigestRow = {
    digest_id: house.newId(),
    site_id: house.siteId,
    month,
    made_at_ms: nowMs,
    content,
    sha256: digestOf({ month, content }),
    escalated_at_ms: null,
    escalated_to: null,
  };
  await act(house, scheduler, "digest.made@1", async (tx) => {
    if (!(await insertDigest(tx, row))) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "digest", id: row.digest_id },
      body: {
        digestId: row.digest_id,
        month,
        overdueTasks: content.tasks.length,
        openIncidents: content.incidentsTotal,
        refusals: content.refusalsTotal,
        digestSha256: row.sha256,
        dueMs: digestDueMs(nowMs),
      },
    });
  });
}

/** Exactly what is there when it is made: nothing is added, left out or weighed. */
async function contentOf(house: House, month: string): Promise<DigestContent> {
  const nowMs = house.clock.now();
  const overdue = await tasks.overdue(house, nowMs);
  const open = await openIncidents(house);
  const refused = (
    await entriesIn(house, monthSpan(month, house.config.timeZone), {
      kinds: ["act.refused@1"],
      most: limits.registerTableRows,
    })
  ).filter(isUnapproved);
  return {
    tasks: overdue.map(({ taskId, kind, every, period, about, dueMs }) => ({
      taskId,
      kind,
      every,
      period,
      about,
      dueMs,
    })),
    incidents: open
      .slice(0, limits.digestLines)
      .map(({ incidentId, kind, severity, state, firstSeenMs, count }) => ({
        incidentId,
        kind,
        severity,
        state,
        firstSeenMs,
        count,
      })),
    incidentsTotal: open.length,
    refusals: refused.slice(0, limits.digestLines).map(({ entryId, atMs, leaf }) => ({
      entryId,
      atMs,
      accountId: leaf.actor.kind === "person" ? leaf.actor.accountId : null,
      attempted: text(leaf.body["attempted"]),
      code: text(leaf.body["code"]),
      rule: text(leaf.body["rule"]),
    })),
    refusalsTotal: refused.length,
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Every incident nobody has closed, as the director sees them. */
async function openIncidents(house: House) {
  const reader = { accountId: house.siteId, role: "director" } as const;
  const found = new Map<string, IncidentShown>();
  for (let beforeMs: number | undefined; ;) {
    const page = await incidents.list(house, reader, { unfinished: true, beforeMs });
    if (!page.ok) return [...found.values()];
    for (const one of page.value.incidents) found.set(one.incidentId, one);
    const last = page.value.incidents.at(-1);
    if (!page.value.more || last === undefined) return [...found.values()];
    beforeMs = last.lastSeenMs;
  }
}
type IncidentShown = Extract<
  Awaited<ReturnType<typeof incidents.list>>,
  { ok: true }
>["value"]["incidents"][number];

/** What is unacknowledged after seven days goes to whom the institution named (S0-4.1b). */
async function escalateDigests(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const rows = await selectDigests(house.db, {
    siteId: house.siteId,
    most: limits.digestsListed,
  });
  const acknowledged = new Set(
    (await selectReceipts(house.db, house.siteId)).map((one) => one.digest_id),
  );
  for (const row of rows) {
    const subject = { type: "task", id: `digest ${row.month}` } as const;
    if (acknowledged.has(row.digest_id)) {
      if (row.escalated_at_ms !== null)
        await incidents.settle(house, { kind: "digest-unacknowledged", subject });
      continue;
    }
    if (row.escalated_at_ms !== null || !isLateDigest(row.made_at_ms, nowMs)) continue;
    // The incident comes first: a crash between the two counts once more, and never tells nobody.
    await incidents.raise(house, {
      kind: "digest-unacknowledged",
      severity: "major",
      subject,
      facts: { period: row.month, dueMs: digestDueMs(row.made_at_ms) },
    });
    await escalate(house, row);
  }
}

async function escalate(house: House, row: DigestRow): Promise<void> {
  const named = await selectSuperior(house.db, house.siteId);
  // Whoever was named and holds the role no more is passed over: then everybody of it is told.
  const holders = await accounts.withRole(house, "superior");
  const to = holders.some((one) => one.accountId === named) ? named : null;
  await act(house, scheduler, "digest.escalated@1", async (tx) => {
    const marked = await markEscalated(tx, {
      digestId: row.digest_id,
      atMs: house.clock.now(),
      to,
    });
    if (!marked) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "digest", id: row.digest_id },
      body: { digestId: row.digest_id, month: row.month, to },
    });
  });
}
