import type { Route } from "./route.ts";
import { accountCareRoutes } from "./routes/account-care.ts";
import { approvalRoutes, paperRoutes } from "./routes/approval.ts";
import { archiveRoutes } from "./routes/archive.ts";
import { attendanceRoutes } from "./routes/attendance.ts";
import { conductRoutes } from "./routes/conduct.ts";
import { completionRoutes } from "./routes/completion.ts";
import { copiesRoutes } from "./routes/copies.ts";
import { destructionRoutes } from "./routes/destruction.ts";
import { debriefRoutes } from "./routes/debrief.ts";
import { deviceScoresRoutes } from "./routes/device-scores.ts";
import { detectionRoutes } from "./routes/detection.ts";
import { evidencePackRoutes } from "./routes/evidence-pack.ts";
import { exportRoutes } from "./routes/exports.ts";
import { federationRoutes } from "./routes/federation.ts";
import { incidentCareRoutes } from "./routes/incident-care.ts";
import { institutionRoutes } from "./routes/institution.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { libraryRoutes } from "./routes/library.ts";
import { maintenanceRoutes } from "./routes/maintenance.ts";
import { mediaRoutes } from "./routes/media.ts";
import { lessonsRoutes } from "./routes/lessons.ts";
import { myAccountRoutes } from "./routes/my-account.ts";
import { peopleRoutes } from "./routes/people.ts";
import { lookingRoutes } from "./routes/looking.ts";
import { placesRoutes } from "./routes/places.ts";
import { playbookRoutes } from "./routes/playbooks.ts";
import { policyRoutes } from "./routes/policies.ts";
import { boardRoutes, recordingRoutes } from "./routes/recording.ts";
import { registersRoutes } from "./routes/registers.ts";
import { readinessRoutes } from "./routes/readiness.ts";
import { restoreTrialRoutes } from "./routes/restore-trials.ts";
import { retentionRoutes } from "./routes/retention.ts";
import { examRoutes } from "./routes/osce.ts";
import { scoringRoutes } from "./routes/scoring.ts";
import { searchRoutes } from "./routes/search.ts";
import { complianceRoutes } from "./routes/compliance.ts";
import { supervisionRoutes } from "./routes/supervision.ts";
import { coursesRoutes } from "./routes/courses.ts";
import { timetableRoutes } from "./routes/timetable.ts";
import { tendingRoutes } from "./routes/tending.ts";

/** Every way into the house. Server, browser client, permission test and OpenAPI page all read this list. */
export const routes = {
  ...peopleRoutes,
  ...federationRoutes,
  ...myAccountRoutes,
  ...accountCareRoutes,
  ...placesRoutes,
  ...lessonsRoutes,
  ...timetableRoutes,
  ...coursesRoutes,
  ...attendanceRoutes,
  ...recordingRoutes,
  ...lookingRoutes,
  ...boardRoutes,
  ...approvalRoutes,
  ...paperRoutes,
  ...institutionRoutes,
  ...exportRoutes,
  ...completionRoutes,
  ...copiesRoutes,
  ...readinessRoutes,
  ...restoreTrialRoutes,
  ...mediaRoutes,
  ...libraryRoutes,
  ...destructionRoutes,
  ...archiveRoutes,
  ...detectionRoutes,
  ...conductRoutes,
  ...maintenanceRoutes,
  ...registersRoutes,
  ...retentionRoutes,
  ...scoringRoutes,
  ...examRoutes,
  ...deviceScoresRoutes,
  ...debriefRoutes,
  ...searchRoutes,
  ...tendingRoutes,
  ...incidentCareRoutes,
  ...playbookRoutes,
  ...complianceRoutes,
  ...supervisionRoutes,
  ...evidencePackRoutes,
  ...policyRoutes,
  ...ledgerRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
