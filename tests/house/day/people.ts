import type { Signing } from "../../../src/contract/approval.ts";
import type { Role } from "../../../src/contract/roles.ts";
import { type HouseClient, RefusedError } from "../../../src/platform/house-client.ts";
import type { RunningHouse } from "../../fixture/running-house.ts";

export const admin = { login: "admin", password: "Correct-Horse-9-Battery" };
const ownSecret = "saffron-Quill-meadow-17";
const strokes = [
  [40, 60, 180, 90],
  [60, 120, 220, 140],
];

/** Somebody with an account who signs in anew whenever the sign-in has ended. */
export interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly call: HouseClient["call"];
  readonly raw: HouseClient["raw"];
  readonly signing: Signing;
}

export function personOf(
  house: RunningHouse,
  known: { readonly accountId: string; readonly name: string; readonly login: string },
  password = ownSecret,
): Person {
  const client = house.client();
  const signIn = async () => {
    await client.call("sign-in.open", { body: { login: known.login, password } });
    await client.call("notice.accept", { body: { version: 1 } });
  };
  const signedIn = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      const ended =
        cause instanceof RefusedError && ["not_signed_in", "locked"].includes(cause.code);
      if (!ended) throw cause;
      await signIn();
      return work();
    }
  };
  // A person does one thing after another: a second sign-in would end the first.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(() => signedIn(work));
    last = done.catch(() => undefined);
    return done;
  };
  return {
    accountId: known.accountId,
    name: known.name,
    signing: { password, code: null, signature: strokes },
    raw: (name, input) => inTurn(() => client.raw(name, input)),
    call: (name, ...input) => inTurn(() => client.call(name, ...input)),
  };
}

/** An account opened by the administrator, with a password of its person's own where the person comes. */
export async function openPerson(
  house: RunningHouse,
  by: Person,
  who: {
    readonly login: string;
    readonly name: string;
    readonly role: Role;
    readonly comes: boolean;
  },
): Promise<Person> {
  const { login, name, role } = who;
  const { account, oneTimeSecret } = await by.call("accounts.open", {
    body: {
      login,
      name,
      role,
      personKey: `DAY-${login}`,
      category: role === "student" ? "student" : "teacher",
      expiresAtMs: null,
      venueIds: [],
    },
  });
  if (who.comes) {
    const first = house.client();
    await first.call("sign-in.open", { body: { login, password: oneTimeSecret } });
    await first.call("me.change-secret", { body: { current: oneTimeSecret, next: ownSecret } });
  }
  return personOf(house, { accountId: account.accountId, name, login });
}
