import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP } from "node:net";
import { getCACertificates } from "node:tls";
import { Fault } from "../contract/faults.ts";
import { type Outcome, granted, refused } from "../contract/outcome.ts";
import { checkHost } from "./network.ts";

/** What may be reached: decided before, never by the text that names an address. */
export interface Reach {
  /** CIDR networks every address of the host must lie in. */
  readonly networks: readonly string[];
  /** Hosts as typed, lower case; no other is spoken to. */
  readonly hosts: ReadonlySet<string>;
  /** Unencrypted, to this computer only: a demonstration. */
  readonly openLoopback: boolean;
  /** Certificates of an authority of the institution's own, beside the well-known ones. */
  readonly authorityPem: string | null;
  readonly timeoutMs: number;
  readonly answerBytes: number;
}

export interface GuardedCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/**
 * One HTTP call that cannot be led astray (security class 2): the host must be a named one, the
 * address that was checked is the one that is connected, redirects are answers and not followed,
 * time and size are bounded. Refuses host_not_allowed, transport_open, provider_unreachable,
 * provider_unusable.
 */
export async function guardedFetch(
  reach: Reach,
  text: string,
  call: GuardedCall = {},
): Promise<Outcome<Response>> {
  const url = URL.parse(text);
  const host = url?.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (url === null || host === undefined || url.username !== "" || url.password !== "")
    return refused("provider_unusable", { reason: "address" });
  if (!reach.hosts.has(host)) return refused("host_not_allowed", { host });
  const checked = await checkServer(host, reach.networks);
  if (!checked.ok) return checked;
  const { address } = checked.value;
  const open = url.protocol === "http:" && reach.openLoopback && isLoopback(address);
  if (url.protocol !== "https:" && !open) return refused("transport_open");
  return exchange(reach, { url, host, address, call });
}

/** As `checkHost`, with a name that cannot be resolved as a refusal. */
export async function checkServer(
  host: string,
  networks: readonly string[],
): Promise<Outcome<{ readonly address: string }>> {
  try {
    return await checkHost(host, networks);
  } catch (cause) {
    if (cause instanceof Fault) return refused("provider_unreachable", { reason: "name" });
    throw cause;
  }
}

export function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** The well-known authorities and the institution's own. */
export function authorities(pem: string | null): string[] {
  return pem === null ? getCACertificates() : [...getCACertificates(), pem];
}

interface Exchange {
  readonly url: URL;
  readonly host: string;
  readonly address: string;
  readonly call: GuardedCall;
}

function exchange(
  reach: Reach,
  { url, host, address, call }: Exchange,
): Promise<Outcome<Response>> {
  const secure = url.protocol === "https:";
  const signal = AbortSignal.timeout(reach.timeoutMs);
  const options = {
    host: address,
    port: url.port === "" ? (secure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method: call.method ?? "GET",
    headers: {
      ...call.headers,
      host: url.host,
      connection: "close",
      "accept-encoding": "identity",
    },
    agent: false,
    maxHeaderSize: 16_384,
    signal,
    // The certificate must name the host that was asked for, though its address is connected.
    ...(secure ? { ca: authorities(reach.authorityPem), minVersion: "TLSv1.2" as const } : {}),
    ...(secure && isIP(host) === 0 ? { servername: host } : {}),
  };
  return new Promise((resolve) => {
    const made = (secure ? secureRequest : plainRequest)(options, (answer) => {
      void readAnswer(answer, reach.answerBytes).then(resolve);
    });
    made.on("error", (cause) => resolve(refused("provider_unreachable", reasonOf(cause, signal))));
    made.end(call.body);
  });
}

function reasonOf(cause: Error, signal: AbortSignal): { readonly reason: string } {
  if (signal.aborted) return { reason: "timeout" };
  const code = "code" in cause ? String(cause.code) : "";
  return { reason: /CERT|SELF_SIGNED|ALTNAME|SSL|TLS/.test(code) ? "certificate" : "connection" };
}

async function readAnswer(answer: IncomingMessage, bytesMost: number): Promise<Outcome<Response>> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer) {
      if (!Buffer.isBuffer(part)) throw new TypeError("a stream without encoding gives buffers");
      size += part.length;
      if (size > bytesMost) return refused("provider_unusable", { reason: "too_large" });
      parts.push(part);
    }
  } catch {
    return refused("provider_unreachable", { reason: "connection" });
  } finally {
    answer.destroy();
  }
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) return refused("provider_unusable", { reason: "status" });
  if (status >= 300 && status < 400) return refused("provider_unusable", { reason: "redirect" });
  const headers = new Headers();
  for (const name of ["content-type", "www-authenticate", "dpop-nonce"]) {
    const value = answer.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const bodyless = status === 204 || status === 205;
  return granted(
    new Response(bodyless ? null : new Uint8Array(Buffer.concat(parts)), { status, headers }),
  );
}
