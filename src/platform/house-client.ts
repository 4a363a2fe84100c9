import type { z } from "zod";
import type { RefusalCode } from "../contract/refusals.ts";
import { type RouteName, routes, type Routes } from "../contract/routes.ts";
import { Fault } from "../contract/faults.ts";

type PartName = "params" | "query" | "body";
type InputOf<N extends RouteName, Part extends PartName> =
  Routes[N] extends Record<Part, z.ZodType> ? z.input<Routes[N][Part]> : never;
/** What has no field that must be given may be left away. */
type Needed<N extends RouteName, Part extends PartName> =
  Routes[N] extends Record<Part, z.ZodType>
    ? object extends InputOf<N, Part>
      ? "may"
      : "must"
    : "none";
type Input<N extends RouteName> = {
  readonly [Part in PartName as Needed<N, Part> extends "must" ? Part : never]: InputOf<N, Part>;
} & {
  readonly [Part in PartName as Needed<N, Part> extends "may" ? Part : never]?: InputOf<N, Part>;
};
type Answer<N extends RouteName> = Routes[N]["answer"] extends z.ZodType
  ? z.output<Routes[N]["answer"]>
  : never;

/** A house said no. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly code: RefusalCode;
  constructor(route: string, code: RefusalCode) {
    super(`${route} was refused: ${code}`);
    this.code = code;
  }
}

/** Talks to a running house as a browser would: same routes, same cookie, same origin rule. */
export interface HouseClient {
  call<N extends RouteName>(
    name: N,
    ...input: keyof Input<N> extends never ? [] : object extends Input<N> ? [Input<N>?] : [Input<N>]
  ): Promise<Answer<N>>;
  /** The raw answer, for bytes and texts. */
  raw(name: RouteName, input?: RawInput): Promise<Response>;
  readonly cookie: () => string;
}

export interface RawInput {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** `shared`: the cookie of a sign-in somebody else opened; an account has one at a time (S0-13a). */
export function openHouseClient(origin: string, shared = ""): HouseClient {
  let cookie = shared;
  const raw = async (name: RouteName, input: RawInput = {}): Promise<Response> => {
    const url = new URL(fill(routes[name].path, input.params ?? {}), origin);
    for (const [key, value] of Object.entries(input.query ?? {}))
      if (value !== undefined) url.searchParams.set(key, String(value));
    const isForm = input.body instanceof FormData;
    const response = await fetch(url, {
      method: routes[name].method,
      headers: {
        origin,
        ...(cookie === "" ? {} : { cookie }),
        ...(input.body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...input.headers,
      },
      ...(input.body === undefined
        ? {}
        : { body: isForm ? input.body : JSON.stringify(input.body) }),
      redirect: "error",
    });
    for (const line of response.headers.getSetCookie()) cookie = line.split(";")[0] ?? "";
    return response;
  };
  return {
    raw,
    cookie: () => cookie,
    async call(name, ...rest) {
      const [input] = rest as [RawInput?];
      const response = await raw(name, input);
      const text = await response.text();
      if (!response.ok) throw asError(name, response.status, text);
      const answer = routes[name].answer;
      if (typeof answer === "string") throw new Error(`${name} does not answer JSON`);
      return answer.parse(JSON.parse(text)) as never;
    },
  };
}

function asError(name: string, status: number, text: string): Error {
  try {
    const body = JSON.parse(text) as { code?: RefusalCode };
    if (body.code !== undefined) return new RefusedError(name, body.code);
  } catch {
    // Not ours: told below by its status.
  }
  return new Fault("network", "house_answer", { hint: `${name} answered ${status}` });
}

function fill(path: string, params: Readonly<Record<string, string | number>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
}
