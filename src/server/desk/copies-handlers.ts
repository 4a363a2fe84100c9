import type { copiesRoutes } from "../../contract/routes/copies.ts";
import type { restoreTrialRoutes } from "../../contract/routes/restore-trials.ts";
import { copies, escrow, targets, trials } from "../copies/index.ts";
import type { Handlers } from "./handler.ts";

export function copiesHandlers(): Handlers<
  keyof typeof copiesRoutes | keyof typeof restoreTrialRoutes
> {
  return {
    "copies.state": ({ house }) => copies.read(house),
    "copies.nights": ({ house, query }) => copies.nights(house, query.days),
    "copies.checks": ({ house }) => copies.checks(house),
    "restore.trials": ({ house }) => trials.list(house),
    "copies.addTarget": ({ house, actor, body }) => targets.add(house, actor, body.target),
    "copies.endTarget": ({ house, actor, params }) => targets.end(house, actor, params.targetId),
    "copies.runNow": ({ house, params }) => targets.run(house, params.targetId),
    "copies.changeSettings": ({ house, actor, body }) =>
      copies.changeSettings(house, actor, body.settings),
    "escrow.make": ({ house, actor, body }) => escrow.make(house, actor, body),
    "escrow.confirm": ({ house, actor, body }) => escrow.confirm(house, actor, body.tail),
  };
}
