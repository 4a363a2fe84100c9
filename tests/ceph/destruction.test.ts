import { Client } from "minio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkHouse } from "../../src/cli/check.ts";
import { once, unseal, unsealText } from "../../src/platform/age-stream.ts";
import { openKeyStore } from "../../src/platform/key-store.ts";
import { copiesOf, escrow, targets } from "../../src/server/copies/index.ts";
import { destructions } from "../../src/server/destruction/index.ts";
import { sequenceNow } from "../../src/server/ledger/index.ts";
import { disposal } from "../../src/server/vault/index.ts";
import { dayMs } from "../fixture/approval.ts";
import { runNights } from "../fixture/copies.ts";
import { openDestructionHouse, plainPorts, settle } from "../fixture/destruction.ts";
import { value } from "../fixture/places.ts";
import { wholeDatabase } from "../fixture/whole-database.ts";
import { type Cluster, hasCeph, startCluster } from "./cluster.ts";

const wanted = process.env["LIUHEN_CEPH"] === "1" && hasCeph();
const bucket = "locked";
const lockDays = 10;
/** How long the lock still lasts by the place's own clock when the destruction meets it. */
const lastsMs = 150_000;
const yearsMs = (3 * 365 + 40) * dayMs;

describe.skipIf(!wanted)("a destruction under a real object lock", { timeout: 420_000 }, () => {
  let ceph: Cluster;
  let client: Client;
  beforeAll(async () => {
    ceph = await startCluster();
    const { host: endPoint, port, accessKey, secretKey } = ceph;
    client = new Client({ endPoint, port, useSSL: false, accessKey, secretKey, region: "default" });
    await client.makeBucket(bucket, "default", { ObjectLocking: true });
  }, 240_000);
  afterAll(async () => ceph?.[Symbol.asyncDispose](), 60_000);

  /** Every version of every name in the bucket. */
  async function versions() {
    const found: { name: string; versionId: string }[] = [];
    for await (const item of client.listObjects(bucket, "", true, { IncludeVersion: true }))
      found.push({ name: String(item.name), versionId: String(item.versionId) });
    return found;
  }
  const bytesOf = async (name: string): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of await client.getObject(bucket, name)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };

  test("[S0-17.2a, C-26, P-6] unreadable at once, locked until its day and shown so, deleted after it, and then at its end", async () => {
    // Locks are judged by the place's own clock: the house's comes to stand so that they end soon.
    await using d = await openDestructionHouse({ startMs: Date.now() - yearsMs });
    const { house, admin } = d;
    const made = value(await escrow.makeAtTerminal(house));
    const gone = await d.plannedItem("心肺复苏实训");
    const stays = await d.plannedItem("静脉穿刺");
    d.advance(Date.now() + lastsMs - lockDays * dayMs - house.clock.now());
    await settle(house);
    const place = {
      scheme: "http" as const,
      host: ceph.host,
      port: ceph.port,
      region: "default",
      bucket,
      prefix: "site-a/",
      accessKey: ceph.accessKey,
      networks: ["127.0.0.0/8"],
    };
    const { secretKey } = ceph;
    const added = { kind: "s3" as const, name: bucket, place, secretKey, lockDays };
    const { targetId } = value(await targets.add(house, admin.actor, added));
    await targets.run(house, targetId);
    await runNights(house, 3);
    expect((await copiesOf(house, [gone.homeId]))[0]).toMatchObject({ protected: true });
    const before = await versions();
    const own = before.filter(({ name }) => name.includes(gone.homeId));
    const objects = own.filter(({ name }) => !name.includes("/keystore/"));
    expect(objects.length).toBeGreaterThanOrEqual(4);
    const secret = openKeyStore(house.paths, house.secrets).secretOf(gone.homeId) ?? "";
    expect(secret).toMatch(/^AGE-SECRET-KEY-1/);
    const oldDatabase = await wholeDatabase(d.adminUrl);

    const { caseId } = await d.bringTo([gone.itemId], "executing");
    await d.work();
    const waiting = value(await destructions.read(house, admin.actor, caseId));
    expect(waiting.state).toBe("waiting-lock");
    const untilMs = waiting.lockedUntilMs ?? 0;
    expect(untilMs).toBeGreaterThan(Date.now());
    expect(waiting.list[0]?.copies).toMatchObject([
      { where: "key-store", name: "", state: "erased", checked: true },
      { where: "local", state: "erased", checked: true },
      { where: "key-store", name: bucket, state: "erased", checked: true },
      { where: "target", name: bucket, state: "locked-until", untilMs, checked: false },
    ]);
    const ask = { caseId, ...plainPorts };
    const open = value(await destructions.certificate(house, admin.actor, ask));
    expect(open.fileName).toContain("-open.pdf");
    expect(Buffer.from(open.bytes).toString()).toMatch(/尚未办结.*对象锁定中，已不可读，至 /s);
    // The key is gone in every version; the bytes lie there under a lock nobody can lift.
    const locked = await versions();
    expect(locked.filter(({ name }) => name.includes(`keystore/${gone.homeId}`))).toEqual([]);
    for (const { name, versionId } of objects) {
      expect(locked.map((one) => one.name)).toContain(name);
      await expect(client.removeObject(bucket, name, { versionId })).rejects.toMatchObject({
        code: "AccessDenied",
      });
    }
    // Nothing opens them: no key that is left anywhere, wrapped for the house or for the paper.
    const wrapped = locked.filter(({ name }) => name.includes("/keystore/"));
    const keys: string[] = [];
    for (const { name } of wrapped)
      keys.push((await unsealText([made.secret], once(await bytesOf(name)), 1_000)).trim());
    expect(keys.length).toBeGreaterThan(0);
    expect(keys).not.toContain(secret);
    for (const { name } of objects) {
      const bytes = await bytesOf(name);
      await expect(async () => {
        for await (const part of unseal([...keys, made.secret], once(bytes))) void part;
      }).rejects.toThrow(/age_key/);
    }
    expect(oldDatabase).not.toContain("AGE-SECRET-KEY");
    expect(openKeyStore(house.paths, house.secrets).secretOf(gone.homeId)).toBeUndefined();
    expect(await disposal.countReadable(house, gone.homeId)).toBe(0);

    // Signed, and by the house's clock over: the place says no, and so the case goes on waiting.
    await d.signResults(caseId);
    d.advance(untilMs + 1_000 - house.clock.now());
    await d.work();
    expect(Date.now()).toBeLessThan(untilMs);
    expect(value(await destructions.read(house, admin.actor, caseId)).state).toBe("waiting-lock");
    await new Promise((resolve) => setTimeout(resolve, untilMs + 2_000 - Date.now()));
    d.advance(120_000);
    await d.work();
    const finished = value(await destructions.read(house, admin.actor, caseId));
    expect(finished.state).toBe("finished");
    expect(finished.list[0]?.copies.at(-1)).toMatchObject({ state: "deleted", checked: true });
    expect(finished.list[0]?.copies.at(-1)?.untilMs).toBeGreaterThanOrEqual(untilMs);
    const certificate = value(await destructions.certificate(house, admin.actor, ask));
    expect(Buffer.from(certificate.bytes).toString()).toMatch(/曾锁定至 .*期满已删除/s);
    const after = await versions();
    expect(after.filter(({ name }) => name.includes(gone.homeId))).toEqual([]);
    expect(after.filter(({ name }) => name.includes(stays.homeId)).length).toBeGreaterThan(0);
    await sequenceNow(house);
    expect((await checkHouse(house, { hashing: true })).findings).toEqual([]);
  });
});
