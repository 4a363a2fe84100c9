import type { Route } from "./route.ts";
import { approvalRoutes, paperRoutes } from "./routes/approval.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { lessonsRoutes } from "./routes/lessons.ts";
import { peopleRoutes } from "./routes/people.ts";
import { placesRoutes } from "./routes/places.ts";
import { boardRoutes, recordingRoutes } from "./routes/recording.ts";

/** Every way into the house. Server, browser client, permission test and OpenAPI page all read this list. */
export const routes = {
  ...peopleRoutes,
  ...placesRoutes,
  ...lessonsRoutes,
  ...recordingRoutes,
  ...boardRoutes,
  ...approvalRoutes,
  ...paperRoutes,
  ...ledgerRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
