import type { SystemActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { hashPassword } from "../../platform/password.ts";
import { act, enterRefusal, quiet } from "../ledger/index.ts";
import { accountChange, accountPersonal } from "./account-view.ts";
import { type AccountRow, countAdministrators, lockAdministration } from "./accounts.store.ts";
import { commonPasswords } from "./common-passwords.ts";
import { forgetAttempts } from "./failures.store.ts";
import { addAccount } from "./open-account.ts";
import { type OpenedSignIn, type Standing, admit, countAttempt } from "./open-sign-in.ts";
import { isLongPassword, judgePassword } from "./password-rules.ts";
import type { SetupGate } from "./setup-gate.ts";

export interface SetupInput {
  readonly code: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

const setupActor: SystemActor = { kind: "system", name: "setup" };
/** Never a login: those begin with a letter or digit. */
const attemptName = ":setup";

/** Creates the first administrator, who proved to sit at the server by the code, and signs them in. */
export async function finishSetup(
  house: House,
  { gate, standing }: { readonly gate: SetupGate; readonly standing: Standing },
  input: SetupInput,
): Promise<Outcome<OpenedSignIn>> {
  const barred = await judgeCode(house, { gate, standing, typed: input.code });
  if (barred !== undefined) {
    await enterRefusal(house, setupActor, "setup.finish", barred, {
      type: "house",
      id: house.siteId,
    });
    return barred;
  }
  const unfit = judgePassword(input.password, input, commonPasswords());
  if (unfit !== undefined) return unfit;
  const made = await createAdministrator(house, input);
  if (!made.ok) return made;
  gate.shut();
  return admit(house, standing, { account: made.value, how: "setup" });
}

async function judgeCode(
  house: House,
  { gate, standing, typed }: { gate: SetupGate; standing: Standing; typed: string },
): Promise<Refusal | undefined> {
  if ((await countAdministrators(house.db, house.siteId)) > 0) return refused("setup_done");
  const attempt = { siteId: house.siteId, login: attemptName, address: standing.address };
  const counted = await countAttempt(house, attempt);
  if (counted.locked) return refused("too_many");
  if (!gate.matches(typed)) return refused("setup_code_wrong");
  await quiet(house, "the right code clears this address's counter", (tx) =>
    forgetAttempts(tx, attempt),
  );
  return undefined;
}

async function createAdministrator(house: House, input: SetupInput): Promise<Outcome<AccountRow>> {
  const secretHash = await hashPassword(input.password);
  return act(house, setupActor, "house.set-up@1", async (tx) => {
    await lockAdministration(tx);
    if ((await countAdministrators(tx, house.siteId)) > 0) return refused("setup_done");
    const made = await addAccount(tx, house, {
      login: input.login,
      name: input.name,
      personKey: input.login,
      category: "staff",
      role: "admin",
      expiresAtMs: null,
      venueIds: [],
      secretHash,
      mustChangeSecret: false,
      secretLong: isLongPassword(input.password),
    });
    if (!made.ok) return made;
    const account = made.value;
    return granted({
      value: account,
      subject: { type: "house", id: house.siteId },
      body: { profile: "clinical-centre", origin: house.config.origin ?? "" },
      also: [
        {
          kind: "account.opened@1",
          subject: { type: "account", id: account.account_id },
          body: accountChange(undefined, account),
          personal: accountPersonal(account),
        },
      ],
    });
  });
}
