import { encode } from "uqr";
import type { PersonActor, SystemActor } from "../../contract/actor.ts";
import type { EscrowState } from "../../contract/copies.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { reauthenticate } from "../people/index.ts";
import { keyStoreOf } from "./open-target.ts";

/** The key's secret, for the sheet that is printed and locked away; it is kept nowhere. */
export interface EscrowSheet {
  readonly recipient: string;
  readonly secret: string;
  /** Rows of the QR code with the secret, `1` for dark. */
  readonly code: readonly string[];
}

export function readEscrow(house: House): EscrowState {
  const escrow = keyStoreOf(house).escrow();
  return {
    recipient: escrow?.recipient ?? null,
    madeAtMs: escrow?.madeAtMs ?? null,
    confirmedAtMs: escrow?.confirmedAtMs ?? null,
  };
}

/**
 * A new escrow key: who holds its secret opens every copy, so whoever makes it shows who they are. All
 * identities are wrapped anew; the copies of the key store follow with the next night.
 */
export async function makeEscrow(
  house: House,
  actor: PersonActor,
  shown: { readonly password: string; readonly code: string | null },
): Promise<Outcome<EscrowSheet>> {
  const seen = await reauthenticate(house, actor, shown);
  return seen.ok ? drawEscrow(house, actor) : seen;
}

/** The same at the terminal of the machine, whose operator holds the site key anyway. */
export function makeEscrowAtTerminal(house: House): Promise<Outcome<EscrowSheet>> {
  return drawEscrow(house, { kind: "system", name: "operator" });
}

async function drawEscrow(
  house: House,
  actor: PersonActor | SystemActor,
): Promise<Outcome<EscrowSheet>> {
  const { recipient, secret, identities } = await keyStoreOf(house).makeEscrow(house.clock.now());
  return act(house, actor, "escrow.made@1", async () =>
    granted({
      value: { recipient, secret, code: qrRows(secret) },
      subject: { type: "house", id: house.siteId },
      body: { recipient, identities },
    }),
  );
}

/** The last eight characters of the printed secret prove that the sheet is kept. */
export async function confirmEscrow(
  house: House,
  actor: PersonActor,
  tail: string,
): Promise<Outcome<Record<never, never>>> {
  const keys = keyStoreOf(house);
  const recipient = keys.escrow()?.recipient;
  if (recipient === undefined || !keys.confirmEscrow(tail, house.clock.now())) {
    const refusal = refused(recipient === undefined ? "copy_escrow_missing" : "copy_tail_wrong");
    const subject = { type: "account", id: actor.accountId } as const;
    await enterRefusal(house, actor, "escrow.confirmed@1", refusal, subject);
    return refusal;
  }
  return act(house, actor, "escrow.confirmed@1", async () =>
    granted({
      value: {},
      subject: { type: "house", id: house.siteId },
      body: { recipient },
    }),
  );
}

function qrRows(text: string): string[] {
  return encode(text, { ecc: "Q", border: 2 }).data.map((row) =>
    row.map((dark) => (dark ? "1" : "0")).join(""),
  );
}
