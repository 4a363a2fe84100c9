import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { ShowOptions, Shown } from "../../contract/routes/federation.ts";
import { fromBase64 } from "../../kernel/bytes.ts";
import type { House } from "../../platform/house.ts";
import { drawToken, sameToken } from "../../platform/token.ts";
import { act, quiet } from "../ledger/index.ts";
import { type OpenedSignIn, type Standing, signIns } from "../people/index.ts";
import { beginJourney, endJourney } from "./journey.ts";
import { passkeyPlace } from "./passkey-place.ts";
import { type PasskeyRow, moveCounter, selectPasskey } from "./passkeys.store.ts";

/** A challenge for whoever sits there; which account it is, the passkey itself says. */
export async function offerPasskey(
  house: House,
  origin: string,
): Promise<Outcome<{ options: ShowOptions; cookie: string }>> {
  const place = passkeyPlace(origin);
  if ("absent" in place) return refused("passkeys_absent", { reason: place.absent });
  const challenge = drawToken().token;
  const carried = { challenge, origin: place.origin, rpId: place.rpId };
  const { cookie } = await beginJourney(house, { what: "passkey", carried });
  return granted({
    options: {
      challenge,
      rpId: place.rpId,
      timeout: limits.journeyMs,
      userVerification: "required",
    },
    cookie,
  });
}

/**
 * Signs somebody in by a passkey: something they have, unlocked by something they know or are, so
 * no further code is asked for. A counter that did not move on tells of a copied key and is refused.
 */
export async function signInByPasskey(
  house: House,
  standing: Standing,
  { cookie, shown }: { readonly cookie: string | undefined; readonly shown: Shown },
): Promise<Outcome<OpenedSignIn>> {
  const journey = await endJourney(house, { what: "passkey", holder: cookie });
  const [challenge, origin, rpId] = ["challenge", "origin", "rpId"].map((field) =>
    journey?.carried.get(field),
  );
  if (!challenge || !origin || !rpId) return refused("journey_gone");
  const row = await selectPasskey(house.db, house.siteId, shown.id);
  const counter = await judge(house, { row, shown, challenge, origin, rpId });
  if (row === undefined || counter === undefined) return enterNo(house, standing, row);
  const moved = await quiet(house, "a passkey was used; its sign-in is entered", (tx) =>
    moveCounter(tx, {
      passkeyId: row.passkey_id,
      before: row.counter,
      after: counter,
      atMs: house.clock.now(),
    }),
  );
  if (!moved) return enterNo(house, standing, row);
  return signIns.openFederated(house, standing, {
    accountId: row.account_id,
    how: "passkey",
    providerId: null,
    factorShown: true,
    code: null,
  });
}

interface Judged {
  readonly row: PasskeyRow | undefined;
  readonly shown: Shown;
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
}

/** The new counter, or undefined when anything is not as it must be. */
async function judge(
  house: House,
  { row, shown, challenge, origin, rpId }: Judged,
): Promise<number | undefined> {
  const publicKey = row === undefined ? undefined : fromBase64(row.public_key);
  if (row === undefined || publicKey === undefined || row.removed_at_ms !== null) return undefined;
  const { response, ...named } = shown;
  // A discoverable key names its account by the handle we gave it.
  if (response.userHandle === undefined || !sameToken(response.userHandle, row.user_handle))
    return undefined;
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  try {
    const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
    const verified = await verifyAuthenticationResponse({
      response: {
        ...named,
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature, userHandle },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(publicKey),
        counter: row.counter,
      },
      requireUserVerification: true,
    });
    return verified.verified ? verified.authenticationInfo.newCounter : undefined;
  } catch (cause) {
    house.log.warn({ reason: String(cause).slice(0, 200) }, "a passkey was not taken");
    return undefined;
  }
}

async function enterNo(
  house: House,
  { terminal, address }: Standing,
  row: PasskeyRow | undefined,
): Promise<Outcome<never>> {
  const refusal = refused("passkey_refused");
  await act(house, { kind: "system", name: "gate" }, "sign-in.refused@1", async () =>
    granted({
      value: refusal,
      subject:
        row === undefined
          ? { type: "house", id: house.siteId }
          : { type: "account", id: row.account_id },
      body: { code: refusal.code, terminal, address, failures: 0 },
    }),
  );
  return refusal;
}
