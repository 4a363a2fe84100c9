import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { type OnvifFindings, probeOnvif } from "../../platform/onvif.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { checkHosts } from "./camera-input.ts";
import { siteOf } from "./site.ts";

export interface ProbeInput {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
}

/** Asks an address by ONVIF; each attempt is an entry with its result (S0-5.1.3), the secret in none. */
export async function probeCamera(
  house: House,
  actor: Actor,
  input: ProbeInput,
): Promise<Outcome<OnvifFindings>> {
  const subject = { type: "site", id: house.siteId } as const;
  const { networks } = await siteOf(house, house.db);
  const allowed = await checkHosts([input.host], networks);
  if (!allowed.ok) {
    await enterRefusal(house, actor, "camera.probed@1", allowed, subject);
    return allowed;
  }
  const found = await probeOnvif({ ...input, networks, clock: house.clock });
  const body = {
    host: input.host,
    port: input.port,
    result: found.ok ? "ok" : found.code,
    profiles: found.ok ? found.value.profiles.length : 0,
  };
  const entered = await act(house, actor, "camera.probed@1", async () =>
    granted({ value: found, subject, body }),
  );
  return entered.ok ? entered.value : entered;
}
