import { type IncidentKind, cameraTroubles } from "../../contract/incidents.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";

/** Which incidents, while they go on, make which figure. */
const kindsOf = {
  cameraTroubles: ["recording-stopped", ...cameraTroubles, "spool-overflow", "overflow-unusable"],
  camerasCovered: ["camera-covered", "camera-black"],
  examsUnrecorded: ["exam-not-recorded"],
  cardsUnsigned: ["card-unsigned"],
  usbUnknown: ["usb-unknown"],
  camerasAltered: ["camera-altered"],
  nightsLate: [
    "copy-night-failed",
    "copy-target-unreachable",
    "copy-set-away",
    "database-copy-behind",
  ],
  damagedCopies: ["copy-damaged"],
  trialsFailed: ["restore-trial-failed"],
  misplaced: ["misplaced-object"],
  shortfalls: ["retention-shortfall"],
  disksAlarming: ["disk-low", "disk-full", "disk-failing"],
  destructionStopped: ["destruction-stopped", "rolling-stopped"],
  archiveUnreceived: ["archive-unreceived"],
  evidenceUnreported: ["evidence-unreported", "evidence-not-copied"],
} as const satisfies Record<string, readonly IncidentKind[]>;
type Named = keyof typeof kindsOf;

export async function countIncidents(house: House) {
  const nowMs = house.clock.now();
  const open = await incidents.goingOn(house);
  const isLate = (one: (typeof open)[number]) =>
    (one.respondDueMs !== null && one.acknowledgedAtMs === null && one.respondDueMs <= nowMs) ||
    (one.handleDueMs !== null && one.handleDueMs <= nowMs);
  const of = (name: Named) => {
    const kinds: readonly IncidentKind[] = kindsOf[name];
    return open.filter((one) => kinds.includes(one.kind)).length;
  };
  return {
    incidentsOpen: open.length,
    incidentsLate: open.filter(isLate).length,
    incidentsUnowned: open.filter((one) => one.ownerId === null).length,
    cameraTroubles: of("cameraTroubles"),
    camerasCovered: of("camerasCovered"),
    examsUnrecorded: of("examsUnrecorded"),
    cardsUnsigned: of("cardsUnsigned"),
    usbUnknown: of("usbUnknown"),
    camerasAltered: of("camerasAltered"),
    nightsLate: of("nightsLate"),
    damagedCopies: of("damagedCopies"),
    trialsFailed: of("trialsFailed"),
    misplaced: of("misplaced"),
    shortfalls: of("shortfalls"),
    disksAlarming: of("disksAlarming"),
    destructionStopped: of("destructionStopped"),
    archiveUnreceived: of("archiveUnreceived"),
    evidenceUnreported: of("evidenceUnreported"),
  };
}
