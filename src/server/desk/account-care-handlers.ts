import { granted } from "../../contract/outcome.ts";
import type { accountCareRoutes } from "../../contract/routes/account-care.ts";
import { accountPolicy, accounts } from "../people/index.ts";
import type { Handlers } from "./handler.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The administration's care for accounts: separation of duties, password ages, roster, policy. */
export function accountCareHandlers(): Handlers<keyof typeof accountCareRoutes> {
  return {
    "accounts.judge": ({ house, actor, body }) => accounts.judge(house, actor, body),
    "accounts.remove-factor": ({ house, actor, params }) =>
      accounts.removeFactor(house, actor, params.accountId),
    "accounts.force-out": ({ house, actor, params }) =>
      accounts.forceOut(house, actor, params.accountId),
    "accounts.secret-ages": ({ house, actor }) => accounts.secretAges(house, actor),
    "accounts.roster": async ({ house, actor }) => {
      const written = await accounts.roster(house, actor);
      if (!written.ok) return written;
      const { bytes, fileName } = written.value;
      return granted({
        mediaType: xlsx,
        sizeBytes: bytes.length,
        fileName,
        read: ({ startByte, endByte }) => bytes.subarray(startByte, endByte),
      });
    },
    "accounts.compare": ({ house, actor, upload }) => accounts.compare(house, actor, upload.bytes),
    "policy.read": ({ house, actor }) => accountPolicy.read(house, actor),
    "policy.change": ({ house, actor, body }) => accountPolicy.change(house, actor, body),
  };
}
