import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { Outcome, Refusal } from "../../contract/outcome.ts";
import type { Route } from "../../contract/route.ts";
import { type RouteName, routes } from "../../contract/routes.ts";
import type { House } from "../../platform/house.ts";
import { sendBytes, sendJson, sendRefusal, sendText } from "./answers.ts";
import { type Door, cookieName, passGate } from "./gate.ts";
import type {
  BytesAnswer,
  Caller,
  Handlers,
  RedirectAnswer,
  SocketAnswer,
  TextAnswer,
} from "./handler.ts";
import { readInput } from "./input.ts";
import { frameworkPath, routeNames } from "./route-names.ts";
import type { Sockets } from "./sockets.ts";
import { terminalOf } from "./terminal.ts";

/**
 * A handler with its types rubbed out, for the one loop over all routes. Declared as a method on
 * purpose: the gate and the schemas make at run time what `Call<N>` promises at compile time.
 */
interface AnyHandler {
  handle(call: LooseCall): Promise<Outcome<unknown>>;
}
interface LooseCall {
  readonly house: House;
  readonly actor: unknown;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload: unknown;
  readonly caller: Caller;
}

export interface Desk extends Door {
  readonly app: FastifyInstance;
  readonly sockets: Sockets;
}

interface Mounted {
  readonly name: RouteName;
  readonly route: Route;
  readonly handler: AnyHandler;
}

const uploadFormBytes = 64 * 1024;
const journeyCookie = "liuhen-journey";
const journeyS = limits.journeyMs / 1_000;
/** Where secrets could be guessed, or much could be begun: so many a minute from one address. */
const guessable: ReadonlySet<RouteName> = new Set([
  "sign-in.open",
  "setup.finish",
  "sign-in.depart",
  "sign-in.return-oidc",
  "sign-in.return-cas",
  "sign-in.second",
  "sign-in.directory",
  "sign-in.passkey",
  "passkeys.offer",
  "kiosk.enter",
  "kiosk.mark",
]);

function triesOf(name: RouteName): number {
  return name === "sign-in.open" ? limits.passwordSignInsPerMinute : limits.signInsPerMinute;
}

/** Mounts every route of the contract; there is no other way in. */
export function mountRoutes(desk: Desk, handlers: Handlers<RouteName>): void {
  for (const name of routeNames()) {
    const mounted: Mounted = { name, route: routes[name], handler: rubbedOut(handlers, name) };
    if (mounted.route.answer === "socket") mountSocket(desk, mounted);
    else mountPlain(desk, mounted);
  }
}

function rubbedOut<N extends RouteName>(handlers: Handlers<RouteName>, name: N): AnyHandler {
  return { handle: handlers[name] };
}

function mountPlain(desk: Desk, mounted: Mounted): void {
  const { route, name } = mounted;
  desk.app.route({
    method: route.method,
    url: frameworkPath(route.path),
    exposeHeadRoute: false,
    ...(route.upload === undefined
      ? {}
      : { bodyLimit: route.upload.largestBytes + uploadFormBytes }),
    config: guessable.has(name) ? { rateLimit: { max: triesOf(name), timeWindow: 60_000 } } : {},
    handler: async (request, reply) => {
      const passed = await passGate(desk, mounted, request);
      if (!passed.ok) return sendNo(route, reply, passed);
      const outcome = await call(desk, mounted, { request, reply, actor: passed.value });
      if (!outcome.ok) return sendNo(route, reply, outcome);
      return sendAnswer(mounted, { request, reply, value: outcome.value });
    },
  });
}

/** A browser that was sent here reads no JSON: it goes on to the door, which says what was refused. */
function sendNo(route: Route, reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (route.answer !== "redirect") return sendRefusal(reply, refusal);
  return reply.redirect(`/?sign-in=${refusal.code}`, 303);
}

interface Calling {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly actor: Actor | undefined;
}

async function call(
  desk: Desk,
  { route, handler }: Mounted,
  { request, reply, actor }: Calling,
): Promise<Outcome<unknown>> {
  const input = await readInput(route, request);
  if (!input.ok) return input;
  const caller = callerOf(desk.house, request, reply);
  return handler.handle({ house: desk.house, actor, ...input.value, caller });
}

function callerOf(house: House, request: FastifyRequest, reply: FastifyReply): Caller {
  const options = {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: house.config.https,
  } as const;
  // Lax, because the browser comes back from another site; and only for the way back.
  const journey = { ...options, path: "/api/sign-in", sameSite: "lax", maxAge: journeyS } as const;
  return {
    origin: house.config.origin ?? `${house.config.https ? "https" : "http"}://${request.host}`,
    journey: request.cookies[journeyCookie]?.slice(0, 64),
    setJourney: (token) => void reply.setCookie(journeyCookie, token, journey),
    clearJourney: () => void reply.clearCookie(journeyCookie, journey),
    address: request.ip,
    terminal: terminalOf(request.headers["user-agent"]),
    setSignIn: (token) => void reply.setCookie(cookieName, token, options),
    clearSignIn: () => void reply.clearCookie(cookieName, options),
  };
}

interface Answering {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly value: unknown;
}

/** An answer that does not fit its schema is our bug: nothing of it leaves the house. */
function sendAnswer({ name, route }: Mounted, { request, reply, value }: Answering): FastifyReply {
  const { answer } = route;
  if (answer === "bytes" && isBytes(value)) return sendBytes(reply, request.headers.range, value);
  if (answer === "text" && isTextAnswer(value)) return sendText(reply, value);
  if (answer === "redirect" && isRedirect(value)) return reply.redirect(value.location, 303);
  if (typeof answer === "string") throw new Error(`${name} answered something else than ${answer}`);
  const parsed = answer.safeParse(value);
  if (parsed.success) return sendJson(reply, parsed.data);
  const places = parsed.error.issues.map((issue) => `${issue.code} at ${issue.path.join(".")}`);
  throw new Error(`${name} answered out of its schema: ${places.slice(0, 5).join("; ")}`);
}

function mountSocket(desk: Desk, mounted: Mounted): void {
  const decided = new WeakMap<FastifyRequest, { actor: Actor | undefined; take: SocketAnswer }>();
  desk.app.route({
    method: "GET",
    url: frameworkPath(mounted.route.path),
    exposeHeadRoute: false,
    // Before the upgrade: whoever is refused gets an ordinary answer and no socket.
    preHandler: async (request, reply) => {
      const passed = await passGate(desk, mounted, request);
      if (!passed.ok) return sendRefusal(reply, passed);
      const actor = passed.value;
      const outcome = request.ws
        ? await call(desk, mounted, { request, reply, actor })
        : ({ ok: false, code: "bad_input", facts: { field: "upgrade" } } as const);
      if (!outcome.ok) return sendRefusal(reply, outcome);
      if (!isSocketAnswer(outcome.value)) throw new Error(`${mounted.name} answered no socket`);
      decided.set(request, { actor, take: outcome.value });
    },
    handler: (_request, reply) => reply.code(400).send(),
    wsHandler: (socket, request) => {
      const granted = decided.get(request);
      if (granted === undefined) return socket.close(1008, "refused");
      const signInId = granted.actor?.kind === "person" ? granted.actor.signInId : undefined;
      const whileLocked = mounted.route.whileLocked === true;
      desk.sockets.adopt(socket, { signInId, whileLocked }, granted.take);
    },
  });
}

function isBytes(value: unknown): value is BytesAnswer {
  return typeof value === "object" && value !== null && "read" in value && "sizeBytes" in value;
}
function isTextAnswer(value: unknown): value is TextAnswer {
  return typeof value === "object" && value !== null && "text" in value && "mediaType" in value;
}
/** Only within the house: never an address that a call brought along. */
function isRedirect(value: unknown): value is RedirectAnswer {
  if (typeof value !== "object" || value === null || !("location" in value)) return false;
  return typeof value.location === "string" && /^\/(?![/\\])/.test(value.location);
}
function isSocketAnswer(value: unknown): value is SocketAnswer {
  return typeof value === "function";
}
