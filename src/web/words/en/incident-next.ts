import type { IncidentKind } from "../../../contract/incidents.ts";
import { completionNext } from "./completion.ts";
import { readinessNext } from "./readiness.ts";
import { detectionNext } from "./detection.ts";
import { examNext } from "./exams.ts";
import { maintenanceNext } from "./maintenance.ts";

/** What to do about an incident of each kind. */
export const incidentNext: Record<IncidentKind, string> = {
  ...completionNext,
  ...detectionNext,
  ...readinessNext,
  ...examNext,
  ...maintenanceNext,
  "copy-night-failed": "Find the cause on the Copies page, then make the copy up at once",
  "copy-target-unreachable":
    "Check network, power and account of the place; copying then goes on by itself",
  "copy-set-away": "Bring the removable set back and connect it",
  "copy-damaged": "See on the Copies page what is damaged; it is copied anew. Is the medium worn?",
  "bit-rot": "Where it was repaired from a copy, check the disk; where not, stop using the disk",
  "disk-low": "See on the Storage page how long it lasts; add space or destroy what is due",
  "disk-full": "Add space now; meanwhile no new recording is planned",
  "spool-overflow":
    "Make room on the spool's disk; recording then comes back and is taken in by itself",
  "overflow-unusable": "Check that the overflow disk is connected and is a disk of its own",
  "recording-stopped":
    "Make room now or connect an overflow disk; what was lost is entered as gaps",
  "disk-failing": "Replace the disk soon; see first that two copies are complete",
  "retention-shortfall": "Find out why for the cameras and hours named; the superior has been told",
  "misplaced-object":
    "Find out where it came from; what is not the house's is moved out by the operator",
  "restore-trial-failed": "Read the report on the Copies page, then restore for trial again",
  "task-overdue": "Do it on the Duties page and say why it is late",
  "task-problem": "Put right what the check found, then close",
  "digest-unacknowledged": "The director acknowledges the digest on the Supervision page",
  "destruction-stopped": "See on the Destruction page where it stopped, then go on",
  "database-copy-behind": "Check space and rights of the database copy's folder",
  "archive-unreceived": "Remind the receiver to sign F-37",
  "evidence-unreported": "Report it among the fixed evidence of the retention ledger",
  "evidence-not-copied":
    "Make room, or see on the Copies page whether the original was repaired; then it is copied by itself",
  "rolling-stopped": "See the year's standing order and the reason on the Destruction page",
};
