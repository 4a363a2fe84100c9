import { encode } from "uqr";
import { granted } from "../../contract/outcome.ts";
import type { myAccountRoutes } from "../../contract/routes/my-account.ts";
import { me, signIns } from "../people/index.ts";
import type { Handlers } from "./handler.ts";
import { type Institution, myselfAt } from "./people-handlers.ts";

/** What a person does with their own account: lock, unlock, second factor, own sign-ins. */
export function myAccountHandlers(
  institution: Institution,
): Handlers<keyof typeof myAccountRoutes> {
  const myself = myselfAt(institution);
  return {
    "sign-in.lock": ({ house, actor, body }) => signIns.lock(house, actor, body.why),
    "sign-in.unlock": async ({ house, actor, body }) => {
      const unlocked = await signIns.unlock(house, actor, body);
      return unlocked.ok ? myself(house, actor) : unlocked;
    },
    "me.account": ({ house, actor }) => me.account(house, actor),
    "me.sign-ins": ({ house, actor, query }) => me.signIns(house, actor, query),
    "me.factor-start": async ({ house, actor, body }) => {
      const started = await me.startFactor(house, actor, body);
      if (!started.ok) return started;
      const { secret, uri } = started.value;
      return granted({ secret, qr: qrRows(uri) });
    },
    "me.factor-confirm": ({ house, actor, body }) => me.confirmFactor(house, actor, body),
    "me.factor-remove": ({ house, actor, body }) => me.removeFactor(house, actor, body),
  };
}

/** A QR code as rows of dark ("1") and light, without its quiet zone: the page draws it. */
function qrRows(text: string): string[] {
  const { data } = encode(text, { ecc: "M", border: 0 });
  return data.map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));
}
