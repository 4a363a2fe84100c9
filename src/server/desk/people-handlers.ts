import type { Actor, SystemActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Me, peopleRoutes } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { bodies } from "../approval/index.ts";
import { type SetupGate, accounts, me, setup, signIns } from "../people/index.ts";
import type { Handlers } from "./handler.ts";
import type { Presences } from "./presences.ts";

/** What people's screens need of places: the institution's name. */
export interface Institution {
  name(house: House): Promise<string>;
  rename(house: House, actor: Actor, name: string): Promise<Outcome<unknown>>;
}

export interface PeopleParts {
  readonly gate: SetupGate;
  readonly institution: Institution;
  readonly presences: Presences;
}

type Own = Handlers<keyof typeof peopleRoutes>;
type Door =
  | "setup.state"
  | "setup.finish"
  | "sign-in.open"
  | "sign-in.close"
  | "me.read"
  | "me.change-secret"
  | "me.presence";

export function peopleHandlers(parts: PeopleParts): Own {
  return { ...doorHandlers(parts), ...accountHandlers() };
}

const setupActor: SystemActor = { kind: "system", name: "setup" };

/** The person at the page, with the institution's name and the post lent to them. */
export function myselfAt(institution: Institution) {
  return async (house: House, actor: Parameters<typeof me.read>[1]): Promise<Outcome<Me>> => {
    const read = await me.read(house, actor);
    if (!read.ok) return read;
    const { ok: holdsFirst } = await bodies.holder(house, actor, "first");
    return granted({ ...read.value, holdsFirst, institution: await institution.name(house) });
  };
}

function doorHandlers({ gate, institution, presences }: PeopleParts): Pick<Own, Door> {
  const myself = myselfAt(institution);
  return {
    "setup.state": async ({ house }) =>
      granted({ open: await setup.isOpen(house), demonstration: house.config.demonstration }),
    "setup.finish": async ({ house, body, caller }) => {
      const { institution: name, ...input } = body;
      const done = await setup.finish(house, { gate, standing: caller }, input);
      if (!done.ok) return done;
      const named = await institution.rename(house, setupActor, name);
      if (!named.ok) return named;
      caller.setSignIn(done.value.token);
      return myself(house, done.value.actor);
    },
    "sign-in.open": async ({ house, actor, body, caller }) => {
      const { address, terminal } = caller;
      const standing = { address, terminal, replaces: actor?.signInId };
      const opened = await signIns.open(house, standing, body);
      if (!opened.ok) return opened;
      // The same browser, another person: the one before has left this terminal.
      if (actor !== undefined && actor.accountId !== opened.value.actor.accountId)
        await signIns.signOut(house, actor, "sign-out");
      caller.setSignIn(opened.value.token);
      return myself(house, opened.value.actor);
    },
    "sign-in.close": async ({ house, actor, body, caller }) => {
      caller.clearSignIn();
      return signIns.signOut(house, actor, body.exit);
    },
    "me.read": ({ house, actor }) => myself(house, actor),
    "me.change-secret": async ({ house, actor, body, caller }) => {
      const changed = await me.changeSecret(house, actor, body);
      if (!changed.ok) return changed;
      caller.setSignIn(changed.value.token);
      return myself(house, actor);
    },
    "me.presence": async ({ actor }) => granted((socket) => presences.join(actor.signInId, socket)),
  };
}

function accountHandlers(): Omit<Own, Door> {
  return {
    "accounts.list": ({ house, actor }) => accounts.list(house, actor),
    "accounts.open": ({ house, actor, body }) => accounts.open(house, actor, body),
    "accounts.change": ({ house, actor, params, body }) =>
      accounts.change(house, actor, { accountId: params.accountId, input: body }),
    "accounts.close": ({ house, actor, params }) => accounts.close(house, actor, params.accountId),
    "accounts.reset-secret": ({ house, actor, params }) =>
      accounts.resetSecret(house, actor, params.accountId),
    "sign-ins.list": ({ house, actor, query }) => signIns.list(house, actor, query),
    "sign-ins.force-out": ({ house, actor, params }) =>
      signIns.forceOut(house, actor, params.signInId),
  };
}
