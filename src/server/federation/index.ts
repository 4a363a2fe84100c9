/** Federation: people shown to the house by the institution's sign-in services and by passkeys. */
import { addPasskey, beginPasskey } from "./add-passkey.ts";
import { addProvider, changeProvider, removeProvider } from "./change-provider.ts";
import { comeBackCas, comeBackOidc } from "./come-back.ts";
import { depart } from "./depart.ts";
import { listProviders, offeredProviders } from "./list-providers.ts";
import { listPasskeys, removePasskey, whyNoPasskeys } from "./own-passkeys.ts";
import { showCode } from "./show-code.ts";
import { signInByDirectory } from "./sign-in-by-directory.ts";
import { offerPasskey, signInByPasskey } from "./sign-in-by-passkey.ts";
import { testProvider } from "./test-provider.ts";

/** Sign-in services, as the administration sets them. */
export const providers = {
  list: listProviders,
  offered: offeredProviders,
  add: addProvider,
  change: changeProvider,
  remove: removeProvider,
  test: testProvider,
};

/** The way to a service and back. */
export const journeys = { depart, backOidc: comeBackOidc, backCas: comeBackCas, showCode };

/** LDAP: the same form as the house's own password. */
export { signInByDirectory };

/** Passkeys (WebAuthn). */
export const passkeys = {
  whyNone: whyNoPasskeys,
  list: listPasskeys,
  begin: beginPasskey,
  add: addPasskey,
  remove: removePasskey,
  offer: offerPasskey,
  signIn: signInByPasskey,
};
