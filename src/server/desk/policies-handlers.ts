import type { policyRoutes } from "../../contract/routes/policies.ts";
import { policies, policyBases } from "../policies/index.ts";
import type { Handlers } from "./handler.ts";

export function policiesHandlers(): Handlers<keyof typeof policyRoutes> {
  return {
    "policies.list": ({ house, actor }) => policies.list(house, actor),
    "policies.read": ({ house, actor, params }) => policies.read(house, actor, params),
    "policies.publish": ({ house, actor, body }) => policies.publish(house, actor, body),
    "policies.acknowledge": ({ house, actor, params }) =>
      policies.acknowledge(house, actor, params),
    "policies.base": ({ house, actor, params, body }) =>
      policyBases.set(house, actor, { ...params, ...body }),
    "policies.inForce": ({ house, actor, query }) => policyBases.inForce(house, actor, query),
    "policies.basis": ({ house, actor, params, query }) =>
      policyBases.at(house, actor, { ...params, ...query }),
  };
}
