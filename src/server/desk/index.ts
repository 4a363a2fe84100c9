import type { RouteName } from "../../contract/routes.ts";
import type { accountCareRoutes } from "../../contract/routes/account-care.ts";
import type { ledgerRoutes } from "../../contract/routes/ledger.ts";
import type { myAccountRoutes } from "../../contract/routes/my-account.ts";
import type { peopleRoutes } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { shippedFolder } from "../../platform/text-file.ts";
import type { SetupGate } from "../people/index.ts";
import { accountCareHandlers } from "./account-care-handlers.ts";
import { buildDesk } from "./app.ts";
import type { Handlers } from "./handler.ts";
import { houseHandlers } from "./house-handlers.ts";
import { ledgerHandlers } from "./ledger-handlers.ts";
import { openMetrics } from "./metrics.ts";
import { myAccountHandlers } from "./my-account-handlers.ts";
import { type Institution, peopleHandlers } from "./people-handlers.ts";
import { Presences } from "./presences.ts";

type Own =
  | keyof typeof peopleRoutes
  | keyof typeof myAccountRoutes
  | keyof typeof accountCareRoutes
  | keyof typeof ledgerRoutes;

/** Handlers of the rooms whose verbs need more than the house: the desk brings the others itself. */
export type RoomHandlers = Handlers<Exclude<RouteName, Own>>;

export interface DeskParts {
  readonly gate: SetupGate;
  readonly institution: Institution;
  readonly rooms: RoomHandlers;
  /** Where the built web app lies; `dist/web` of this program unless a test says otherwise. */
  readonly webFolder?: string;
}

/** The desk: contract in, verb out, refusal to status. The only room that knows HTTP. */
export interface OpenDesk {
  /** Where it listens, e.g. `http://127.0.0.1:8440`. */
  readonly address: string;
  /** Lets calls end, closes every socket, then stops listening. */
  close(): Promise<void>;
}

/** Opens the door on the address of the house's configuration. */
export async function openDesk(house: House, parts: DeskParts): Promise<OpenDesk> {
  const { app, close } = await prepareDesk(house, parts);
  const { listenHost, listenPort } = house.config;
  const address = await app.listen({ host: listenHost, port: listenPort });
  return { address, close };
}

/** The desk without a listening socket: what tests talk to in process. */
export async function prepareDesk(house: House, parts: DeskParts) {
  const presences = new Presences(house);
  const metrics = openMetrics(house);
  const { gate, institution } = parts;
  const { app, sockets } = await buildDesk(house, {
    handlers: {
      ...parts.rooms,
      ...peopleHandlers({ gate, institution, presences }),
      ...myAccountHandlers(institution),
      ...accountCareHandlers(),
      ...ledgerHandlers(),
      ...houseHandlers(metrics),
    },
    metrics,
    webFolder: parts.webFolder ?? shippedFolder(import.meta.url, "../../../dist/web"),
  });
  return {
    app,
    async close() {
      await presences.close();
      sockets.close();
      await app.close();
    },
  };
}

export { lookingHandlers } from "./looking-handlers.ts";
export { federationHandlers } from "./federation-handlers.ts";
export { archiveHandlers } from "./archive-handlers.ts";
export { attendanceHandlers } from "./attendance-handlers.ts";
export { detectionHandlers } from "./detection-handlers.ts";
export { destructionHandlers } from "./destruction-handlers.ts";
export { completionHandlers } from "./completion-handlers.ts";
export { conductHandlers } from "./conduct-handlers.ts";
export { maintenanceHandlers } from "./maintenance-handlers.ts";
export { copiesHandlers } from "./copies-handlers.ts";
export { exportsHandlers } from "./exports-handlers.ts";
export { approvalHandlers } from "./approval-handlers.ts";
export { institutionHandlers } from "./institution-handlers.ts";
export { libraryHandlers } from "./library-handlers.ts";
export { mediaHandlers } from "./media-handlers.ts";
export { coursesHandlers } from "./courses-handlers.ts";
export { lessonsHandlers } from "./lessons-handlers.ts";
export { papersHandlers } from "./papers-handlers.ts";
export { placesHandlers } from "./places-handlers.ts";
export { registersHandlers } from "./registers-handlers.ts";
export { recordingHandlers } from "./recording-handlers.ts";
export { tendingHandlers } from "./tending-handlers.ts";
export { retentionHandlers } from "./retention-handlers.ts";
export { playbooksHandlers } from "./playbooks-handlers.ts";
export { readinessHandlers } from "./readiness-handlers.ts";
export { debriefHandlers } from "./debrief-handlers.ts";
export { examHandlers } from "./exam-handlers.ts";
export { scoringHandlers } from "./scoring-handlers.ts";
export { policiesHandlers } from "./policies-handlers.ts";
export { complianceHandlers } from "./compliance-handlers.ts";
export { evidencePackHandlers } from "./evidence-pack-handlers.ts";
export { supervisionHandlers } from "./supervision-handlers.ts";
export { searchHandlers } from "./search-handlers.ts";
export type { Handlers } from "./handler.ts";
export type { Institution } from "./people-handlers.ts";
