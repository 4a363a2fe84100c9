import { z } from "zod";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { type OpenedSignIn, type Standing, signIns } from "../people/index.ts";
import { beginJourney, endJourney } from "./journey.ts";

const How = z.enum(["oidc", "cas"]);

export type ShownCode =
  | { readonly opened: OpenedSignIn }
  /** Wrong: this browser may try again, as often as the lock of the login allows. */
  | { readonly wrong: Outcome<never>; readonly cookie: string };

/** The house's own second factor, after a service has vouched for the person in this browser. */
export async function showCode(
  house: House,
  standing: Standing,
  shown: { readonly cookie: string | undefined; readonly code: string },
): Promise<Outcome<ShownCode>> {
  const journey = await endJourney(house, { what: "code", holder: shown.cookie });
  const how = How.safeParse(journey?.carried.get("how")).data;
  const { accountId, providerId } = journey ?? { accountId: null, providerId: null };
  if (accountId === null || providerId === null || how === undefined)
    return refused("journey_gone");
  const opened = await signIns.openFederated(house, standing, {
    accountId,
    how,
    providerId,
    factorShown: false,
    code: shown.code,
  });
  if (opened.ok) return granted({ opened: opened.value });
  if (opened.code !== "code_wrong" && opened.code !== "code_needed") return opened;
  const again = await beginJourney(house, {
    what: "code",
    providerId,
    accountId,
    carried: { how },
  });
  return granted({ wrong: opened, cookie: again.cookie });
}
