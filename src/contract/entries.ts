import { z } from "zod";
import { archiveEntries } from "./entries/archive.ts";
import { askingEntries } from "./entries/asking.ts";
import { attendanceEntries } from "./entries/attendance.ts";
import { carriedEntries } from "./entries/carried.ts";
import { conductEntries } from "./entries/conduct.ts";
import { completionEntries } from "./entries/completion.ts";
import { copiesEntries } from "./entries/copies.ts";
import { handingEntries } from "./entries/handing.ts";
import { debriefEntries } from "./entries/debrief.ts";
import { deviceScoresEntries } from "./entries/device-scores.ts";
import { detectionEntries } from "./entries/detection.ts";
import { destructionEntries } from "./entries/destruction.ts";
import { houseEntries } from "./entries/house.ts";
import { evidencePackEntries } from "./entries/evidence-pack.ts";
import { incidentCareEntries } from "./entries/incident-care.ts";
import { keepingEntries } from "./entries/keeping.ts";
import { maintenanceEntries } from "./entries/maintenance.ts";
import { ownTermEntries } from "./entries/own-terms.ts";
import { officeEntries } from "./entries/offices.ts";
import { peopleEntries } from "./entries/people.ts";
import { readinessEntries } from "./entries/readiness.ts";
import { playbookEntries } from "./entries/playbooks.ts";
import { policyEntries } from "./entries/policies.ts";
import { recordingEntries } from "./entries/recording.ts";
import { restoringEntries } from "./entries/restoring.ts";
import { examEntries } from "./entries/osce.ts";
import { scoringEntries } from "./entries/scoring.ts";
import { supervisionEntries } from "./entries/supervision.ts";
import { coursesEntries } from "./entries/courses.ts";
import { timetableEntries } from "./entries/timetable.ts";
import { tendingEntries } from "./entries/tending.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { Role } from "./roles.ts";

export { exitKinds, SignInWay, Snapshot } from "./entries/parts.ts";

/**
 * Every kind of ledger entry with the shape of its body: past-tense facts with a version. A kind,
 * once written somewhere, stays readable for ever; a new shape is a new version beside it.
 */
export const entryKinds = {
  ...houseEntries,
  ...peopleEntries,
  ...playbookEntries,
  ...recordingEntries,
  ...askingEntries,
  ...attendanceEntries,
  ...archiveEntries,
  ...destructionEntries,
  ...detectionEntries,
  ...carriedEntries,
  ...conductEntries,
  ...completionEntries,
  ...copiesEntries,
  ...handingEntries,
  ...keepingEntries,
  ...maintenanceEntries,
  ...ownTermEntries,
  ...officeEntries,
  ...policyEntries,
  ...readinessEntries,
  ...restoringEntries,
  ...scoringEntries,
  ...examEntries,
  ...deviceScoresEntries,
  ...debriefEntries,
  ...supervisionEntries,
  ...tendingEntries,
  ...timetableEntries,
  ...coursesEntries,
  ...incidentCareEntries,
  ...evidencePackEntries,
} as const;

export type EntryKind = keyof typeof entryKinds;
export type EntryBody<K extends EntryKind> = z.infer<(typeof entryKinds)[K]>;

/**
 * The four kinds of back-office operations an inspector asks for (S0-5.1.2: 权限变更, 参数调整,
 * 功能启停, 账号新增/注销). `ledger.list` takes a group's name in place of a kind.
 */
export const operationGroups = {
  rights: [
    "account.changed@1",
    "appointment.opened@1",
    "appointment.acknowledged@1",
    "appointment.ended@1",
  ],
  parameters: [
    "setting.changed@1",
    "provider.changed@1",
    "site.changed@1",
    "venue.changed@1",
    "station.changed@1",
    "camera.changed@1",
  ],
  switches: [
    "house.set-up@1",
    "plan.written@1",
    "recorder.started@1",
    "ledger.opened@1",
    "clock.doubted@1",
  ],
  accounts: ["account.opened@1", "account.closed@1"],
} as const satisfies Record<string, readonly EntryKind[]>;
export type OperationGroup = keyof typeof operationGroups;

/** What an entry is about, so that a lesson's or camera's history is one query. */
export const Subject = z.strictObject({
  type: z.enum([
    "house",
    "account",
    "sign-in",
    "provider",
    "site",
    "venue",
    "station",
    "camera",
    "lesson",
    "timetable",
    "course",
    "round",
    "viewing",
    "request",
    "delegation",
    "appointment",
    "paper",
    "export",
    "register",
    "ledger",
    "segment",
    "item",
    "hold",
    "agreement",
    "evidence",
    "destruction",
    "archive",
    "copy-target",
    "home",
    "medium",
    "library-item",
    "incident",
    "event",
    "task",
    "kiosk",
    "checklist",
    "exam",
    "spot-check",
    "digest",
    "policy",
    "matter",
    "suspicion",
    "device",
    "ticket",
    "evidence-pack",
  ]),
  id: Id,
});
export type Subject = z.infer<typeof Subject>;

/**
 * The leaf: canonical JSON of this object (`kernel/canonical.ts`) is the exact text that was hashed.
 * `personal` holds field → SHA-256(salt ‖ text) so that the text can be erased later and the tree stays.
 * A person's login and name inside `actor` are therefore replaced by their digests, too.
 */
export const Leaf = z.strictObject({
  version: z.literal(1),
  id: Id,
  siteId: Id,
  kind: z.string().max(64),
  atMs: Ms,
  actor: z.union([
    z.strictObject({ kind: z.literal("system"), name: z.string().max(32) }),
    z.strictObject({
      kind: z.literal("person"),
      accountId: Id,
      signInId: Id,
      role: Role,
      terminal: z.string(),
      address: z.string(),
    }),
  ]),
  subject: Subject,
  body: z.record(z.string(), z.unknown()),
  personal: z.record(z.string().max(32), Sha256Hex),
});
export type Leaf = z.infer<typeof Leaf>;

/** One disclosed personal field, kept apart from the leaf and erasable. */
export const Disclosed = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  text: z.string().max(2_000),
});
export type Disclosed = z.infer<typeof Disclosed>;

/** One line of an exported ledger (`entries.jsonl`): the leaf text byte for byte, and what may be disclosed. */
export const ExportedEntry = z.strictObject({
  index: z.int().min(0),
  leaf: z.string().max(64 * 1024),
  personal: z.record(z.string(), Disclosed),
});
export type ExportedEntry = z.infer<typeof ExportedEntry>;
