import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { type OpenedSignIn, type Standing, signIns } from "../people/index.ts";
import { askDirectory } from "./directory.ts";
import { enterHouse, enterNo } from "./enter-house.ts";
import { openSecret, settingsOf } from "./provider.ts";
import { selectProvider } from "./providers.store.ts";

export interface TypedForDirectory {
  readonly providerId: string;
  readonly login: string;
  readonly password: string;
  readonly code: string | null;
}

/**
 * Signs somebody in by the institution's directory (LDAP). Guesses are counted and locked as at the
 * house's own password (class 17), apart from it: whoever is locked here may come in there.
 */
export async function signInByDirectory(
  house: House,
  standing: Standing,
  typed: TypedForDirectory,
): Promise<Outcome<OpenedSignIn>> {
  const { providerId, password, code } = typed;
  const row = await selectProvider(house.db, house.siteId, providerId);
  const settings = row === undefined ? undefined : settingsOf(row);
  if (row === undefined || settings?.kind !== "ldap" || !settings.offered)
    return refused("not_found");
  const login = typed.login.trim();
  // A colon is in no login of the house: the two counters never meet.
  const counter = `${providerId}:${login.toLowerCase()}`;
  const guess = await signIns.guess(house, { login: counter, address: standing.address });
  if (!guess.ok) return enterNo(house, standing, { providerId, refusal: guess, personKey: null });
  const peer = { settings, secret: openSecret(house, row) };
  const claims =
    login === "" ? refused("sign_in_failed") : await askDirectory(house, peer, { login, password });
  await guess.value.done(claims.ok ? "right" : claims.code === "sign_in_failed" ? "wrong" : "none");
  if (!claims.ok) return enterNo(house, standing, { providerId, refusal: claims, personKey: null });
  const vouching = { providerId, settings, claims: claims.value, code };
  const entering = await enterHouse(house, standing, vouching);
  if (!entering.ok) return entering;
  return "opened" in entering.value ? granted(entering.value.opened) : refused("code_needed");
}
