import { Client } from "minio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BucketPlace } from "../../src/contract/copies.ts";
import {
  checks,
  copies,
  copiesOf,
  forget,
  readForgotten,
  sweepForgetting,
  targets,
} from "../../src/server/copies/index.ts";
import { selectNight } from "../../src/server/copies/nights.store.ts";
import { selectTarget } from "../../src/server/copies/targets.store.ts";
import { openS3Target } from "../../src/platform/s3-target.ts";
import { Warrant } from "../../src/server/vault/index.ts";
import { keepLesson, moveTo, nightMs, openCopyHouse, runNights } from "../fixture/copies.ts";
import { type Cluster, hasCeph, startCluster } from "./cluster.ts";

const wanted = process.env["LIUHEN_CEPH"] === "1" && hasCeph();

describe.skipIf(!wanted)("a bucket of a real Ceph with object lock", { timeout: 240_000 }, () => {
  let ceph: Cluster;
  let client: Client;
  beforeAll(async () => {
    ceph = await startCluster();
    client = new Client({
      endPoint: ceph.host,
      port: ceph.port,
      useSSL: false,
      accessKey: ceph.accessKey,
      secretKey: ceph.secretKey,
      region: "default",
    });
  }, 240_000);
  afterAll(async () => ceph?.[Symbol.asyncDispose](), 60_000);

  const place = (bucket: string): BucketPlace => ({
    scheme: "http",
    host: ceph.host,
    port: ceph.port,
    region: "default",
    bucket,
    prefix: "site-a/",
    accessKey: ceph.accessKey,
    networks: ["127.0.0.0/8"],
  });
  const input = (bucket: string, lockDays: number) => ({
    kind: "s3" as const,
    name: bucket,
    place: place(bucket),
    secretKey: ceph.secretKey,
    lockDays,
  });

  test("[S0-8.1a, C-36] a night ends there; what is read back is what was sent; a wrong secret and a deleted bucket are told", async () => {
    await client.makeBucket("plain", "default");
    await using t = await openCopyHouse();
    const { house } = t;
    const admin = t.actor("admin");
    const wrong = { ...input("plain", 0), secretKey: "no" };
    expect(await targets.add(house, admin, wrong)).toMatchObject({ code: "copy_target_refused" });
    expect(await targets.add(house, admin, input("nowhere", 0))).toMatchObject({
      code: "copy_target_refused",
    });
    expect(await targets.add(house, admin, input("plain", 30))).toMatchObject({
      code: "copy_lock_absent",
    });
    const added = await targets.add(house, admin, input("plain", 0));
    if (!added.ok) throw new Error(added.code);
    const { targetId } = added.value;
    const { homeId } = await keepLesson(house, { segments: 3 });
    moveTo(house, nightMs(0));
    await runNights(house, 3);
    expect(await selectNight(house.db, targetId, "2026-06-02")).toMatchObject({
      state: "complete",
    });
    expect((await copiesOf(house, [homeId]))[0]).toMatchObject({ protected: true });
    moveTo(house, nightMs(0) + 8 * 3_600_000);
    await checks.tend(house);
    const row = await selectTarget(house.db, targetId);
    if (row === undefined) throw new Error("a place was made");
    expect(await checks.audit(house, row)).toMatchObject({ misplaced: [], missing: [] });
    for await (const item of client.listObjectsV2("plain", "", true))
      await client.removeObject("plain", item.name);
    await client.removeBucket("plain");
    await keepLesson(house, { segments: 1 });
    moveTo(house, nightMs(1));
    await copies.tend(house);
    expect(await selectTarget(house.db, targetId)).toMatchObject({ state: "refused" });
  });

  test("[C-26, P-6] locked versions stay until their day, keys never do: after forgetting nothing opens", async () => {
    await client.makeBucket("locked", "default", { ObjectLocking: true });
    await using t = await openCopyHouse();
    const { house } = t;
    const added = await targets.add(house, t.actor("admin"), input("locked", 3));
    if (!added.ok) throw new Error(added.code);
    const { targetId } = added.value;
    expect(await selectTarget(house.db, targetId)).toMatchObject({ locks: true, versioned: true });
    const { homeId } = await keepLesson(house, { segments: 2 });
    // Locks are judged by the place's own clock: the house's stands at the same instant here.
    moveTo(house, Date.now());
    await targets.run(house, targetId);
    await runNights(house, 3);
    expect((await copiesOf(house, [homeId]))[0]).toMatchObject({ protected: true });
    const warrant = new Warrant({ warrantId: house.newId(), from: "case", homeIds: [homeId] });
    const forgotten = await forget(house, warrant, homeId);
    expect(forgotten).toMatchObject({
      identityDestroyed: true,
      remote: [{ targetId, keyGone: true, state: "locked-until" }],
    });
    const untilMs = forgotten.remote[0]?.untilMs ?? 0;
    expect(Math.abs(untilMs - Date.now() - 3 * 86_400_000)).toBeLessThan(600_000);
    const left: string[] = [];
    for await (const item of client.listObjects("locked", "", true, { IncludeVersion: true }))
      left.push(String(item.name));
    expect(left.some((name) => name.includes(`keystore/${homeId}`))).toBe(false);
    expect(left.filter((name) => name.includes(homeId)).length).toBeGreaterThan(0);
    await sweepForgetting(house);
    expect((await readForgotten(house, homeId)).remote[0]).toMatchObject({ state: "locked-until" });
  });

  test("[C-26] a bucket that locks everything by itself is refused: keys in it could not be destroyed", async () => {
    await client.makeBucket("default-lock", "default", { ObjectLocking: true });
    const set: unknown = client.setObjectLockConfig("default-lock", {
      mode: "GOVERNANCE",
      unit: "Days",
      validity: 1,
    });
    await (set as Promise<void>);
    await using t = await openCopyHouse();
    expect(await targets.add(t.house, t.actor("admin"), input("default-lock", 0))).toMatchObject({
      code: "copy_lock_by_default",
    });
  });

  test("[C5-F8] a broken upload leaves nothing under its name, and large objects go in parts", async () => {
    await client.makeBucket("parts", "default");
    const opened = await openS3Target({ place: place("parts"), secretKey: ceph.secretKey });
    if (!opened.ok) throw new Error(opened.code);
    const target = opened.value;
    const half = async function* () {
      yield Buffer.alloc(1_000_000, 7);
      throw new Error("the wire broke");
    };
    await expect(target.put("a/b.age", half(), { sizeBytes: 2_000_000 })).rejects.toThrow(
      /copy_unreachable|the wire broke/,
    );
    await expect(async () => {
      for await (const _ of target.read("a/b.age"));
    }).rejects.toMatchObject({ code: "copy_missing" });
    const size = 70 * 1024 * 1024;
    const large = async function* () {
      for (let sent = 0; sent < size; sent += 1024 * 1024)
        yield Buffer.alloc(1024 * 1024, sent >> 20);
    };
    expect(await target.put("a/large.age", large(), { sizeBytes: size })).toMatchObject({
      sizeBytes: size,
      confirmed: false,
    });
    let read = 0;
    for await (const chunk of target.read("a/large.age")) read += chunk.length;
    expect(read).toBe(size);
    target.close();
  });
});
