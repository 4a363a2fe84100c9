import type { SuspicionReason } from "../../contract/conduct.ts";
import { type EntryKind, entryKinds } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { refusals } from "../../contract/refusals.ts";
import type { Around, Suspected, ToldFact } from "./signs.ts";
import { suspectSharing } from "./suspect-sharing.ts";

/** Kinds of entries that are looked at, each by one of the detectors below. */
export const tellingKinds = [
  "detection.began@1",
  "act.refused@1",
  "vault.damage-found@1",
  "incident.raised@1",
  "incident.returned@1",
  "incident.acknowledged@1",
  "watermark.removed@1",
  "sign-in.opened@2",
  "sign-in.closed@2",
  "sign-in.refused@1",
  "attendance.marked@1",
  "matter.reported@1",
  "interruption.reasoned@1",
  "event.traced@1",
] as const satisfies readonly EntryKind[];

type Told = (typeof tellingKinds)[number];
type Detector = (fact: ToldFact, around: Around) => Suspected | undefined;

const detectors: Readonly<Record<Told, Detector>> = {
  "detection.began@1": suspectCamera,
  "act.refused@1": suspectRefusal,
  "vault.damage-found@1": suspectDamage,
  "incident.raised@1": suspectRot,
  "incident.returned@1": suspectRot,
  "incident.acknowledged@1": suspectLateness,
  "watermark.removed@1": suspectMark,
  "sign-in.opened@2": suspectSharing,
  "sign-in.closed@2": suspectSharing,
  "sign-in.refused@1": suspectSharing,
  "attendance.marked@1": suspectSharing,
  "matter.reported@1": suspectLateReport,
  "interruption.reasoned@1": suspectLateReason,
  "event.traced@1": suspectViewer,
};

/** Whether an entry is a sign of one of the six violations. People decide whether it is one. */
export function suspect(fact: ToldFact, around: Around): Suspected | undefined {
  const kind = tellingKinds.find((one) => one === fact.leaf.kind);
  return kind === undefined ? undefined : detectors[kind](fact, around);
}

const none = { lessonId: null, cameraId: null, accountId: null, facts: {} } as const;
const hourMs = 3_600_000;

const cameraReasons = new Map<string, SuspicionReason>([
  ["covered", "camera-covered"],
  ["moved", "camera-moved"],
  ["lost", "camera-lost"],
  ["black", "camera-black"],
]);

/** V0-1: a camera covered, moved, lost or black while a lesson is on. */
function suspectCamera({ leaf }: ToldFact): Suspected | undefined {
  const body = entryKinds["detection.began@1"].parse(leaf.body);
  const reason = cameraReasons.get(body.kind);
  if (reason === undefined || body.lessonId === null) return undefined;
  const { lessonId, cameraId, eventId } = body;
  return { ...none, code: "V0-1", reason, factKey: `detection:${eventId}`, lessonId, cameraId };
}

const copying = new Set<string>([
  "not_permitted",
  "grant_missing",
  "grant_used",
  "outside_grant",
  "export_by_approver",
  "export_gone",
  "medium_not_issued",
]);
const early = new Set<string>([
  "item_permanent",
  "item_held",
  "item_not_due",
  "item_under_request",
]);

/** V0-1, V0-3, V0-6: what somebody tried and the house refused. */
function suspectRefusal({ leaf, atMs }: ToldFact): Suspected | undefined {
  const { attempted, code, rule } = entryKinds["act.refused@1"].parse(leaf.body);
  const accountId = leaf.actor.kind === "person" ? leaf.actor.accountId : null;
  const facts = { attempted };
  // Whoever tries ten times within the hour is suspected once.
  const hour = Math.floor(atMs / hourMs);
  const factKey = `refused:${code}:${attempted}:${accountId ?? "nobody"}:${hour}`;
  const lessonId = leaf.subject.type === "lesson" ? leaf.subject.id : null;
  const cameraId = leaf.subject.type === "camera" ? leaf.subject.id : null;
  const found = { ...none, factKey, accountId, facts, lessonId, cameraId };
  if (rule === refusals.no_stop.rule) return { ...found, code: "V0-1", reason: "stop-refused" };
  if (early.has(code)) return { ...found, code: "V0-6", reason: "destruction-refused" };
  if (/^exports?\.(?!list$|read$)/.test(attempted) && copying.has(code) && accountId !== null)
    return { ...found, code: "V0-3", reason: "copy-refused" };
  return undefined;
}

/** V0-2, V0-6: what the recorder sealed came changed, came twice under one name, or was gone. */
function suspectDamage({ leaf }: ToldFact): Suspected | undefined {
  const { what } = entryKinds["vault.damage-found@1"].parse(leaf.body);
  const found = { ...none, factKey: `damage:${leaf.subject.id}:${what}`, facts: { what } };
  if (what === "name-taken") return { ...found, code: "V0-2", reason: "name-taken" };
  if (what === "bytes-missing") return { ...found, code: "V0-6", reason: "file-missing" };
  return /-differs(?::\d+)?$/.test(what)
    ? { ...found, code: "V0-2", reason: "bytes-changed" }
    : undefined;
}

/** V0-2, V0-6: an original in the vault is not what was sealed, or not there. */
function suspectRot({ leaf }: ToldFact): Suspected | undefined {
  const body = entryKinds["incident.raised@1"].parse(leaf.body);
  if (body.kind !== "bit-rot") return undefined;
  const found = { ...none, factKey: `rot:${body.incidentId}`, facts: body.facts };
  return body.facts["what"] === "missing"
    ? { ...found, code: "V0-6", reason: "file-missing" }
    : { ...found, code: "V0-2", reason: "bytes-changed" };
}

/** V0-3: somebody took the watermark off the page of the player. */
function suspectMark({ leaf, entryId }: ToldFact): Suspected {
  const { code } = entryKinds["watermark.removed@1"].parse(leaf.body);
  const accountId = leaf.actor.kind === "person" ? leaf.actor.accountId : null;
  const factKey = `mark:${entryId}`;
  return { ...none, code: "V0-3", reason: "mark-removed", factKey, accountId, facts: { code } };
}

/** V0-3: a picture was found outside; its watermark leads to whose page it was on. */
function suspectViewer({ leaf }: ToldFact, { tracedAccountId }: Around): Suspected {
  const { code, findingId } = entryKinds["event.traced@1"].parse(leaf.body);
  const factKey = `picture:${findingId}`;
  const accountId = tracedAccountId ?? null;
  return { ...none, code: "V0-3", reason: "picture-found", factKey, accountId, facts: { code } };
}

/** V0-5: an incident nobody took on within the hard limit (C-37). */
function suspectLateness({ leaf, atMs }: ToldFact, { raisedAtMs }: Around): Suspected | undefined {
  const { incidentId } = entryKinds["incident.acknowledged@1"].parse(leaf.body);
  if (raisedAtMs === undefined || !isTooLate(raisedAtMs, atMs)) return undefined;
  const facts = { hours: Math.floor((atMs - raisedAtMs) / hourMs) };
  return {
    ...none,
    code: "V0-5",
    reason: "acknowledged-late",
    factKey: `incident:${incidentId}`,
    facts,
  };
}

/** V0-5: a damage told too late (N-26). */
function suspectLateReport({ leaf }: ToldFact): Suspected | undefined {
  const body = entryKinds["matter.reported@1"].parse(leaf.body);
  if (!body.late) return undefined;
  const { matterId, lessonId, cameraId, reportedAtMs, noticedAtMs } = body;
  const facts = { hours: Math.floor((reportedAtMs - noticedAtMs) / hourMs) };
  const factKey = `matter:${matterId}`;
  return { ...none, code: "V0-5", reason: "reported-late", factKey, lessonId, cameraId, facts };
}

/** V0-5: why nothing was recorded was said after its day was over. */
function suspectLateReason({ leaf }: ToldFact): Suspected | undefined {
  const body = entryKinds["interruption.reasoned@1"].parse(leaf.body);
  if (!body.late) return undefined;
  const accountId = leaf.actor.kind === "person" ? leaf.actor.accountId : null;
  const { lessonId, cameraId, interruptionId } = body;
  const factKey = `interruption:${interruptionId}`;
  const found = { ...none, factKey, lessonId, cameraId, accountId };
  return { ...found, code: "V0-5", reason: "reasoned-late" };
}

/** Eight hours on the dot are too many (N-26). */
export function isTooLate(fromMs: number, atMs: number): boolean {
  return atMs - fromMs >= limits.damageReportMs;
}
