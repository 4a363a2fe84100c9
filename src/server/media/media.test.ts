import { expect, test } from "vitest";
import { openApprovalHouse } from "../../../tests/fixture/approval.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { MediumInput } from "../../contract/media.ts";
import { historyOf } from "../ledger/index.ts";
import { media } from "./index.ts";

type Input = Omit<MediumInput, "signing">;
const stick: Input = {
  label: "资料U盘-03",
  kind: "usb-stick",
  makerSerial: "SN 0123-abc",
  secrecy: "internal",
  custodian: "王XX",
};

async function openStore() {
  const t = await openApprovalHouse();
  const { house } = t;
  const admin = await t.staff("admin", "admin1");
  const teacher = await t.staff("teacher", "teacher1");
  const { signing } = admin;
  const request = { requestId: house.newId(), serial: "2026-0001", open: true };
  const register = (change: Partial<Input> = {}) =>
    media.register(house, admin.actor, { ...stick, ...change, signing });
  const issue = (mediumId: string, change: Partial<typeof request> = {}) =>
    media.issue(house, admin.actor, {
      mediumId,
      request: { ...request, ...change },
      holder: "李XX",
      signing,
    });
  const move = (mediumId: string, name: Parameters<typeof media.move>[2]["move"]) =>
    media.move(house, admin.actor, { mediumId, move: name, note: "说明", signing });
  return { ...t, admin, teacher, signing, request, register, issue, move };
}

test("[S3-Q4] a medium's chain runs from its registration to its destruction, every link signed and entered", async () => {
  await using t = await openStore();
  const { mediumId } = value(await t.register());
  value(await t.issue(mediumId));
  value(await t.move(mediumId, "return"));
  value(await t.move(mediumId, "sanitise"));
  value(await t.issue(mediumId));
  value(await t.move(mediumId, "lose"));
  value(await t.move(mediumId, "find"));
  const end = value(await t.move(mediumId, "destroy"));
  expect(end.chain.map((link) => [link.number, link.move, link.state])).toEqual([
    [1, "register", "in-store"],
    [2, "issue", "issued"],
    [3, "return", "returned"],
    [4, "sanitise", "in-store"],
    [5, "issue", "issued"],
    [6, "lose", "lost"],
    [7, "find", "returned"],
    [8, "destroy", "destroyed"],
  ]);
  expect(end.chain.every((link) => link.signature.length > 0)).toBe(true);
  const entered = await historyOf(t.house, mediumId, { most: 20 });
  expect(entered.map((entry) => entry.leaf.kind).toReversed()).toEqual([
    "medium.registered@1",
    ...Array.from({ length: 7 }, () => "medium.moved@1"),
  ]);
  expect(end.can).toEqual([]);
  const table = value(await media.table(t.house, t.admin.actor, mediumId));
  expect(table.bytes.length).toBeGreaterThan(1_000);
});

test("[S3-Q4] wrong moves are refused and entered: issued twice, back twice, unwiped, after the end", async () => {
  await using t = await openStore();
  const { mediumId } = value(await t.register());
  const wrong = { code: "medium_wrong_move" };
  expect(await t.move(mediumId, "return")).toMatchObject(wrong);
  expect(await t.issue(mediumId, { open: false })).toMatchObject({ code: "request_not_open" });
  value(await t.issue(mediumId));
  expect(await t.issue(mediumId)).toMatchObject(wrong);
  expect(await t.move(mediumId, "destroy")).toMatchObject(wrong);
  value(await t.move(mediumId, "return"));
  expect(await t.issue(mediumId)).toMatchObject(wrong);
  value(await t.move(mediumId, "destroy"));
  for (const name of ["return", "take-back", "sanitise", "destroy", "lose", "find"] as const)
    expect(await t.move(mediumId, name), name).toMatchObject(wrong);
  const kinds = ["act.refused@1"] as const;
  expect(await historyOf(t.house, mediumId, { kinds, most: 50 })).toHaveLength(11);
});

test("[S0-14.3] one maker's serial is one medium, however it is typed, and nobody moves it unsigned", async () => {
  await using t = await openStore();
  const { mediumId } = value(await t.register());
  const again = await t.register({ label: "另一个", makerSerial: "ＳＮ0123-ABC" });
  expect(again).toMatchObject({ code: "medium_serial_taken" });
  const signing = { ...t.signing, password: "not-the-password" };
  const request = t.request;
  const unsigned = { mediumId, request, holder: "李XX", signing };
  expect(await media.issue(t.house, t.admin.actor, unsigned)).toMatchObject({ ok: false });
  expect(value(await media.read(t.house, t.admin.actor, mediumId)).chain).toHaveLength(1);
  expect(await media.read(t.house, t.teacher.actor, mediumId).catch(() => "nothing")).toBe(
    "nothing",
  );
});

test("of two issues at once one wins", async () => {
  await using t = await openStore();
  const { mediumId } = value(await t.register());
  const both = await Promise.all([t.issue(mediumId), t.issue(mediumId)]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
});
