import { Fault } from "../../contract/faults.ts";
import { granted } from "../../contract/outcome.ts";
import { printVerifierKey } from "../../kernel/ledger/note.ts";
import type { House } from "../../platform/house.ts";
import { act } from "./act.ts";
import { type LedgerKey, makeLedgerKey, readLedgerKey } from "./key.ts";
import { isKeyEntered, newestCheckpoint } from "./sequence.store.ts";

/** Houses whose key is known to be entered; saves a query a second. */
const opened = new WeakMap<House, LedgerKey>();

/**
 * The house's signing key, drawn at the first start. Its id is entered (ledger.opened@1) before
 * anything is signed with it; a crash between the two is made good by the next call.
 */
export async function openLedger(house: House): Promise<LedgerKey> {
  const known = opened.get(house);
  if (known !== undefined) return known;
  const key = readLedgerKey(house) ?? (await firstKey(house));
  const { keyId, name: origin } = key.verifier;
  if (!(await isKeyEntered(house.db, keyId))) {
    await act(house, { kind: "system", name: "ledger" }, "ledger.opened@1", async () =>
      granted({
        value: undefined,
        subject: { type: "ledger", id: house.siteId },
        body: { origin, keyId },
      }),
    );
  }
  opened.set(house, key);
  return key;
}

async function firstKey(house: House): Promise<LedgerKey> {
  // A ledger that was signed before needs its own key: a new one would look like a forgery.
  if ((await newestCheckpoint(house.db)) !== undefined)
    throw new Fault("config", "ledger_key_missing", { hint: "restore keys/ledger.key" });
  return makeLedgerKey(house);
}

/** Key in the form `<origin>+<id>+<key>` that anybody needs to check this house's checkpoints. */
export async function readVerifierKey(house: House): Promise<string> {
  return printVerifierKey((await openLedger(house)).verifier);
}
