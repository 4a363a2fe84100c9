import type { Route } from "./route.ts";
import { accountCareRoutes } from "./routes/account-care.ts";
import { approvalRoutes, paperRoutes } from "./routes/approval.ts";
import { archiveRoutes } from "./routes/archive.ts";
import { attendanceRoutes } from "./routes/attendance.ts";
import { copiesRoutes } from "./routes/copies.ts";
import { destructionRoutes } from "./routes/destruction.ts";
import { detectionRoutes } from "./routes/detection.ts";
import { exportRoutes } from "./routes/exports.ts";
import { federationRoutes } from "./routes/federation.ts";
import { institutionRoutes } from "./routes/institution.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { libraryRoutes } from "./routes/library.ts";
import { mediaRoutes } from "./routes/media.ts";
import { lessonsRoutes } from "./routes/lessons.ts";
import { myAccountRoutes } from "./routes/my-account.ts";
import { peopleRoutes } from "./routes/people.ts";
import { lookingRoutes } from "./routes/looking.ts";
import { placesRoutes } from "./routes/places.ts";
import { boardRoutes, recordingRoutes } from "./routes/recording.ts";
import { registersRoutes } from "./routes/registers.ts";
import { restoreTrialRoutes } from "./routes/restore-trials.ts";
import { retentionRoutes } from "./routes/retention.ts";
import { scoringRoutes } from "./routes/scoring.ts";
import { searchRoutes } from "./routes/search.ts";
import { tendingRoutes } from "./routes/tending.ts";

/** Every way into the house. Server, browser client, permission test and OpenAPI page all read this list. */
export const routes = {
  ...peopleRoutes,
  ...federationRoutes,
  ...myAccountRoutes,
  ...accountCareRoutes,
  ...placesRoutes,
  ...lessonsRoutes,
  ...attendanceRoutes,
  ...recordingRoutes,
  ...lookingRoutes,
  ...boardRoutes,
  ...approvalRoutes,
  ...paperRoutes,
  ...institutionRoutes,
  ...exportRoutes,
  ...copiesRoutes,
  ...restoreTrialRoutes,
  ...mediaRoutes,
  ...libraryRoutes,
  ...destructionRoutes,
  ...archiveRoutes,
  ...detectionRoutes,
  ...registersRoutes,
  ...retentionRoutes,
  ...scoringRoutes,
  ...searchRoutes,
  ...tendingRoutes,
  ...ledgerRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
