import type { VerifiedRegistrationResponse } from "@simplewebauthn/server";
import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { EnrolOptions, Enrolled, Passkey } from "../../contract/routes/federation.ts";
import { toBase64 } from "../../kernel/bytes.ts";
import type { House } from "../../platform/house.ts";
import { drawToken } from "../../platform/token.ts";
import { act } from "../ledger/index.ts";
import { reauthenticate } from "../people/index.ts";
import { site } from "../places/index.ts";
import { endJourney, writeJourney } from "./journey.ts";
import { passkeyPlace } from "./passkey-place.ts";
import { passkeyView } from "./passkey-view.ts";
import { type PasskeyRow, insertPasskey, selectPasskey, selectPasskeys } from "./passkeys.store.ts";

/** Ed25519, ES256, RS256: what authenticators of today sign with (IANA COSE registry). */
const algorithms = [-8, -7, -257];

/**
 * Begins the adding of a passkey: the present password (and code) once more, then a challenge that
 * only this sign-in can answer. Refuses passkeys_absent and what `reauthenticate` refuses.
 */
export async function beginPasskey(
  house: House,
  actor: PersonActor,
  ask: { readonly origin: string; readonly password: string; readonly code: string | null },
): Promise<Outcome<EnrolOptions>> {
  const place = passkeyPlace(ask.origin);
  if ("absent" in place) return refused("passkeys_absent", { reason: place.absent });
  const shown = await reauthenticate(house, actor, { password: ask.password, code: ask.code });
  if (!shown.ok) return shown;
  const known = await selectPasskeys(house.db, house.siteId, actor.accountId);
  if (known.length >= limits.passkeysMost)
    return refused("bad_input", { most: limits.passkeysMost });
  const handle = known[0]?.user_handle ?? drawToken().token;
  const challenge = drawToken().token;
  const { origin, rpId } = place;
  await writeJourney(house, actor.signInId, {
    what: "enrol",
    accountId: actor.accountId,
    carried: { challenge, origin, rpId, handle },
  });
  const institution = await site.read(house);
  return granted({
    challenge,
    rp: { id: rpId, name: institution.ok ? institution.value.name : rpId },
    user: { id: handle, name: actor.login, displayName: actor.name },
    pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key" as const, alg })),
    timeout: limits.journeyMs,
    excludeCredentials: known.map(({ credential_id }) => ({
      type: "public-key" as const,
      id: credential_id,
    })),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
    attestation: "none",
  });
}

/** Keeps the new passkey: the answer must be to this sign-in's own challenge, with the person verified. */
export async function addPasskey(
  house: House,
  actor: PersonActor,
  { name, enrolled }: { readonly name: string; readonly enrolled: Enrolled },
): Promise<Outcome<Passkey>> {
  const journey = await endJourney(house, { what: "enrol", holder: actor.signInId });
  const [challenge, origin, rpId, handle] = ["challenge", "origin", "rpId", "handle"].map((field) =>
    journey?.carried.get(field),
  );
  if (!challenge || !origin || !rpId || !handle || journey?.accountId !== actor.accountId)
    return refused("journey_gone");
  const made = await judge(house, enrolled, { challenge, origin, rpId });
  if (made === undefined) return refused("passkey_refused");
  const row: PasskeyRow = {
    passkey_id: house.newId(),
    site_id: house.siteId,
    account_id: actor.accountId,
    credential_id: made.credential.id,
    public_key: toBase64(made.credential.publicKey),
    counter: made.credential.counter,
    transports: enrolled.response.transports ?? [],
    rp_id: rpId,
    user_handle: handle,
    backed_up: made.credentialBackedUp,
    name,
    added_at_ms: house.clock.now(),
    used_at_ms: null,
    removed_at_ms: null,
  };
  return act(house, actor, "passkey.added@1", async (tx) => {
    if ((await selectPasskey(tx, house.siteId, row.credential_id)) !== undefined)
      return refused("conflict");
    await insertPasskey(tx, row);
    const { accountId } = actor;
    return granted({
      value: passkeyView(row),
      subject: { type: "account", id: accountId },
      body: { accountId, passkeyId: row.passkey_id, backedUp: row.backed_up },
      personal: { login: actor.login, name: actor.name, passkey: name },
    });
  });
}

type Made = NonNullable<VerifiedRegistrationResponse["registrationInfo"]>;

async function judge(
  house: House,
  enrolled: Enrolled,
  expected: { readonly challenge: string; readonly origin: string; readonly rpId: string },
): Promise<Made | undefined> {
  try {
    // At its first use: the package tries out what this runtime can do, and the runtime comments on it.
    const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
    const { response, ...named } = enrolled;
    const { clientDataJSON, attestationObject, transports = [] } = response;
    const verified = await verifyRegistrationResponse({
      response: {
        ...named,
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject, transports },
      },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origin,
      expectedRPID: expected.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    return verified.verified ? verified.registrationInfo : undefined;
  } catch (cause) {
    house.log.warn({ reason: String(cause).slice(0, 200) }, "a new passkey was not taken");
    return undefined;
  }
}
