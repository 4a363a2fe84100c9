import type { incidentCareRoutes } from "../../contract/routes/incident-care.ts";
import { granted } from "../../contract/outcome.ts";
import type { tendingRoutes } from "../../contract/routes/tending.ts";
import { incidentDuty, incidents } from "../incidents/index.ts";
import { storage } from "../storage/index.ts";
import { type TaskFactsOf, tasks } from "../tasks/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";
import { taskFacts } from "./task-facts.ts";

/** `factsOf`: what the house knows about the periods of its duties. */
export function tendingHandlers(
  factsOf: TaskFactsOf = taskFacts(),
): Handlers<keyof typeof tendingRoutes | keyof typeof incidentCareRoutes> {
  return {
    "tasks.list": ({ house, actor, query }) => tasks.list(house, actor, query),
    "tasks.read": ({ house, actor, params }) => tasks.read(house, actor, { ...params, factsOf }),
    "tasks.sign": ({ house, actor, params, body }) =>
      tasks.sign(house, actor, { ...params, ...body, factsOf }),
    "tasks.table": async ({ house, actor, query }) =>
      asFile(await tasks.table(house, actor, query), "xlsx"),
    "incidents.list": ({ house, actor, query }) => {
      const { box, kind, beforeMs } = query;
      return incidents.list(house, actor, { unfinished: box === "unfinished", kind, beforeMs });
    },
    "incidents.count": async ({ house, actor }) => granted(await incidents.count(house, actor)),
    "incidents.read": ({ house, actor, params }) => incidents.read(house, actor, params.incidentId),
    "incidents.acknowledge": ({ house, actor, params }) =>
      incidents.acknowledge(house, actor, params.incidentId),
    "incidents.close": ({ house, actor, params, body }) =>
      incidents.close(house, actor, { ...params, ...body }),
    "incidents.handOver": ({ house, actor, params, body }) =>
      incidents.handOver(house, actor, { ...params, ...body }),
    "incidents.history": ({ house, actor, params }) =>
      incidents.history(house, actor, params.incidentId),
    "incidents.statistics": ({ house, actor, query }) => incidents.statistics(house, actor, query),
    "incidentDuty.read": ({ house }) => incidentDuty.read(house),
    "incidentDuty.change": ({ house, actor, body }) => incidentDuty.change(house, actor, body),
    "storage.read": ({ house, actor }) => storage.read(house, actor),
    "storage.report": async ({ house, actor, query }) =>
      asFile(await storage.report(house, actor, query.year), "xlsx"),
  };
}
