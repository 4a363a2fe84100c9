import type { FastifyRequest } from "fastify";
import type { Actor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { Route } from "../../contract/route.ts";
import type { RouteName } from "../../contract/routes.ts";
import type { House } from "../../platform/house.ts";
import { readTextIfThere } from "../../platform/text-file.ts";
import { sameToken } from "../../platform/token.ts";
import { type SignedIn, signIns } from "../people/index.ts";
import { comesFromHouse } from "./origin.ts";
import type { RefusalBook } from "./refusal-book.ts";

export const cookieName = "liuhen";
export const backgroundHeader = "liuhen-background";

export interface Door {
  readonly house: House;
  readonly book: RefusalBook;
}

/**
 * Every call passes here before its input is even read: origin, sign-in, lock, initial secret,
 * permission; whatever is not allowed is refused (default deny). Gives who is calling, undefined
 * only on open routes.
 */
export async function passGate(
  door: Door,
  { name, route }: { readonly name: RouteName; readonly route: Route },
  request: FastifyRequest,
): Promise<Outcome<Actor | undefined>> {
  const { house, book } = door;
  const own = fromHouse(house, route, request);
  const bearer = own ? bearerActor(house, route, request) : undefined;
  if (bearer !== undefined) return granted(bearer);
  const signedIn = await whoCalls(house, route, request);
  const refusal = own ? judge(route, signedIn) : refused("bad_origin");
  if (refusal === undefined) return granted(signedIn?.actor);
  if (worthEntering(route, refusal)) await book.enter(name, signedIn?.actor, refusal);
  return refusal.code === "not_signed_in" ? withReason(house, request) : refusal;
}

function judge(route: Route, signedIn: SignedIn | undefined): Refusal | undefined {
  if (route.permission === "open") return undefined;
  if (signedIn === undefined) return refused("not_signed_in");
  if (signedIn.locked && route.whileLocked !== true) {
    const { login, name } = signedIn.actor;
    return refused("locked", { login, name, how: signedIn.how });
  }
  if (signedIn.mustChangeSecret && route.beforeSecretChange !== true)
    return refused("must_change_secret");
  const allowed = rolePermissions[signedIn.actor.role].includes(route.permission);
  return allowed ? undefined : refused("not_permitted");
}

/** Tells the page that still shows its token how its sign-in ended: by whom else would it learn? */
async function withReason(house: House, request: FastifyRequest): Promise<Refusal> {
  const token = request.cookies[cookieName];
  const ended =
    token === undefined || token.length > 64 ? undefined : await signIns.whyEnded(house, token);
  return ended === undefined
    ? refused("not_signed_in")
    : refused("not_signed_in", { exit: ended.exit, endedAtMs: ended.endedAtMs });
}

/** A page whose sign-in has run out keeps asking: its reads are no attempt on anything. */
function worthEntering(route: Route, refusal: Refusal): boolean {
  if (refusal.code === "not_signed_in") return route.method !== "GET";
  return refusal.code === "not_permitted" || refusal.code === "bad_origin";
}

function fromHouse(house: House, route: Route, request: FastifyRequest): boolean {
  const headers = {
    origin: one(request.headers.origin),
    host: request.headers.host,
    fetchSite: one(request.headers["sec-fetch-site"]),
  };
  if (route.fromElsewhere === true) return isNavigation(request, headers.origin);
  const changes = route.method !== "GET" || route.answer === "socket";
  return comesFromHouse(headers, { ownOrigin: house.config.origin, changes });
}

/** The browser itself says that it follows an address; no page can make a fetch look like that. */
function isNavigation(request: FastifyRequest, origin: string | undefined): boolean {
  const mode = one(request.headers["sec-fetch-mode"]);
  const place = one(request.headers["sec-fetch-dest"]);
  const follows = mode === undefined || mode === "navigate";
  return origin === undefined && follows && (place === undefined || place === "document");
}

async function whoCalls(
  house: House,
  route: Route,
  request: FastifyRequest,
): Promise<SignedIn | undefined> {
  const token = request.cookies[cookieName];
  if (token === undefined || token.length > 64) return undefined;
  const background =
    route.background === true ||
    route.permission === "open" ||
    one(request.headers[backgroundHeader]) === "1";
  return signIns.authenticate(house, token, !background);
}

/** `Authorization: Bearer` with the text of `keys/<name>.token`, for machines that read figures. */
function bearerActor(house: House, route: Route, request: FastifyRequest): Actor | undefined {
  const header = request.headers.authorization;
  if (route.bearer === undefined || header === undefined) return undefined;
  const expected = readTextIfThere(`${house.paths.keys}/${route.bearer}.token`)?.trim();
  const typed = /^Bearer ([\w.~+/=-]{16,256})$/.exec(header)?.[1];
  if (expected === undefined || expected.length < 16 || typed === undefined) return undefined;
  return sameToken(typed, expected) ? { kind: "system", name: "operator" } : undefined;
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(",") : header;
}
