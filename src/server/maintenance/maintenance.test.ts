import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { pdfPages } from "../../../tests/fixture/pdf.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { overwrite } from "../../../tests/fixture/segments.ts";
import { utf8 } from "../../kernel/bytes.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import type { UsbDevice } from "../../platform/usb-devices.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf } from "../ledger/index.ts";
import { media } from "../media/index.ts";
import { sheets } from "../registers/index.ts";
import { UsbWatch, devices, tickets, usb } from "./index.ts";

let t: ApprovalHouse;
let admin: Staff;
let operator: Staff;
let cameraId = "";
beforeAll(async () => {
  t = await openApprovalHouse();
  admin = await t.staff("admin", "admin.one");
  operator = await t.staff("operator", "operator.one");
  const { venueId } = await makeVenue(t.house, admin.actor);
  cameraId = (await makeCamera(t.house, admin.actor, cameraInput(venueId))).cameraId;
});
afterAll(() => t[Symbol.asyncDispose]());

const done = {
  after: "图像正常",
  advice: "更换电源适配器",
  hands: "李工",
  parts: ["12V 适配器"],
  remark: "观察一周",
};
const open = (more: object = {}) =>
  tickets
    .open(t.house, admin.actor, {
      kind: "repair",
      device: { cameraId },
      fault: "图像时断时续",
      before: "每小时断一次",
      incidentId: null,
      ...more,
    })
    .then(value);
const close = (ticketId: string, signing = admin.signing) =>
  tickets.close(t.house, admin.actor, { ticketId, ...done, signing });

/** What the recorder says of the camera's stream. */
function say(software: string, widthPixels = 1920): void {
  mkdirSync(t.house.paths.spool, { recursive: true });
  const nowMs = t.clock.now();
  const state = {
    version: 1,
    recorderId: t.house.siteId,
    startedAtMs: nowMs,
    writtenAtMs: nowMs,
    planSerial: 1,
    spoolFreeBytes: 1,
    cameras: [
      {
        cameraId,
        stream: "main",
        state: "recording",
        sinceMs: nowMs,
        bytesPerSecond: 1,
        framesPerSecond: 25,
        packetsLost: 0,
        queueBytes: 0,
        made: {
          software,
          video: { codec: "h264", codecString: "avc1.64001f", widthPixels, heightPixels: 1080 },
        },
      },
    ],
  };
  overwrite(join(t.house.paths.spool, "state.json"), JSON.stringify(state));
}
async function watched(software: string, widthPixels?: number): Promise<void> {
  t.clock.advance(10_000);
  say(software, widthPixels);
  await devices.watch(t.house);
}
const altered = async () =>
  value(await incidents.list(t.house, admin.actor, { unfinished: true, kind: "camera-altered" }))
    .incidents;

describe("a ticket", () => {
  test("[S0-5.4.1] is opened by hand or from an incident, done once and signed, and in its device's history", async () => {
    const { incidentId } = await incidents.raise(t.house, {
      kind: "camera-lost",
      severity: "major",
      subject: { type: "camera", id: cameraId },
      facts: {},
    });
    const ticket = await open({ incidentId });
    expect(ticket).toMatchObject({ deviceNumber: "C01", incidentId, result: null });
    const wrong = { ...admin.signing, password: "not the password" };
    expect(await close(ticket.ticketId, wrong)).toMatchObject({ ok: false });
    const closed = value(await close(ticket.ticketId));
    expect(closed).toMatchObject({ result: done, closedBy: "admin.one XX" });
    expect(await close(ticket.ticketId)).toMatchObject({ code: "ticket_closed" });
    const history = value(await devices.read(t.house, operator.actor, ticket.deviceId));
    expect(history.tickets.map((one) => one.ticketId)).toEqual([ticket.ticketId]);
    const [entry] = await historyOf(t.house, ticket.ticketId, { most: 1 });
    expect(entry?.leaf.body).toMatchObject({ kind: "repair", parts: 1 });
    const lost = { incidentId: t.house.newId() };
    expect(
      await tickets.open(t.house, admin.actor, {
        kind: "repair",
        device: { cameraId },
        fault: "x",
        before: "",
        ...lost,
      }),
    ).toMatchObject({ code: "not_found" });
  });

  test("of another device lists it once, however its number is typed", async () => {
    const device = { kind: "disk", name: "存储盘 1", number: "WD 4T-01" } as const;
    const one = await open({ device });
    const two = await open({ device: { ...device, number: "wd4t-01" }, kind: "inspection" });
    expect(two.deviceId).toBe(one.deviceId);
    const listed = value(await devices.list(t.house, admin.actor));
    expect(listed.devices.find((d) => d.deviceId === one.deviceId)?.openTickets).toBe(2);
    for (const { ticketId } of [one, two]) value(await close(ticketId));
  });

  test("[N-28] tells whether the device is under warranty, from its acceptance on", async () => {
    const { deviceId } = await open({ kind: "tuning" });
    const note = (acceptedOn: string) =>
      devices.note(t.house, admin.actor, { deviceId, acceptedOn });
    expect(value(await note("2023-06-01"))).toMatchObject({
      warrantyUntil: "2026-06-01",
      underWarranty: true,
    });
    expect(value(await note("2023-05-31"))).toMatchObject({ underWarranty: false });
    expect(await note("2026-02-30")).toMatchObject({ code: "bad_input" });
  });
});

describe("a camera that changes", () => {
  test("[S0-5.4.1] its firmware or stream without a ticket is an incident; with one it belongs to it", async () => {
    for (const one of value(await tickets.list(t.house, admin.actor, "open")).tickets)
      value(await close(one.ticketId));
    t.clock.advance(120_000);
    await watched("Cam/1.0");
    await watched("Cam/1.0");
    expect(await altered()).toEqual([]);
    await watched("Cam/1.1");
    expect((await altered()).map(({ facts }) => facts)).toEqual([
      { camera: "C01 全景", changed: "software Cam/1.0 → Cam/1.1" },
    ]);
    await watched("Cam/1.1");
    expect((await altered())[0]?.count).toBe(1);
    const ticket = await open({ kind: "upgrade", fault: "升级固件" });
    await watched("Cam/2.0", 2560);
    expect((await altered())[0]?.count).toBe(1);
    const { changes } = value(await devices.read(t.house, admin.actor, ticket.deviceId));
    expect(
      changes.map(({ ticketId, fields }) => [ticketId, fields.map(({ name }) => name)]),
    ).toEqual([
      [ticket.ticketId, ["software", "width"]],
      [null, ["software"]],
    ]);
    // Done and signed before the camera was seen again: it was open meanwhile.
    value(await close(ticket.ticketId));
    await watched("Cam/2.1", 2560);
    expect((await altered())[0]?.count).toBe(1);
    t.clock.advance(61_000);
    await watched("Cam/2.1", 2560);
    await watched("Cam/2.2", 2560);
    expect((await altered())[0]?.count).toBe(2);
  });
});

describe("F-04 and F-05", () => {
  const ask = (form: "F-04" | "F-05") => ({
    form,
    period: "month" as const,
    fromMs: t.clock.now() - 86_400_000,
    toMs: t.clock.now() + 86_400_000,
  });
  const columns = {
    "F-04": ["日期", "时间", "设备运行状况", "处理意见", "维护人签字", "备注"],
    "F-05": ["日期", "时间", "设备名称", "设备编号", "故障现象", "处理意见", "签字", "备注"],
  };

  test("[S0-5.4.1] have exactly their columns, on paper and as a workbook", async () => {
    for (const form of ["F-04", "F-05"] as const) {
      const table = value(await tickets.table(t.house, admin.actor, ask(form)));
      const read = value(
        await readTable(table.bytes, { rowsMost: 100, columnsMost: 20, cellCharacters: 500 }),
      );
      expect(read[0]).toEqual(columns[form]);
      expect(read.length).toBeGreaterThan(1);
      const sheet = value(
        await tickets.print(t.house, admin.actor, { ...ask(form), typeset: sheets.typesetTable }),
      );
      const text = pdfPages(sheet.bytes).join("");
      for (const title of columns[form]) expect(text).toContain(title);
      expect(text).toContain(form === "F-04" ? "监控设备(月)维护登记表" : "监控设备报修登记表");
      expect(text).toContain("admin.oneXX");
    }
  });

  test("of a span turned round are refused", async () => {
    const { fromMs, toMs } = ask("F-04");
    const turned = { ...ask("F-04"), fromMs: toMs, toMs: fromMs };
    expect(await tickets.table(t.house, admin.actor, turned)).toMatchObject({
      code: "span_invalid",
    });
  });
});

describe("a USB device", () => {
  const stick = (serial: string, more: Partial<UsbDevice> = {}): UsbDevice => ({
    key: `0781:5581 ${serial}`,
    vendorId: "0781",
    productId: "5581",
    serial,
    name: "SanDisk Ultra",
    class: "storage",
    ...more,
  });
  const unknown = async () =>
    value(await incidents.list(t.house, admin.actor, { unfinished: false, kind: "usb-unknown" }))
      .incidents;
  const events = async () => value(await usb.list(t.house, admin.actor, false)).events.toReversed();

  test("[S0-14.3] unknown to the register is an incident while it is plugged in; a known one is a line", async () => {
    value(
      await media.register(t.house, admin.actor, {
        label: "资料U盘-03",
        kind: "usb-stick",
        makerSerial: "KNOWN-1",
        secrecy: "internal",
        custodian: "王XX",
        signing: admin.signing,
      }),
    );
    let plugged: UsbDevice[] | undefined = [];
    const watch = () => new UsbWatch({ host: "server-1", read: async () => plugged });
    const first = watch();
    const look = async (now: UsbDevice[] | undefined, by = first) => {
      plugged = now;
      t.clock.advance(5_000);
      await by.look(t.house);
    };
    await look([]);
    await look([stick("known-1"), stick("STRANGE"), stick("", { class: "input", key: "k" })]);
    await look([stick("known-1"), stick("STRANGE"), stick("", { class: "input", key: "k" })]);
    expect((await unknown()).map(({ state, facts }) => [state, facts["serial"]])).toEqual([
      ["open", "STRANGE"],
    ]);
    // After a start of the house nothing is told twice, and what left meanwhile is told.
    const second = watch();
    await look([stick("STRANGE")], second);
    await look([], second);
    expect((await unknown())[0]?.state).toBe("settled");
    expect(
      (await events()).map((one) => [one.action, one.serial, one.medium?.label ?? null]),
    ).toEqual(
      expect.arrayContaining([
        ["attached", "known-1", "资料U盘-03"],
        ["attached", "STRANGE", null],
        ["detached", "STRANGE", null],
      ]),
    );
    expect(await events()).toHaveLength(6);
    expect(second.state).toMatchObject({ sees: true, host: "server-1" });
    await look(undefined, second);
    expect(second.state.sees).toBe(false);
  });

  test("[S0-14.3] of another host's log is taken in once, whole or not at all", async () => {
    const head = "time,host,action,class,vendor,product,serial,name";
    const line = (serial: string, action = "attached") =>
      `2026-06-01T07:00:00+08:00,guard-pc,${action},storage,0951,1666,${serial},Kingston`;
    const log = utf8([head, line("known-1"), line("GHOST")].join("\n"));
    const before = (await events()).length;
    const first = value(await usb.import(t.house, admin.actor, log));
    expect(first).toEqual({ rows: 2, taken: 2, unknown: 1, faults: [] });
    const again = value(await usb.import(t.house, admin.actor, log));
    expect(again).toMatchObject({ taken: 0 });
    const ghost = (await unknown()).filter(({ facts }) => facts["serial"] === "GHOST");
    expect(ghost.map(({ count }) => count)).toEqual([1]);
    const broken = utf8([head, line("ONE"), line("TWO", "eaten")].join("\n"));
    expect(value(await usb.import(t.house, admin.actor, broken))).toMatchObject({
      taken: 0,
      faults: [{ row: 3, reason: "action" }],
    });
    expect(await events()).toHaveLength(before + 2);
    for (const bytes of [utf8("no,log\n1,2"), new Uint8Array(64), utf8("")])
      expect(await usb.import(t.house, admin.actor, bytes)).toMatchObject({
        code: "usb_log_unreadable",
      });
  });
});
