import type { PersonActor } from "../../contract/actor.ts";
import type { Signing, Strokes } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { reauthenticate } from "../people/index.ts";
import { selectSignature } from "./signing.store.ts";

export interface Signature {
  readonly strokes: Strokes;
  readonly sha256: string;
}

/** SHA-256 of a value's canonical text, as it stands in entries. */
export const digestOf = (value: unknown): string => toHex(sha256(utf8(canonicalJson(value))));

/** Who signs shows who they are again, then gives a drawn signature or the one they keep. */
export async function sign(
  house: House,
  actor: PersonActor,
  signing: Signing,
): Promise<Outcome<Signature>> {
  const { password, code, signature } = signing;
  const shown = await reauthenticate(house, actor, { password, code });
  if (!shown.ok) return shown;
  const strokes =
    signature === "stored" ? await selectSignature(house.db, actor.accountId) : signature;
  if (strokes === undefined) return refused("signature_missing");
  return granted({ strokes, sha256: digestOf(strokes) });
}
