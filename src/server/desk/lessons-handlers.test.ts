import { expect, test } from "vitest";
import { answeringRooms } from "../../../tests/fixture/desk.ts";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, value } from "../../../tests/fixture/places.ts";
import { refused } from "../../contract/outcome.ts";
import type { Role } from "../../contract/roles.ts";
import { Lesson, TimetablePreview } from "../../contract/routes/lessons.ts";
import { Camera, Venue } from "../../contract/routes/places.ts";
import { externalHeadings, timetableHeadings } from "../../kernel/timetable-sheet.ts";
import { readTable, writeTable } from "../../platform/spreadsheet.ts";
import { accounts, me, setup, signIns } from "../people/index.ts";
import { LiveHub } from "../playback/index.ts";
import { lessonsHandlers, placesHandlers, prepareDesk, recordingHandlers } from "./index.ts";

const system = { kind: "system", name: "setup" } as const;
const standing = { terminal: "Chrome · Linux", address: "10.1.0.1" };
const password = "saffron-Quill-meadow-17";

/** A desk with the real handlers of every room. */
async function openDesk() {
  const t = await openTestHouse();
  const no = async () => refused("conflict");
  const recording = recordingHandlers({
    hub: new LiveHub(t.house),
    clock: { state: () => ({ driftMs: 0, trusted: true }), acknowledge: () => {} },
  });
  const desk = await prepareDesk(t.house, {
    gate: await setup.openGate(t.house),
    institution: { name: async () => "示范中心", rename: no },
    rooms: { ...answeringRooms([]), ...placesHandlers(), ...lessonsHandlers(), ...recording },
    webFolder: `${t.house.paths.root}/web`,
  });
  const cookieOf = async (role: Role, login: string) => {
    const opened = value(
      await accounts.open(t.house, system, {
        login,
        name: `${role} XX`,
        personKey: login,
        category: "staff",
        role,
        expiresAtMs: null,
        venueIds: [],
      }),
    );
    const first = value(
      await signIns.open(t.house, standing, { login, password: opened.oneTimeSecret }),
    );
    const changed = value(
      await me.changeSecret(t.house, first.actor, {
        current: opened.oneTimeSecret,
        next: password,
      }),
    );
    return { accountId: opened.account.accountId, cookie: `liuhen=${changed.token}` };
  };
  const call = (
    method: "GET" | "POST" | "PUT",
    url: string,
    more: { cookie: string; body?: unknown; file?: Uint8Array },
  ) => {
    const headers = { host: "house.example", origin: "http://house.example", cookie: more.cookie };
    if (more.file === undefined)
      return desk.app.inject({
        method,
        url,
        headers,
        ...(more.body === undefined
          ? {}
          : {
              payload: JSON.stringify(more.body),
              headers: { ...headers, "content-type": "application/json" },
            }),
      });
    const boundary = "x-boundary-x";
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="../../课表.xlsx"\r\nContent-Type: image/png\r\n\r\n`;
    const payload = Buffer.concat([
      Buffer.from(head),
      more.file,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return desk.app.inject({
      method,
      url,
      payload,
      headers: { ...headers, "content-type": `multipart/form-data; boundary=${boundary}` },
    });
  };
  return {
    ...t,
    call,
    cookieOf,
    async [Symbol.asyncDispose]() {
      await desk.close();
      await t[Symbol.asyncDispose]();
    },
  };
}

test(
  "[S0-5.3.1] over HTTP: venue, camera, template, upload, confirmation, and what a student may not",
  { timeout: 60_000 },
  async () => {
    await using t = await openDesk();
    const admin = await t.cookieOf("admin", "admin.one");
    const student = await t.cookieOf("student", "student.one");
    const teacher = await t.cookieOf("teacher", "zhang.one");
    const venue = Venue.parse(
      (
        await t.call("POST", "/api/venues", { ...admin, body: { name: "1 号实训室", area: "" } })
      ).json(),
    );
    const added = await t.call("POST", "/api/cameras", {
      ...admin,
      body: cameraInput(venue.venueId),
    });
    expect(Camera.parse(added.json()).label).toBe("C01");
    expect(added.body).not.toMatch(/hidden-in-a-box|v1\./);
    const template = await t.call("GET", "/api/timetable/template", admin);
    expect(template.headers["content-type"]).toContain("spreadsheetml");
    const table = value(
      await readTable(template.rawPayload, { rowsMost: 9, columnsMost: 30, cellCharacters: 99 }),
    );
    expect(table[0]).toEqual([...timetableHeadings, ...externalHeadings]);
    const row = [
      "2026-06-02",
      "08:30",
      "10:00",
      "心肺复苏实训",
      "急救技能",
      "2",
      "2024 级临床本科",
      "",
      "不分组",
      "zhang.one",
      "1 号实训室",
      "日常教学",
      "应急救护培训",
      "急救技能",
    ];
    const file = await writeTable([{ title: "课表", rows: [timetableHeadings, row] }]);
    const previewed = await t.call("POST", "/api/timetable/preview", { ...admin, file });
    const preview = TimetablePreview.parse(previewed.json());
    expect([preview.faults, preview.rows.length, preview.fileName]).toEqual([[], 1, "课表.xlsx"]);
    const imported = await t.call("POST", "/api/timetable/import", {
      ...admin,
      body: { previewId: preview.previewId },
    });
    expect(imported.statusCode).toBe(200);
    const span = `fromMs=${t.clock.now()}&toMs=${t.clock.now() + 7 * 86_400_000}`;
    const listed = await t.call("GET", `/api/lessons?${span}`, teacher);
    const [lesson] = Lesson.array().parse(listed.json<{ lessons: unknown }>().lessons);
    expect(lesson?.officialName).toBe(
      "【2026-06-02】心肺复苏实训 - 2024 级临床本科 - teacher XX-1 号实训室",
    );
    expect(
      (await t.call("GET", `/api/lessons/${lesson?.lessonId ?? ""}`, student)).statusCode,
    ).toBe(404);
    expect((await t.call("GET", `/api/lessons?${span}`, student)).json()).toEqual({ lessons: [] });
    for (const [method, url] of [
      ["GET", "/api/cameras"],
      ["GET", "/api/venues"],
      ["POST", "/api/venues"],
      ["GET", "/api/timetable/template"],
      ["POST", "/api/timetable/preview"],
      ["GET", "/api/teachers"],
    ] as const)
      expect(
        (await t.call(method, url, { ...student, ...(method === "POST" ? { body: {} } : {}) }))
          .statusCode,
      ).toBe(403);
  },
);
