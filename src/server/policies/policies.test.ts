import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  dayMs,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { PolicyInput, PolicyLine } from "../../contract/policies.ts";
import { copies } from "../copies/index.ts";
import { historyOf, sequenceNow } from "../ledger/index.ts";
import { policies, policyBases } from "./index.ts";

let t: ApprovalHouse;
let admin: Staff;
let teacher: Staff;
let first: PolicyLine;

beforeAll(async () => {
  t = await openApprovalHouse();
  admin = await t.staff("admin", "admin.one");
  teacher = await t.staff("teacher", "teacher.one");
});
afterAll(() => t[Symbol.asyncDispose]());

const input = (change: Partial<PolicyInput> = {}): PolicyInput => ({
  title: "可视化系统留痕管理制度",
  number: "临技〔2026〕3号",
  text: "第一条 ……",
  paperId: null,
  effectiveFromMs: t.clock.now(),
  approvedBy: "中心主任办公会",
  approvedAtMs: t.clock.now() - dayMs,
  readers: ["teacher", "admin"],
  ...change,
});
const publish = (of: { policyId: string; version: number } | null, change = {}) =>
  policies.publish(t.house, admin.actor, { ...input(change), of });
const rulesAt = async (atMs: number) =>
  value(await policyBases.inForce(t.house, teacher.actor, { atMs }));
const changeWindow = async (windowStart: number) => {
  const settings = await copies.settings(t.house);
  value(await copies.changeSettings(t.house, admin.actor, { ...settings, windowStart }));
  await sequenceNow(t.house);
  await policyBases.weigh(t.house);
};

describe("policies", () => {
  test("[S0-20] a document is published with its day, its approval and the digest of its text", async () => {
    first = value(await publish(null));
    expect(first).toMatchObject({ version: 1, state: "in-force", receipts: 0, mustRead: true });
    const [entry] = await historyOf(t.house, first.policyId, { most: 1 });
    expect(entry?.leaf.body).toMatchObject({ version: 1, policySha256: first.sha256 });
  });

  test("[S0-20] nothing comes into force before it was published, and nothing empty does", async () => {
    expect(await publish(null, { effectiveFromMs: t.clock.now() - 2 * dayMs })).toMatchObject({
      code: "policy_backdated",
    });
    expect(await publish(null, { text: "" })).toMatchObject({ code: "policy_empty" });
    expect(await publish({ policyId: first.policyId, version: 3 })).toMatchObject({
      code: "conflict",
    });
  });

  test("[S0-20, I-25] each reader acknowledges exactly one version, once", async () => {
    const of = { policyId: first.policyId, version: 1 };
    const read = value(await policies.acknowledge(t.house, teacher.actor, of));
    expect(read).toMatchObject({ receipts: 1, mineAtMs: t.clock.now(), mustRead: false });
    expect(await policies.acknowledge(t.house, teacher.actor, of)).toMatchObject({
      code: "policy_acknowledged",
    });
    const shown = value(await policies.read(t.house, admin.actor, of));
    expect(shown.acknowledged.map((one) => one.accountId)).toEqual([teacher.actor.accountId]);
    expect(shown.text).toBe("第一条 ……");
  });

  test("[S0-20] a rule changed while it rests on no policy leaves a warning on record", async () => {
    await changeWindow(90);
    const { changes } = await rulesAt(t.clock.now());
    expect(changes).toMatchObject([{ rule: "copy-window", basis: null, by: "admin.one XX" }]);
    const entries = await historyOf(t.house, t.house.siteId, {
      kinds: ["rule.change-weighed@1"],
      most: 9,
    });
    expect(entries.map(({ leaf }) => leaf.body)).toMatchObject([
      { rule: "copy-window", backed: false, policyId: null },
    ]);
    await policyBases.weigh(t.house);
    expect((await rulesAt(t.clock.now())).changes).toHaveLength(1);
  });

  test("[S0-20] changed while it rests on one, the version in force then stands beside it", async () => {
    t.clock.advance(1_000);
    value(
      await policyBases.set(t.house, admin.actor, {
        rule: "copy-window",
        policyId: first.policyId,
        clause: "第八条第一款",
      }),
    );
    t.clock.advance(1_000);
    await changeWindow(100);
    const [newest] = (await rulesAt(t.clock.now())).changes;
    expect(newest?.basis).toMatchObject({ policyId: first.policyId, version: 1 });
  });

  test("[S0-20, I-25] the rules in force on a day are those of that day, also after a new version", async () => {
    const beforeMs = t.clock.now();
    t.clock.advance(dayMs);
    const fromMs = t.clock.now() + 3 * dayMs;
    const second = value(
      await publish(
        { policyId: first.policyId, version: 1 },
        { title: "留痕管理制度（修订）", effectiveFromMs: fromMs },
      ),
    );
    expect(second).toMatchObject({ version: 2, state: "coming", receipts: 0 });
    const basis = async (atMs: number) =>
      value(await policyBases.at(t.house, teacher.actor, { rule: "copy-window", atMs })).basis;
    expect(await basis(beforeMs)).toMatchObject({
      version: 1,
      clause: "第八条第一款",
      receipts: 1,
    });
    expect(await basis(fromMs - 1)).toMatchObject({ version: 1 });
    expect(await basis(fromMs)).toMatchObject({ version: 2, title: "留痕管理制度（修订）" });
    const on = await rulesAt(fromMs);
    expect(on.policies.map(({ version }) => version)).toEqual([2]);
    expect(on.rules.find(({ rule }) => rule === "accounts")?.basis).toBeNull();
    expect((await rulesAt(beforeMs)).policies.map(({ version }) => version)).toEqual([1]);
  });

  test("[S0-20] a person who has to read it sees only the own receipt", async () => {
    const other = await t.staff("teacher", "teacher.two");
    const shown = value(
      await policies.read(t.house, other.actor, { policyId: first.policyId, version: 1 }),
    );
    expect(shown.acknowledged).toEqual([]);
    expect(shown.receipts).toBe(1);
  });

  test("[S0-20] students reach none of it", async () => {
    await expect(policies.list(t.house, t.actor("student"))).rejects.toThrow("permission denied");
  });
});
