import type { accountCareRoutes } from "../../contract/routes/account-care.ts";
import { accountPolicy, accounts } from "../people/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

/** The administration's care for accounts: separation of duties, password ages, roster, policy. */
export function accountCareHandlers(): Handlers<keyof typeof accountCareRoutes> {
  return {
    "accounts.judge": ({ house, actor, body }) => accounts.judge(house, actor, body),
    "accounts.remove-factor": ({ house, actor, params }) =>
      accounts.removeFactor(house, actor, params.accountId),
    "accounts.force-out": ({ house, actor, params }) =>
      accounts.forceOut(house, actor, params.accountId),
    "accounts.secret-ages": ({ house, actor }) => accounts.secretAges(house, actor),
    "accounts.roster": async ({ house, actor }) =>
      asFile(await accounts.roster(house, actor), "xlsx"),
    "accounts.compare": ({ house, actor, upload }) => accounts.compare(house, actor, upload.bytes),
    "policy.read": ({ house, actor }) => accountPolicy.read(house, actor),
    "policy.change": ({ house, actor, body }) => accountPolicy.change(house, actor, body),
  };
}
