import type { ArticleKey } from "../../contract/articles.ts";
import { operationGroups } from "../../contract/entries.ts";
import type { Control } from "./control.ts";

/** Articles 1 to 6: what is traced, and by whom it is cared for. */
export const recordingControls = {
  "S0-1": {
    shows: ["lessonsSkills", "lessonsExperiment", "lessonsAssessment", "lessonsFirstAid"],
    faults: ["lessonsUnfilmed"],
    evidence: ["vault.round-taken@1", "lesson.changed@1", "timetable.imported@1"],
  },
  "S0-2a": {
    shows: ["itemsKept", "itemsArchived"],
    faults: ["deletionsOverdue"],
    evidence: ["item.enrolled@1", "item.stepped@1"],
  },
  "S0-2b": {
    shows: ["accountsOpen", "accountsExternal"],
    faults: ["dutyViolations", "externalEndless", "externalExpired"],
    evidence: ["account.opened@1", "account.changed@1", "account.closed@1"],
  },
  "S0-3a": { shows: [], faults: ["principlesRed"], evidence: ["daily-check.judged@1"] },
  "S0-3b": {
    shows: ["ledgerEntries", "scrubbedObjects"],
    faults: ["ledgerFindings", "ledgerWritable", "damagedHere"],
    evidence: ["vault.round-taken@1", "copy.scrubbed@1", "check.finished@1"],
  },
  "S0-4.1a": {
    shows: [],
    faults: ["directorsMissing"],
    evidence: ["request.decided@1", "destruction.decided@1"],
  },
  "S0-4.1b": { shows: [], faults: ["digestsLate"], evidence: ["digest.acknowledged@1"] },
  "S0-4.2a": { shows: [], faults: ["dutiesOverdue"], evidence: ["task.signed@1"] },
  "S0-4.2b": {
    shows: ["incidentsOpen"],
    faults: ["incidentsLate", "incidentsUnowned"],
    evidence: ["incident.raised@1", "incident.acknowledged@1", "incident.closed@1"],
  },
  "S0-4.3a": { shows: [], faults: ["cardsUnsigned"], evidence: ["card.signed@1"] },
  "S0-4.3b": {
    shows: [],
    faults: ["camerasCovered"],
    evidence: ["detection.began@1", "act.refused@1"],
  },
  "S0-4.3c": {
    shows: ["lessonsHeld"],
    faults: ["lessonsUnconfirmed"],
    evidence: ["completion.confirmed@1", "completion.reported@1"],
  },
  "S0-4.3d": { shows: [], faults: ["incidentsUnowned"], evidence: ["problem.reported@1"] },
  "S0-4.4": { shows: [], faults: [], evidence: ["rules.acknowledged@1"] },
  "S0-5.1.1": {
    shows: [],
    faults: ["checkpointLate"],
    evidence: ["sign-in.opened@1", "sign-in.closed@1", "sign-in.refused@1"],
  },
  "S0-5.1.2": {
    shows: [],
    faults: ["checkpointLate"],
    evidence: [
      ...operationGroups.rights,
      ...operationGroups.parameters,
      ...operationGroups.switches,
      ...operationGroups.accounts,
    ],
  },
  "S0-5.1.3": {
    shows: [],
    faults: ["checkpointLate"],
    evidence: ["camera.changed@1", "camera.tested@1", "live.opened@1", "exam.run@1"],
  },
  "S0-5.2.0": { shows: ["lessonsHeld"], faults: ["lessonsUnfilmed"], evidence: ["plan.written@1"] },
  "S0-5.2.1": {
    shows: ["lessonsHeld", "gapsStanding", "missingMs"],
    faults: ["gapsUnreasoned"],
    evidence: ["completion.certified@1", "interruption.reasoned@1", "completion.confirmed@1"],
  },
  "S0-5.2.2": { shows: [], faults: [], evidence: ["bookmark.set@1"] },
  "S0-5.2.3": {
    shows: ["lessonsExam"],
    faults: ["examsUnrecorded", "lessonsUnfilmed"],
    evidence: ["exam.opened@1", "exam.override-decided@1"],
  },
  "S0-5.2.4": {
    shows: ["lessonsExternal"],
    faults: ["agreementsOverdue"],
    evidence: ["agreement.recorded@1"],
  },
  "S0-5.3.1": { shows: [], faults: [], evidence: ["session-record.completed@1"] },
  "S0-5.3.2": {
    shows: [],
    faults: [],
    evidence: ["score.handed-in@1", "score.released@1", "score.imported@1"],
  },
  "S0-5.3.3": {
    shows: [],
    faults: [],
    evidence: ["attendance.closed@1", "comment.added@1", "lesson-task.checked@1"],
  },
  "S0-5.4.1": {
    shows: ["ticketsOpen"],
    faults: ["camerasAltered"],
    evidence: ["maintenance.opened@1", "maintenance.closed@1"],
  },
  "S0-5.4.2": {
    shows: ["incidentsOpen"],
    faults: ["incidentsLate"],
    evidence: ["detection.began@1", "detection.ended@1"],
  },
  "S0-5.4.3": {
    shows: ["mattersOpen"],
    faults: ["mattersUnowned"],
    evidence: ["matter.reported@1", "matter.closed@1"],
  },
  "S0-6.1a": {
    shows: ["lessonsHeld"],
    faults: ["recorderSilent"],
    evidence: ["plan.written@1", "vault.round-taken@1"],
  },
  "S0-6.1b": { shows: [], faults: ["camerasCovered"], evidence: ["act.refused@1"] },
  "S0-6.1c": {
    shows: ["gapsStanding"],
    faults: ["gapsOverdue"],
    evidence: ["interruption.noticed@1", "interruption.reasoned@1", "interruption.ended@1"],
  },
  "S0-6.2a": {
    shows: ["ledgerEntries", "unsealedEntries"],
    faults: ["ledgerFindings", "checkpointLate"],
    evidence: ["vault.round-taken@1", "task.opened@1", "sign-in.opened@1"],
  },
  "S0-6.2b": {
    shows: ["sheetsPrinted", "papersWaiting"],
    faults: ["papersMissing"],
    evidence: ["register.printed@1", "register.paired@1"],
  },
} as const satisfies Partial<Record<ArticleKey, Control>>;
