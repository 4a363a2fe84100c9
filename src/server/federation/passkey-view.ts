import type { Passkey } from "../../contract/routes/federation.ts";
import type { PasskeyRow } from "./passkeys.store.ts";

export function passkeyView(row: PasskeyRow): Passkey {
  return {
    passkeyId: row.passkey_id,
    name: row.name,
    addedAtMs: row.added_at_ms,
    usedAtMs: row.used_at_ms,
    backedUp: row.backed_up,
  };
}
