import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "minio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BucketPlace } from "../../src/contract/copies.ts";
import {
  type LostHouse,
  type Ran,
  liuhen,
  liuhenIn,
  loseHouse,
  openRestored,
  reportOf,
} from "../fixture/lost-house.ts";
import { until } from "../fixture/running-house.ts";
import { type Cluster, hasCeph, startCluster } from "./cluster.ts";
import { type FaultyWire, startFaultyWire } from "./faulty-wire.ts";

const wanted = process.env["LIUHEN_CEPH"] === "1" && hasCeph();
const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const bucket = "liuhen";

/** A real house copies into a locked, versioned bucket and is destroyed; then it comes back from there. */
describe.skipIf(!wanted)("restore from a bucket of a real Ceph", { timeout: 300_000 }, () => {
  let ceph: Cluster;
  let client: Client;
  let wire: FaultyWire;
  let lost: LostHouse;

  beforeAll(async () => {
    ceph = await startCluster();
    wire = await startFaultyWire(ceph);
    client = new Client({
      endPoint: ceph.host,
      port: ceph.port,
      useSSL: false,
      accessKey: ceph.accessKey,
      secretKey: ceph.secretKey,
      region: "default",
    });
    await client.makeBucket(bucket, "default", { ObjectLocking: true });
    lost = await loseHouse({
      places: () => [
        {
          kind: "s3",
          name: "对象存储",
          place: place(ceph.port),
          secretKey: ceph.secretKey,
          lockDays: 3,
        },
      ],
      destroys: false,
      live: async (root) => [liuhen("trial-restore", root)],
    });
  }, 400_000);
  afterAll(async () => {
    await lost?.[Symbol.asyncDispose]();
    await wire?.[Symbol.asyncDispose]();
    await ceph?.[Symbol.asyncDispose]();
  }, 60_000);

  const place = (port: number): BucketPlace => ({
    scheme: "http",
    host: ceph.host,
    port,
    region: "default",
    bucket,
    prefix: "site-a/",
    accessKey: ceph.accessKey,
    networks: ["127.0.0.0/8"],
  });

  /** The file of the guide: which bucket, and its secret. */
  function description(name: string, of: { port?: number; bucket?: string; secretKey?: string }) {
    const path = join(lost.outside, `${name}.json`);
    const described = {
      version: 1,
      place: { ...place(of.port ?? ceph.port), bucket: of.bucket ?? bucket },
      secretKey: of.secretKey ?? ceph.secretKey,
    };
    writeFileSync(path, JSON.stringify(described), { mode: 0o600 });
    return path;
  }

  const argsOf = (from: string, to: string) => [
    "restore",
    "--from",
    from,
    "--escrow",
    lost.sheet,
    "--to",
    join(lost.outside, to),
  ];
  const restore = (from: string, to: string): Ran => liuhen(...argsOf(from, to));
  const start = (from: string, to: string): ChildProcess =>
    spawn(process.execPath, [cli, ...argsOf(from, to)], { stdio: ["ignore", "pipe", "pipe"] });

  async function ended(child: ChildProcess): Promise<{ status: number | null; text: string }> {
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (bytes: Buffer) => (text += bytes.toString()));
    const status = await new Promise<number | null>((resolve) => child.once("exit", resolve));
    return { status, text };
  }

  function expectWhole(to: string): void {
    const report = reportOf(join(lost.outside, to));
    expect(report.vault).toMatchObject({ lost: [], waiting: [], unknown: 0 });
    expect(report).toMatchObject({ refused: [], findings: [], keys: "copies" });
    expect(report.ledger).toMatchObject({ verdict: "continues", lostEntries: 0 });
    for (const [path, bytes] of lost.before)
      expect(readFileSync(join(lost.outside, to, "vault", path)).equals(bytes), path).toBe(true);
  }

  test("[S0-8.1a] the destroyed house comes back from bucket and key sheet into a bare folder; check and verify pass", async () => {
    const from = description("bucket", {});
    const points = liuhen("restore-points", "--from", from, "--escrow", lost.sheet);
    expect(points.status, points.stderr).toBe(0);
    const run = restore(from, "again");
    expect(run.status, run.stdout + run.stderr).toBe(0);
    expect(run.stdout).toContain("核对无误");
    expectWhole("again");
    const to = join(lost.outside, "again");
    await using opened = await openRestored(to);
    expect(await opened.venues()).toContain("晚添的实训室");
    expect(liuhen("check", to).status).toBe(0);
    const folder = join(lost.outside, "exported");
    expect(liuhenIn(to, "export-ledger", folder).status).toBe(0);
    expect(liuhen("verify", folder).status).toBe(0);
  });

  test("[S0-8.1c] the trial of the living house was sound from there, too", () => {
    expect(lost.lived[0]?.status, lost.lived[0]?.stdout).toBe(0);
  });

  test("[C5-F8] killed half-way, then the wire cut half-way, then done again: it ends whole", async () => {
    const from = description("wire", { port: wire.port });
    const to = join(lost.outside, "interrupted");
    const first = start(from, "interrupted");
    const gone = ended(first);
    await until(() => existsSync(join(to, "vault")), 120_000, "footage begins to come");
    first.kill("SIGKILL");
    await gone;
    wire.fault = "cut";
    const cut = await ended(start(from, "interrupted"));
    expect(cut.status).toBe(69);
    expect(cut.text).toContain("copy_unreachable");
    expect(existsSync(join(to, "restore-report.json"))).toBe(false);
    wire.fault = "none";
    const again = await ended(start(from, "interrupted"));
    expect(again.text).toContain("接着上次中断处继续");
    expect(again.status, again.text).toBe(0);
    expectWhole("interrupted");
  });

  test("[C5-F8] 403 in the middle, and a wrong secret from the beginning: told, and nothing is called whole", async () => {
    const wrong = restore(description("wrong-secret", { secretKey: "no" }), "refused");
    expect(wrong.status).toBe(69);
    expect(wrong.stderr).toContain("copy_refused");
    expect(existsSync(join(lost.outside, "refused"))).toBe(false);
    wire.fault = "forbidden-later";
    const later = await ended(start(description("wire", { port: wire.port }), "forbidden"));
    wire.fault = "none";
    expect(later.status).toBe(69);
    expect(later.text).toContain("copy_refused");
    expect(existsSync(join(lost.outside, "forbidden", "restore-report.json"))).toBe(false);
  });

  test("[C5-F8] a slow bucket is waited for as long as it gives something", async () => {
    wire.fault = "slow";
    const slow = await ended(start(description("wire", { port: wire.port }), "slow"));
    wire.fault = "none";
    expect(slow.status, slow.text).toBe(0);
    expectWhole("slow");
  });

  test("[C4 class 24] wrong bytes over an object are refused by name and counted; the locked version below brings it back", async () => {
    const names: string[] = [];
    for await (const item of client.listObjectsV2(bucket, "site-a/daily-teaching/", true))
      if (/[0-9a-f-]{36}\.age$/.test(String(item.name))) names.push(String(item.name));
    const [name = ""] = names.toSorted();
    await client.putObject(bucket, name, Buffer.from("not what was copied"));
    const from = description("bucket", {});
    const run = restore(from, "wrong-bytes");
    expect(run.status).toBe(1);
    const report = reportOf(join(lost.outside, "wrong-bytes"));
    expect(report.refused.map((one) => `site-a/${one.name}`)).toEqual([name]);
    expect(report.vault.lost).toMatchObject([{ homeId: lost.lessonId, segments: 1 }]);
    expect(run.stdout).toContain("丢失的影像");
    const versions: string[] = [];
    for await (const item of client.listObjects(bucket, name, true, { IncludeVersion: true }))
      versions.push(String(item.versionId));
    expect(versions.length).toBeGreaterThan(1);
    await client.removeObject(bucket, name, { versionId: versions[0] ?? "" });
    expect(restore(from, "unlocked").status).toBe(0);
    expectWhole("unlocked");
  });

  test("[C5-F8] a bucket that is gone is told at once, and nothing is begun", () => {
    const run = restore(description("nowhere", { bucket: "nowhere" }), "never");
    expect(run.status).toBe(69);
    expect(run.stderr).toContain("NoSuchBucket");
    expect(existsSync(join(lost.outside, "never"))).toBe(false);
  });
});
