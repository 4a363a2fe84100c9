import { granted } from "../../contract/outcome.ts";
import type { Handlers } from "./handler.ts";
import type { Metrics } from "./metrics.ts";
import { observe } from "./observe.ts";

/** How the house is: a word for anybody who watches it, figures for those who may read them. */
export function houseHandlers(metrics: Metrics): Handlers<"health.read" | "metrics.read"> {
  return {
    "health.read": async ({ house }) => {
      const { ledger, ledgerAlive, recorderAlive } = await observe(house);
      const database = ledger !== undefined;
      const status = database && ledgerAlive && recorderAlive ? "ok" : "degraded";
      return granted({ status, database, recorder: recorderAlive, ledger: ledgerAlive });
    },
    "metrics.read": async () =>
      granted({ mediaType: metrics.mediaType, text: await metrics.read() }),
  };
}
