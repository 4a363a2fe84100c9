import type { z } from "zod";
import type { Actor, PersonActor } from "../../contract/actor.ts";
import type { Outcome } from "../../contract/outcome.ts";
import type { Route } from "../../contract/route.ts";
import type { RouteName, Routes } from "../../contract/routes.ts";
import type { House } from "../../platform/house.ts";

/**
 * How a room meets HTTP: one handler per route, and a handler knows no HTTP. The desk has already
 * checked origin, sign-in, permission and shape before it calls; it turns the outcome into a status
 * and parses the answer through the route's schema, so nothing undeclared can leave the house.
 *
 *   export function lessonsHandlers(): Handlers<keyof typeof lessonsRoutes> {
 *     return { "lessons.read": ({ house, actor, params }) => readLesson(house, actor, params.lessonId), … };
 *   }
 */
export type Handlers<Names extends RouteName> = { readonly [N in Names]: Handler<N> };
export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Outcome<AnswerOf<N>>>;

export interface Call<N extends RouteName> {
  readonly house: House;
  /** The live sign-in's person. Open routes are called without one, too. */
  readonly actor: ActorOf<Routes[N]>;
  readonly params: Parsed<Routes[N], "params">;
  readonly query: Parsed<Routes[N], "query">;
  readonly body: Parsed<Routes[N], "body">;
  /** The one file of a route with `upload`, already within its limit. */
  readonly upload: Routes[N] extends { upload: unknown } ? Upload : undefined;
  readonly caller: Caller;
}

/** Where the call comes from, and the cookies: for the people's and federation's handlers only. */
export interface Caller {
  readonly address: string;
  /** How this browser addresses the house, e.g. `https://liuhen.example`. */
  readonly origin: string;
  /** The way to a sign-in service and back that this browser is on. */
  readonly journey: string | undefined;
  setJourney(token: string): void;
  clearJourney(): void;
  /** Browser and system in short words (操作终端). */
  readonly terminal: string;
  setSignIn(token: string): void;
  clearSignIn(): void;
}

export interface Upload {
  /** As the sender named it: a label for people, never a path. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Answer of a `bytes` route. The desk honours a single `Range` and asks `read` for that part only. */
export interface BytesAnswer {
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Half-open part of the whole: `startByte` inclusive, `endByte` exclusive. */
  read(part: BytePart): Uint8Array | AsyncIterable<Uint8Array>;
  /** Whether a part may be read at all; missing: each may. */
  gives?(part: BytePart): boolean;
  /** Given: offered as a file of this name (RFC 8187). Missing: for the page's own player. */
  readonly fileName?: string;
}
export interface BytePart {
  readonly startByte: number;
  readonly endByte: number;
}

export interface TextAnswer {
  readonly mediaType: string;
  readonly text: string;
}

/** Answer of a `redirect` route: a path of our own, beginning with a slash. */
export interface RedirectAnswer {
  readonly location: `/${string}`;
}

/**
 * Answer of a `socket` route: the outcome decides before the WebSocket is accepted (a refusal is an
 * ordinary HTTP answer), then this function owns the socket. The desk closes it within 5 s of the
 * sign-in's end, and when the desk closes.
 */
export type SocketAnswer = (socket: Socket) => void;
export interface Socket {
  send(data: string | Uint8Array): void;
  /** Bytes accepted by `send` and not yet given to the network: the measure of a slow viewer. */
  backlogBytes(): number;
  /** 1000 done, 1008 refused, 1011 fault, 1013 try again later. */
  close(code: number, reason: string): void;
  onText(take: (text: string) => void): void;
  /** Called once, however it ended; `lastSeenMs` is the last instant the other side was heard. */
  onClose(ended: (lastSeenMs: number) => void): void;
}

type Parsed<R, Part extends "params" | "query" | "body"> = R extends {
  readonly [P in Part]: infer S extends z.ZodType;
}
  ? z.output<S>
  : undefined;

type ActorOf<R extends Route> = R extends { permission: "open" }
  ? PersonActor | undefined
  : R extends { bearer: string }
    ? Actor
    : PersonActor;

/** What a handler gives back for a route, before it is parsed on the way out. */
export type AnswerOf<N extends RouteName> = AnswerFor<Routes[N]["answer"]>;
type AnswerFor<A> = A extends z.ZodType
  ? Frozen<z.input<A>>
  : A extends "bytes"
    ? BytesAnswer
    : A extends "text"
      ? TextAnswer
      : A extends "socket"
        ? SocketAnswer
        : A extends "redirect"
          ? RedirectAnswer
          : never;

/** Answers may be read-only all the way down. */
export type Frozen<T> = T extends readonly (infer I)[]
  ? readonly Frozen<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
