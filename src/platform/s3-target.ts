import { createHash } from "node:crypto";
import http from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";
import type { LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { Client, RETENTION_MODES, S3Error } from "minio";
import type { BucketPlace } from "../contract/copies.ts";
import { Fault } from "../contract/faults.ts";
import { type CopyTarget, type PutDone, type PutFacts, checkedName } from "./copy-target.ts";
import { checkHost } from "./network.ts";

/**
 * A bucket of any S3. Only the address that was checked is connected to; answers are bounded in
 * time; nothing is asked of names outside the prefix. Retention is set per object, never by default.
 */
export interface S3TargetFacts {
  readonly place: BucketPlace;
  readonly secretKey: string;
  readonly patience?: BucketPatience;
}

/**
 * How long one answer of a bucket is waited for: never so long without a byte, and never longer than its
 * bytes take at this rate. A place that trickles would hold a whole night.
 */
export interface BucketPatience {
  readonly silentMs: number;
  readonly leastBytesPerSecond: number;
}

const standardPatience: BucketPatience = {
  silentMs: 30_000,
  leastBytesPerSecond: 16 * 1024,
};
const probeName = "probe";

/** Refused with `host_not_allowed` where the host may not be connected to. */
export async function openS3Target(facts: S3TargetFacts) {
  const { place } = facts;
  const checked = await checkHost(place.host, place.networks);
  if (!checked.ok) return checked;
  const agent = pinnedAgent(place, checked.value.address);
  const client = new Client({
    endPoint: place.host,
    port: place.port,
    useSSL: place.scheme === "https",
    accessKey: place.accessKey,
    secretKey: facts.secretKey,
    region: place.region === "" ? "us-east-1" : place.region,
    pathStyle: true,
    transportAgent: agent,
    transport: timedTransport(place.scheme, facts.patience ?? standardPatience),
    retryOptions: { disableRetry: true },
  });
  return { ok: true as const, value: new S3Target(client, place, agent) };
}

class S3Target implements CopyTarget {
  readonly #client: Client;
  readonly #place: BucketPlace;
  readonly #agent: http.Agent;

  constructor(client: Client, place: BucketPlace, agent: http.Agent) {
    this.#client = client;
    this.#place = place;
    this.#agent = agent;
  }

  async probe() {
    const { bucket } = this.#place;
    const versioned = await this.#ask(async () => {
      const answer: unknown = await this.#client.getBucketVersioning(bucket);
      return hasValue(answer, "Status", "Enabled");
    });
    const lock = await this.#lockConfig();
    if (lock === "default")
      throw new Fault("config", "copy_lock_by_default", { hint: "the bucket locks by default" });
    const body = Buffer.from("probe");
    await this.put(probeName, chunks(body), { sizeBytes: body.length });
    await this.remove(probeName);
    return { versioned, locks: lock === "on", freeBytes: null };
  }

  async put(
    name: string,
    bytes: AsyncIterable<Uint8Array>,
    { sizeBytes, lockedUntilMs }: PutFacts,
  ): Promise<PutDone> {
    const sums = { md5: createHash("md5"), sha256: createHash("sha256"), bytes: 0 };
    return this.#ask(async () => {
      const stream = Readable.from(counted(bytes, sums), { objectMode: false });
      const key = this.#key(name);
      const done = await this.#client.putObject(this.#place.bucket, key, stream, sizeBytes);
      if (sums.bytes !== sizeBytes) throw new Fault("damaged", "copy_short", { hint: name });
      const md5 = sums.md5.digest("hex");
      const sha256 = sums.sha256.digest("hex");
      // A plain digest is the place's own word for the bytes it holds; of parts it says less.
      const plain = /^[0-9a-f]{32}$/.test(done.etag);
      if (plain && done.etag !== md5)
        throw new Fault("damaged", "copy_wrong_bytes", { hint: name });
      const there = await this.#client.statObject(this.#place.bucket, key);
      if (there.size !== sizeBytes) throw new Fault("damaged", "copy_short", { hint: name });
      if (lockedUntilMs !== undefined) await this.#lock(key, done.versionId, lockedUntilMs);
      return { sha256, sizeBytes, confirmed: plain };
    });
  }

  async *read(name: string): AsyncGenerator<Uint8Array> {
    const stream = await this.#ask(() =>
      this.#client.getObject(this.#place.bucket, this.#key(name)),
    );
    try {
      for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
    } catch (cause) {
      throw faultOf(cause, name);
    } finally {
      stream.destroy();
    }
  }

  async *list(prefix: string): AsyncGenerator<{ name: string; sizeBytes: number }> {
    const { bucket, prefix: root } = this.#place;
    const stream = this.#client.listObjectsV2(bucket, `${root}${prefix}`, true);
    try {
      for await (const found of stream) {
        const item: unknown = found;
        if (!isListed(item) || item.name === `${root}${probeName}`) continue;
        yield { name: item.name.slice(root.length), sizeBytes: item.size };
      }
    } catch (cause) {
      throw faultOf(cause, prefix);
    }
  }

  async remove(name: string) {
    const { bucket } = this.#place;
    const key = this.#key(name);
    return this.#ask(async () => {
      let untilMs: number | undefined;
      for (const versionId of await this.#versions(key)) {
        try {
          await this.#client.removeObject(bucket, key, versionId === "" ? {} : { versionId });
        } catch (cause) {
          const until = await this.#lockedUntil(key, versionId);
          if (until === undefined) throw cause;
          untilMs = Math.max(untilMs ?? 0, until);
        }
      }
      return untilMs === undefined
        ? { state: "removed" as const }
        : { state: "locked" as const, untilMs };
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Every version and delete marker of one name; an empty id where the bucket keeps none. */
  async #versions(key: string): Promise<string[]> {
    const found: string[] = [];
    const stream = this.#client.listObjects(this.#place.bucket, key, true, {
      IncludeVersion: true,
    });
    for await (const item of stream) {
      const one: unknown = item;
      if (isVersion(one) && one.name === key)
        found.push(one.versionId === "null" || one.versionId === undefined ? "" : one.versionId);
    }
    return found;
  }

  /** The client passes no lock with the bytes themselves; until this is done the copy does not count. */
  async #lock(key: string, versionId: string | null, untilMs: number): Promise<void> {
    await this.#client.putObjectRetention(this.#place.bucket, key, {
      mode: RETENTION_MODES.COMPLIANCE,
      retainUntilDate: new Date(untilMs).toISOString(),
      versionId: versionId ?? "",
    });
  }

  async #lockedUntil(key: string, versionId: string): Promise<number | undefined> {
    try {
      const answer: unknown = await this.#client.getObjectRetention(
        this.#place.bucket,
        key,
        versionId === "" ? undefined : { versionId },
      );
      const until = textOf(answer, "retainUntilDate");
      const at = until === undefined ? Number.NaN : Date.parse(until);
      return Number.isFinite(at) ? at : undefined;
    } catch {
      return undefined;
    }
  }

  async #lockConfig(): Promise<"off" | "on" | "default"> {
    try {
      // Its types know the callback only; without one it answers a promise.
      const asked: unknown = this.#client.getObjectLockConfig(this.#place.bucket);
      const answer = await (asked as Promise<unknown>);
      return textOf(answer, "mode") === undefined ? "on" : "default";
    } catch (cause) {
      if (
        cause instanceof S3Error &&
        /ObjectLockConfigurationNotFound|InvalidRequest|NotImplemented|MethodNotAllowed/.test(
          cause.code ?? "",
        )
      )
        return "off";
      throw faultOf(cause, "object lock");
    }
  }

  #key(name: string): string {
    return `${this.#place.prefix}${checkedName(name)}`;
  }

  async #ask<T>(asked: () => Promise<T>): Promise<T> {
    try {
      return await asked();
    } catch (cause) {
      throw faultOf(cause, this.#place.bucket);
    }
  }
}

/** Connects to the address that was judged, whatever the name answers by now. */
function pinnedAgent(place: BucketPlace, address: string): http.Agent {
  const lookup: LookupFunction = (_name, options, done) => {
    const family = isIPv6(address) ? 6 : 4;
    if (options.all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };
  const options = { keepAlive: true, maxSockets: 8, lookup };
  return place.scheme === "https" ? new https.Agent(options) : new http.Agent(options);
}

/** Node's own, with an end to silence and to trickling: such a place is one that cannot be reached. */
function timedTransport(scheme: BucketPlace["scheme"], patience: BucketPatience) {
  const transport = scheme === "https" ? https : http;
  const request = (options: http.RequestOptions, done?: (answer: http.IncomingMessage) => void) => {
    const asked = transport.request(options, done);
    const end = (why: string) => asked.destroy(new Error(why));
    const within = (bytes: number) =>
      setTimeout(
        () => end("slower than it may be"),
        patience.silentMs + (bytes * 1_000) / patience.leastBytesPerSecond,
      );
    let running = within(Number(asked.getHeader("content-length") ?? 0));
    asked.setTimeout(patience.silentMs, () => end("no answer in time"));
    asked.once("response", (answer) => {
      clearTimeout(running);
      running = within(Number(answer.headers["content-length"] ?? unknownLengthBytes));
    });
    asked.once("close", () => clearTimeout(running));
    return asked;
  };
  return { request } as unknown as typeof http;
}

/** Lists come without a length: a thousand names and what stands around them. */
const unknownLengthBytes = 1024 * 1024;

interface Sums {
  readonly md5: ReturnType<typeof createHash>;
  readonly sha256: ReturnType<typeof createHash>;
  bytes: number;
}

async function* counted(bytes: AsyncIterable<Uint8Array>, sums: Sums): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    sums.md5.update(chunk);
    sums.sha256.update(chunk);
    sums.bytes += chunk.length;
    yield chunk;
  }
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function faultOf(cause: unknown, hint: string): unknown {
  if (cause instanceof Fault) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "NoSuchKey" || code === "NotFound")
    return new Fault("absent", "copy_missing", { cause, hint });
  if (/QuotaExceeded|StorageFull|InsufficientStorage|EntityTooLarge/.test(code))
    return new Fault("disk_full", "copy_full", { cause, hint });
  if (
    cause instanceof S3Error &&
    !/SlowDown|InternalError|ServiceUnavailable|RequestTimeout/.test(code)
  )
    return new Fault("network", "copy_refused", { cause, hint: `${hint}: ${code}` });
  return new Fault("network", "copy_unreachable", { cause, hint });
}

function isListed(item: unknown): item is { name: string; size: number } {
  return (
    typeof item === "object" &&
    item !== null &&
    "name" in item &&
    typeof item.name === "string" &&
    "size" in item &&
    typeof item.size === "number"
  );
}

function isVersion(item: unknown): item is { name: string; versionId?: string } {
  return (
    typeof item === "object" &&
    item !== null &&
    "name" in item &&
    typeof item.name === "string" &&
    (!("versionId" in item) || item.versionId === undefined || typeof item.versionId === "string")
  );
}

function textOf(value: unknown, key: string): string | undefined {
  const map = new Map<string, unknown>(
    typeof value === "object" && value !== null ? Object.entries(value) : [],
  );
  const found = map.get(key);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function hasValue(value: unknown, key: string, expected: string): boolean {
  return textOf(value, key) === expected;
}
