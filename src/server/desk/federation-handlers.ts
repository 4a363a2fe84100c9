import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Me } from "../../contract/routes/people.ts";
import type { federationRoutes } from "../../contract/routes/federation.ts";
import type { House } from "../../platform/house.ts";
import { journeys, passkeys, providers, signInByDirectory } from "../federation/index.ts";
import { type OpenedSignIn, type Standing, signIns } from "../people/index.ts";
import type { Caller, Handlers, RedirectAnswer } from "./handler.ts";
import { type Institution, myselfAt } from "./people-handlers.ts";

type Own = Handlers<keyof typeof federationRoutes>;
type Door =
  | "providers.offered"
  | "sign-in.depart"
  | "sign-in.return-oidc"
  | "sign-in.return-cas"
  | "sign-in.second"
  | "sign-in.directory"
  | "passkeys.offer"
  | "sign-in.passkey";

export function federationHandlers(institution: Institution): Own {
  return { ...doorHandlers(institution), ...settingHandlers(), ...ownPasskeyHandlers() };
}

function doorHandlers(institution: Institution): Pick<Own, Door> {
  const myself = myselfAt(institution);
  const entered = async (at: At, opened: OpenedSignIn): Promise<Outcome<Me>> => {
    await takePlace(at, opened);
    return myself(at.house, opened.actor);
  };
  return {
    "providers.offered": async ({ house, caller }) =>
      granted({
        providers: await providers.offered(house),
        passkeysAbsent: passkeys.whyNone(caller.origin),
      }),
    "sign-in.depart": async ({ house, params, caller }) => {
      const { origin } = caller;
      const left = await journeys.depart(house, { ...params, origin });
      if (!left.ok) return left;
      caller.setJourney(left.value.cookie);
      return granted({ location: left.value.location });
    },
    "sign-in.return-oidc": async ({ house, actor, params, query, caller }) => {
      const answered = new URLSearchParams(definedOf(query));
      const back = { ...params, cookie: caller.journey, state: query.state, answered };
      return arrived(
        { house, actor, caller },
        await journeys.backOidc(house, standingOf(actor, caller), back),
      );
    },
    "sign-in.return-cas": async ({ house, actor, params, query, caller }) => {
      const { state, ticket } = query;
      const back = { ...params, cookie: caller.journey, state, ticket };
      return arrived(
        { house, actor, caller },
        await journeys.backCas(house, standingOf(actor, caller), back),
      );
    },
    "sign-in.second": async ({ house, actor, body, caller }) => {
      const shown = await journeys.showCode(house, standingOf(actor, caller), {
        ...body,
        cookie: caller.journey,
      });
      if (!shown.ok) return shown;
      if ("opened" in shown.value) return entered({ house, actor, caller }, shown.value.opened);
      caller.setJourney(shown.value.cookie);
      return shown.value.wrong;
    },
    "sign-in.directory": async ({ house, actor, params, body, caller }) => {
      const opened = await signInByDirectory(house, standingOf(actor, caller), {
        ...params,
        ...body,
      });
      return opened.ok ? entered({ house, actor, caller }, opened.value) : opened;
    },
    "passkeys.offer": async ({ house, caller }) => {
      const offered = await passkeys.offer(house, caller.origin);
      if (!offered.ok) return offered;
      caller.setJourney(offered.value.cookie);
      return granted(offered.value.options);
    },
    "sign-in.passkey": async ({ house, actor, body, caller }) => {
      const opened = await passkeys.signIn(house, standingOf(actor, caller), {
        ...body,
        cookie: caller.journey,
      });
      return opened.ok ? entered({ house, actor, caller }, opened.value) : opened;
    },
  };
}

function settingHandlers(): Pick<Own, Exclude<keyof Own & `providers.${string}`, Door>> {
  return {
    "providers.list": ({ house, actor }) => providers.list(house, actor),
    "providers.add": ({ house, actor, body }) => providers.add(house, actor, body),
    "providers.change": ({ house, actor, params, body }) =>
      providers.change(house, actor, { ...params, ...body }),
    "providers.remove": ({ house, actor, params }) =>
      providers.remove(house, actor, params.providerId),
    "providers.test": ({ house, actor, params }) => providers.test(house, actor, params.providerId),
  };
}

function ownPasskeyHandlers(): Pick<Own, Exclude<keyof Own & `passkeys.${string}`, Door>> {
  return {
    "passkeys.list": ({ house, actor, caller }) => passkeys.list(house, actor, caller.origin),
    "passkeys.begin": ({ house, actor, body, caller }) =>
      passkeys.begin(house, actor, { ...body, origin: caller.origin }),
    "passkeys.add": ({ house, actor, body }) => passkeys.add(house, actor, body),
    "passkeys.remove": ({ house, actor, params }) =>
      passkeys.remove(house, actor, params.passkeyId),
  };
}

interface At {
  readonly house: House;
  readonly actor: PersonActor | undefined;
  readonly caller: Caller;
}

function standingOf(actor: PersonActor | undefined, { address, terminal }: Caller): Standing {
  return { address, terminal, replaces: actor?.signInId };
}

/** The new sign-in in this browser; another person who was here has left this terminal. */
async function takePlace({ house, actor, caller }: At, opened: OpenedSignIn): Promise<void> {
  if (actor !== undefined && actor.accountId !== opened.actor.accountId)
    await signIns.signOut(house, actor, "sign-out");
  caller.clearJourney();
  caller.setSignIn(opened.token);
}

/** On with the browser: home, or to the door that asks for the house's own code. */
async function arrived(
  at: At,
  arrival: Outcome<{ readonly opened: OpenedSignIn } | { readonly cookie: string }>,
): Promise<Outcome<RedirectAnswer>> {
  if (!arrival.ok) return arrival;
  if ("opened" in arrival.value) {
    await takePlace(at, arrival.value.opened);
    return granted({ location: "/" });
  }
  at.caller.setJourney(arrival.value.cookie);
  return granted({ location: "/?sign-in=code" });
}

function definedOf(query: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
}
