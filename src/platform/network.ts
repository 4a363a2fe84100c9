import { lookup } from "node:dns/promises";
import { refused, granted } from "../contract/outcome.ts";
import type { Outcome } from "../contract/outcome.ts";
import { Fault } from "../contract/faults.ts";
import { parseAddress, parseNetwork, readHost, whyNotAllowed } from "../kernel/address.ts";
import type { Network } from "../kernel/address.ts";

/** Every address a name stands for; the system's resolver unless a test brings its own. */
export type Resolve = (name: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (name) => {
  const found = await lookup(name, { all: true, verbatim: true });
  return found.map((one) => one.address);
};

/**
 * Decides whether a host may be connected to. EVERY address the name stands for must lie in one of
 * `networks` (CIDR). Gives the very address to connect to: whoever connects must use it and never
 * the name, or a second resolution could answer differently. Nothing is connected here.
 * Throws Fault `network` / `camera_unreachable` when the name cannot be resolved.
 */
export async function checkHost(
  host: string,
  networks: readonly string[],
  resolve = systemResolve,
): Promise<Outcome<{ readonly address: string }>> {
  const allowed = networks
    .map(parseNetwork)
    .filter((network): network is Network => network !== undefined);
  const read = readHost(host);
  if (read === undefined) return refused("host_not_allowed", { reason: "notation" });
  const texts =
    "name" in read ? await resolved(read.name, resolve) : [host.replace(/^\[|\]$/g, "")];
  for (const text of texts) {
    const address = parseAddress(text);
    const reason = address === undefined ? "notation" : whyNotAllowed(address, allowed);
    if (reason !== undefined) return refused("host_not_allowed", { reason });
  }
  const [address] = texts;
  return address === undefined
    ? refused("host_not_allowed", { reason: "outside" })
    : granted({ address });
}

async function resolved(name: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(name);
  } catch (cause) {
    throw new Fault("network", "camera_unreachable", {
      cause,
      hint: "the host name cannot be resolved",
    });
  }
}
