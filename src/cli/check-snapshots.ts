import { z } from "zod";
import { type EntryKind, Snapshot, type Subject } from "../contract/entries.ts";
import type { Finding } from "../contract/finding.ts";
import type { Account } from "../contract/routes/people.ts";
import type { Camera } from "../contract/routes/places.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import type { House } from "../platform/house.ts";
import { type Entry, newestPerSubject } from "../server/ledger/index.ts";
import { lessonsOfOccasions } from "../server/lessons/index.ts";
import { accounts } from "../server/people/index.ts";
import { cameras } from "../server/places/index.ts";
import { disposal } from "../server/vault/index.ts";

const Change = z.object({ after: Snapshot.nullable() }).loose();
const subjectsAtOnce = 500;

interface Comparison {
  readonly subjectType: Subject["type"];
  readonly kinds: readonly EntryKind[];
  /** What rows say now of these subjects; a missing one is a row that is gone. */
  readonly now: (entries: readonly Entry[]) => Promise<ReadonlyMap<string, Snapshot>>;
}

/** Rows of lessons, cameras and accounts against what their newest entry says they are. */
export async function checkSnapshots(house: House): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const comparison of comparisons(house)) findings.push(...(await compare(house, comparison)));
  return findings;
}

function comparisons(house: House): Comparison[] {
  return [
    {
      subjectType: "lesson",
      kinds: ["lesson.changed@1", "lesson.labelled@1"],
      now: (entries) => lessonsNow(house, entries),
    },
    {
      subjectType: "camera",
      kinds: ["camera.changed@1"],
      now: (entries) => camerasNow(house, entries),
    },
    {
      subjectType: "account",
      kinds: ["account.opened@1", "account.changed@1", "account.closed@1"],
      now: () => accountsNow(house),
    },
  ];
}

async function compare(house: House, of: Comparison): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after: string | undefined; ;) {
    const entries = await newestPerSubject(house, {
      subjectType: of.subjectType,
      kinds: of.kinds,
      most: subjectsAtOnce,
      ...(after === undefined ? {} : { afterSubjectId: after }),
    });
    const now = await of.now(entries);
    for (const entry of entries) {
      const { id } = entry.leaf.subject;
      const change = Change.safeParse(entry.leaf.body);
      const entered = change.success ? change.data.after : null;
      if (entered === null) continue;
      const row = now.get(id);
      if (row === undefined) findings.push({ code: "row-missing", id, detail: of.subjectType });
      else
        findings.push(
          ...differences(entry, entered, row).map((detail) => ({
            code: "snapshot-differs" as const,
            id,
            detail: `${of.subjectType}: ${detail}`,
          })),
        );
    }
    after = entries.at(-1)?.leaf.subject.id;
    if (after === undefined) return findings;
  }
}

/** Fields both tell of; what is personal stands beside the leaf and may have been erased. */
function differences(entry: Entry, entered: Snapshot, row: Snapshot): string[] {
  return Object.entries(row).flatMap(([field, value]) => {
    const told = field in entered ? entered[field] : entry.personal.get(field);
    return told === undefined || canonicalJson(told) === canonicalJson(value) ? [] : [field];
  });
}

async function lessonsNow(house: House, entries: readonly Entry[]): Promise<Map<string, Snapshot>> {
  const found = await lessonsOfOccasions(
    house,
    entries.map((entry) => entry.leaf.subject.id),
  );
  const erased = await disposal.which(
    house,
    found.map(({ lesson }) => lesson.lessonId),
  );
  return new Map(
    found.map(({ lesson, snapshot }) => [
      lesson.lessonId,
      erased.has(lesson.lessonId) ? withoutPeople(snapshot) : snapshot,
    ]),
  );
}

/** Names of trainees went with the footage that was destroyed: nothing is left to compare (C-28). */
function withoutPeople(snapshot: Snapshot): Snapshot {
  const people = ["rosterNames", "groups", "peopleSha256"];
  return Object.fromEntries(Object.entries(snapshot).filter(([field]) => !people.includes(field)));
}

async function camerasNow(house: House, entries: readonly Entry[]): Promise<Map<string, Snapshot>> {
  const found = await cameras.find(
    house,
    entries.map((entry) => entry.leaf.subject.id),
  );
  return new Map(found.map((camera) => [camera.cameraId, cameraFields(camera)]));
}

function cameraFields(camera: Camera): Snapshot {
  const { label, name, venueId, stationId, coverage, mode, state } = camera;
  const fields: Snapshot = { label, name, venueId, stationId, coverage, mode, state };
  for (const { stream, source, user, hasSecret } of camera.streams) {
    fields[`${stream}.source`] = `${source.scheme}://${source.host}:${source.port}${source.path}`;
    fields[`${stream}.transport`] = source.transport;
    fields[`${stream}.user`] = user;
    fields[`${stream}.hasSecret`] = hasSecret;
  }
  return fields;
}

async function accountsNow(house: House): Promise<Map<string, Snapshot>> {
  const listed = await accounts.list(house, { kind: "system", name: "operator" });
  const found = listed.ok ? listed.value.accounts : [];
  return new Map(found.map((account) => [account.accountId, accountFields(account)]));
}

function accountFields(account: Account): Snapshot {
  const { category, role, expiresAtMs, venueIds, name, login, personKey } = account;
  return { category, role, expiresAtMs, venueIds, name, login, personKey };
}
