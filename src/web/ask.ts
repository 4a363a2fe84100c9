import { z } from "zod";
import { faultKinds, type FaultKind } from "../contract/faults.ts";
import type { Route } from "../contract/route.ts";
import { refusals, type RefusalCode } from "../contract/refusals.ts";
import { routes, type RouteName, type Routes } from "../contract/routes.ts";

// A strict content security policy forbids generated code; zod then checks without it.
z.config({ jitless: true });

type AnswerOf<R> = R extends { answer: z.ZodType<infer T> } ? T : never;
/** Routes that answer JSON; the others (bytes, text, sockets, uploads) have their own callers. */
export type Askable = {
  [N in RouteName]: Routes[N]["answer"] extends z.ZodType ? N : never;
}[RouteName];
export type Answer<N extends Askable> = AnswerOf<Routes[N]>;
type Part<R, P extends string> = R extends { readonly [K in P]: infer S extends z.ZodType }
  ? Needed<P, z.input<S>>
  : unknown;
/** What has no field that must be given may be left away. */
type Needed<P extends string, I> = object extends I ? { [K in P]?: I } : { [K in P]: I };
export type Question<N extends RouteName> = Part<Routes[N], "params"> &
  Part<Routes[N], "query"> &
  Part<Routes[N], "body">;
type JsonRoutes = {
  readonly [N in Askable]: Omit<Route, "answer"> & { readonly answer: z.ZodType<Answer<N>> };
};

const jsonRoutes: JsonRoutes = routes;

export type Facts = Readonly<Record<string, string | number>>;

/** An expected no, as a typed error: the screen says which rule refused and what to do. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly code: RefusalCode;
  readonly facts: Facts;

  constructor(code: RefusalCode, facts: Facts) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** The world failed: no network, a fault behind the server, or an answer that is not as agreed. */
export class TroubleError extends Error {
  override readonly name = "TroubleError";
  readonly kind: FaultKind | "offline" | "answer";
  readonly code: string;

  constructor(kind: FaultKind | "offline" | "answer", code: string, cause?: unknown) {
    super(code, { cause });
    this.kind = kind;
    this.code = code;
  }
}

const No = z.object({
  code: z.string(),
  kind: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const refusalCodes = new Map<string, RefusalCode>(
  Object.keys(refusals).flatMap((name) => (isRefusalCode(name) ? [[name, name]] : [])),
);

export function isRefusalCode(name: string): name is RefusalCode {
  return Object.hasOwn(refusals, name);
}

function isFaultKind(name: string): name is FaultKind {
  return Object.hasOwn(faultKinds, name);
}

const listeners = new Set<(error: RefusedError) => void>();
/** Hears every refusal: the session room watches for a sign-in that has ended. */
export function onRefusal(listener: (error: RefusedError) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The address of a route with its parameters and query filled in. */
export function address<N extends RouteName>(
  name: N,
  parts: { params?: Facts; query?: Readonly<Record<string, string | number | undefined>> } = {},
): string {
  const path = routes[name].path.replace(/\{([A-Za-z]+)\}/g, (_, key: string) =>
    encodeURIComponent(String(parts.params?.[key] ?? "")),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parts.query ?? {})) {
    if (value !== undefined && value !== "") query.set(key, String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

interface Loose {
  readonly params?: Facts;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}

/** Asks the house. Resolves to the checked answer; throws RefusedError or TroubleError, nothing else. */
export async function ask<N extends Askable>(
  name: N,
  question: Question<N> & { readonly signal?: AbortSignal },
  more: { readonly keepalive?: boolean; readonly background?: boolean } = {},
): Promise<Answer<N>> {
  const loose: Loose & { signal?: AbortSignal } = question;
  const route = jsonRoutes[name];
  const headers: Record<string, string> = { accept: "application/json" };
  const init: RequestInit = { method: route.method, credentials: "same-origin", headers };
  if (loose.signal !== undefined) init.signal = loose.signal;
  if (more.keepalive === true) init.keepalive = true;
  // The page asks by itself: the house need not count it as a person at work.
  if (more.background === true) headers["liuhen-background"] = "1";
  if (loose.body !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(loose.body);
  }
  const response = await reach(address(name, loose), init);
  return checked(route.answer, await jsonOf(response), name);
}

/** Sends one file as multipart form data, field `file`. */
export async function upload<N extends Askable>(
  name: N,
  file: File,
  params: Facts = {},
): Promise<Answer<N>> {
  const form = new FormData();
  form.set("file", file, file.name);
  const response = await reach(address(name, { params }), {
    method: "POST",
    credentials: "same-origin",
    body: form,
    headers: { accept: "application/json" },
  });
  return checked(jsonRoutes[name].answer, await jsonOf(response), name);
}

/** Fetches and turns every no into an error with a code. */
export async function reach(url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", cache: "no-store", ...init });
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new TroubleError("offline", "network", cause);
  }
  if (response.ok) return response;
  throw noOf(response.status, await response.text().catch(() => ""));
}

function noOf(status: number, text: string): Error {
  const parsed = No.safeParse(parseJson(text));
  if (!parsed.success)
    return new TroubleError(status === 404 ? "absent" : "busy", `http-${status}`);
  const { code, kind, facts } = parsed.data;
  const refusal = refusalCodes.get(code);
  if (refusal === undefined)
    return new TroubleError(kind !== undefined && isFaultKind(kind) ? kind : "busy", code);
  const error = new RefusedError(refusal, facts ?? {});
  for (const listener of listeners) listener(error);
  return error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const value = parseJson(await response.text());
  if (value === undefined) throw new TroubleError("answer", "not-json");
  return value;
}

function checked<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new TroubleError(
    "answer",
    `${name}: ${issue?.path.join(".") ?? ""} ${issue?.code ?? ""}`,
    parsed.error,
  );
}
