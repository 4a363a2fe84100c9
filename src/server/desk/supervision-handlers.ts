import type { supervisionRoutes } from "../../contract/routes/supervision.ts";
import type { CasesOf, sheets } from "../registers/index.ts";
import { dailyChecks, digests, selfChecks, spotChecks } from "../supervision/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

/** `casesOf`: the cases a register's lines are told from; `typeset`: how a form becomes a sheet. */
export function supervisionHandlers(ports: {
  readonly casesOf: CasesOf;
  readonly typeset: typeof sheets.typesetParticulars;
}): Handlers<keyof typeof supervisionRoutes> {
  const { casesOf, typeset } = ports;
  return {
    "dailyChecks.list": ({ house, actor, query }) => dailyChecks.list(house, actor, query),
    "dailyChecks.sign": ({ house, actor, params, body }) =>
      dailyChecks.sign(house, actor, { ...params, ...body }),
    "selfChecks.list": ({ house, actor }) => selfChecks.list(house, actor),
    "selfChecks.read": ({ house, actor, params }) => selfChecks.read(house, actor, params),
    "selfChecks.sign": ({ house, actor, params, body }) =>
      selfChecks.sign(house, actor, { ...params, ...body }),
    "selfChecks.sheet": async ({ house, actor, params }) =>
      asFile(await selfChecks.print(house, actor, { ...params, typeset }), "pdf"),
    "selfChecks.table": async ({ house, actor, params }) =>
      asFile(await selfChecks.table(house, actor, params), "xlsx"),
    "spotChecks.list": ({ house, actor }) => spotChecks.list(house, actor),
    "spotChecks.draw": ({ house, actor, body }) =>
      spotChecks.draw(house, actor, { ...body, casesOf }),
    "spotChecks.read": ({ house, actor, params }) => spotChecks.read(house, actor, params.checkId),
    "spotChecks.note": ({ house, actor, params, body }) =>
      spotChecks.note(house, actor, { ...params, ...body }),
    "spotChecks.finish": ({ house, actor, params, body }) =>
      spotChecks.finish(house, actor, { ...params, ...body }),
    "spotChecks.sheet": async ({ house, actor, params }) =>
      asFile(await spotChecks.print(house, actor, { ...params, typeset }), "pdf"),
    "spotChecks.pack": async ({ house, actor, params }) =>
      asFile(await spotChecks.pack(house, actor, { ...params, typeset }), "zip"),
    "digests.list": ({ house, actor }) => digests.list(house, actor),
    "digests.read": ({ house, actor, params }) => digests.read(house, actor, params.digestId),
    "digests.acknowledge": ({ house, actor, params, body }) =>
      digests.acknowledge(house, actor, { ...params, ...body }),
    "digests.nameSuperior": ({ house, actor, body }) =>
      digests.nameSuperior(house, actor, body.accountId),
  };
}
