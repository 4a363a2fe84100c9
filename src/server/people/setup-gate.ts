import type { House } from "../../platform/house.ts";
import { drawSecret } from "../../platform/random.ts";
import { removeFileIfThere, writePrivateText } from "../../platform/text-file.ts";
import { hashToken, sameToken } from "../../platform/token.ts";
import { countAdministrators } from "./accounts.store.ts";

/**
 * The first run's one-time code: shown in the terminal and in `run/setup-code` (mode 600) for the
 * operator of this machine; the process itself keeps only its hash.
 */
export interface SetupGate {
  /** The code, to be printed once; undefined when the house is set up already. */
  readonly code: string | undefined;
  matches(typed: string): boolean;
  /** The first administrator exists: the code is worth nothing any more. */
  shut(): void;
}

const codeCharacters = 16;

export async function openSetupGate(house: House): Promise<SetupGate> {
  const file = `${house.paths.run}/setup-code`;
  if ((await countAdministrators(house.db, house.siteId)) > 0) {
    removeFileIfThere(file);
    return { code: undefined, matches: () => false, shut: () => {} };
  }
  const code = drawSecret(codeCharacters);
  writePrivateText(file, `${code}\n`);
  let codeHash: string | undefined = hashToken(code);
  return {
    code,
    matches: (typed) => codeHash !== undefined && sameToken(hashToken(typed.trim()), codeHash),
    shut() {
      codeHash = undefined;
      removeFileIfThere(file);
    },
  };
}

/** Setup is open until the first administrator exists, and never again. */
export async function setupIsOpen(house: House): Promise<boolean> {
  return (await countAdministrators(house.db, house.siteId)) === 0;
}
