import type { destructionRoutes } from "../../contract/routes/destruction.ts";
import { type DestructionPorts, destructions, rolling } from "../destruction/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

/** `typeset`: official sheets, from the room that prints them. */
export function destructionHandlers(
  typeset: DestructionPorts["typeset"],
): Handlers<keyof typeof destructionRoutes> {
  return {
    "destruction.candidates": ({ house }) => destructions.candidates(house),
    "destruction.list": ({ house, actor }) => destructions.list(house, actor),
    "destruction.read": ({ house, actor, params }) =>
      destructions.read(house, actor, params.caseId),
    "destruction.list-items": ({ house, actor, body }) =>
      destructions.listItems(house, actor, body),
    "destruction.change-list": ({ house, actor, params, body }) =>
      destructions.changeList(house, actor, { ...params, ...body }),
    "destruction.cool": ({ house, actor, params }) =>
      destructions.cool(house, actor, params.caseId),
    "destruction.submit": ({ house, actor, params, body }) =>
      destructions.submit(house, actor, { ...params, ...body }),
    "destruction.decide": ({ house, actor, params, body }) =>
      destructions.decide(house, actor, { ...params, ...body }),
    "destruction.withdraw": ({ house, actor, params }) =>
      destructions.withdraw(house, actor, params.caseId),
    "destruction.witness": ({ house, actor, params, body }) =>
      destructions.witness(house, actor, { ...params, ...body }),
    "destruction.execute": ({ house, actor, params, body }) =>
      destructions.execute(house, actor, { ...params, ...body }),
    "destruction.sign-result": ({ house, actor, params, body }) =>
      destructions.signResult(house, actor, { ...params, ...body }),
    "destruction.form": async ({ house, actor, params }) =>
      asFile(await destructions.printForm(house, actor, { ...params, typeset }), "pdf"),
    "destruction.certificate": async ({ house, actor, params }) =>
      asFile(await destructions.certificate(house, actor, { ...params, typeset }), "pdf"),
    "destruction.disposal": async ({ house, actor, params }) =>
      asFile(await destructions.printDisposal(house, actor, { ...params, typeset }), "pdf"),
    "rolling.read": ({ house, actor }) => rolling.read(house, actor),
    "rolling.sign": ({ house, actor, body }) => rolling.sign(house, actor, body.signing),
    "rolling.end": ({ house, actor, params, body }) =>
      rolling.end(house, actor, { ...params, ...body }),
  };
}
