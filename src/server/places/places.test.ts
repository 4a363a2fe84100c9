import { describe, expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import type { Occasion } from "../../contract/plan.ts";
import { RecorderPlan } from "../../contract/plan.ts";
import type { CameraInput } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { cameraSecretContext } from "../../platform/secret-box.ts";
import { readTextIfThere, removeFileIfThere } from "../../platform/text-file.ts";
import { historyOf } from "../ledger/index.ts";
import { cameras, findWatchDays, plan, site, venues } from "./index.ts";

const minute = 60_000;
const readPlanFile = (house: House) =>
  RecorderPlan.parse(JSON.parse(readTextIfThere(`${house.paths.plan}/plan.json`) ?? ""));
const stream = (
  more: object = {},
  secret: string | null = "s",
): CameraInput["streams"][number] => ({
  stream: "main",
  source: {
    scheme: "rtsp",
    host: "10.1.2.3",
    port: 554,
    path: "/main",
    transport: "auto",
    ...more,
  },
  user: "viewer",
  secret,
});

async function withLesson(
  house: House,
  venueId: string,
  at: { fromMs: number; toMs: number },
): Promise<void> {
  const occasion: Occasion = {
    kind: "lesson",
    id: house.newId(),
    startMs: at.fromMs,
    endMs: at.toMs,
  };
  value(await plan.write(house, new Map([[venueId, [occasion]]])));
}

describe("institution", () => {
  test("an untouched institution has the defaults, and loopback only in a demonstration", async () => {
    await using real = await openTestHouse({ config: { demonstration: false } });
    await using demonstration = await openTestHouse();
    expect(value(await site.read(real.house)).networks).toEqual([
      "10.0.0.0/8",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "fc00::/7",
    ]);
    expect(value(await site.read(demonstration.house)).networks).toContain("127.0.0.0/8");
  });

  test("[S0-5.1.2] a changed setting is entered with before and after", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const before = value(await site.read(t.house));
    value(await site.change(t.house, admin, { ...before, name: "示范中心", leadMs: 5 * minute }));
    const [entry] = await historyOf(t.house, t.house.siteId, { most: 1 });
    expect(entry?.leaf.kind).toBe("site.changed@1");
    expect(entry?.leaf.body).toMatchObject({
      before: { name: "", leadMs: 600_000 },
      after: { name: "示范中心", leadMs: 300_000 },
    });
    expect(value(await site.read(t.house)).name).toBe("示范中心");
  });

  test("networks that would shut out a camera in use, or are none, are refused and the refusal is entered", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    await makeCamera(t.house, admin, cameraInput(venue.venueId));
    const now = value(await site.read(t.house));
    expect(
      await site.change(t.house, admin, { ...now, networks: ["192.168.0.0/16"] }),
    ).toMatchObject({ ok: false, code: "host_not_allowed", facts: { camera: "C01" } });
    expect(await site.change(t.house, admin, { ...now, networks: ["10.0.0.1/8"] })).toMatchObject({
      ok: false,
      code: "bad_input",
    });
    const entries = await historyOf(t.house, t.house.siteId, { most: 2 });
    expect(entries.map((entry) => entry.leaf.kind)).toEqual(["act.refused@1", "act.refused@1"]);
    expect(value(await site.read(t.house)).networks).toEqual(now.networks);
  });
});

describe("venues", () => {
  test("a name stands for one venue, a number for one station", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    expect(await venues.add(t.house, admin, { name: venue.name, area: "" })).toMatchObject({
      code: "name_taken",
    });
    const whole = value(
      await venues.addStation(t.house, admin, { venueId: venue.venueId, name: "工位", number: 1 }),
    );
    expect(whole.stations).toHaveLength(1);
    expect(
      await venues.addStation(t.house, admin, { venueId: venue.venueId, name: "其他", number: 1 }),
    ).toMatchObject({ code: "name_taken" });
    expect(
      await venues.addStation(t.house, admin, {
        venueId: t.house.newId(),
        name: "其他",
        number: 1,
      }),
    ).toMatchObject({ code: "not_found" });
    value(
      await venues.change(t.house, admin, {
        venueId: venue.venueId,
        name: "2 号实训室",
        area: "",
        state: "closed",
      }),
    );
    const [entry] = await historyOf(t.house, venue.venueId, { most: 1 });
    expect(entry?.leaf.body).toMatchObject({
      before: { name: "1 号实训室", state: "open" },
      after: { name: "2 号实训室", state: "closed" },
    });
  });
});

describe("cameras", () => {
  test("labels are C01, C02, … also for twenty added at once, and never given again", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    const added = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        makeCamera(t.house, admin, cameraInput(venue.venueId, { name: `机位${at}` })),
      ),
    );
    expect(added.map((camera) => camera.label).toSorted()).toEqual(
      Array.from({ length: 20 }, (_, at) => `C${String(at + 1).padStart(2, "0")}`),
    );
    const last = added.find((camera) => camera.label === "C20");
    const retired = value(await cameras.retire(t.house, admin, last?.cameraId ?? ""));
    expect(retired).toMatchObject({ state: "retired", streams: [{ hasSecret: false }] });
    expect(await cameras.retire(t.house, admin, retired.cameraId)).toMatchObject({
      code: "conflict",
    });
    expect(
      (await makeCamera(t.house, admin, cameraInput(venue.venueId, { name: "新机位" }))).label,
    ).toBe("C21");
  });

  test("[S0-5.1.2] every change of a camera is entered with before and after, the secret in neither", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    const camera = await makeCamera(t.house, admin, cameraInput(venue.venueId));
    t.clock.advance(1_000);
    value(
      await cameras.change(t.house, admin, {
        cameraId: camera.cameraId,
        input: cameraInput(venue.venueId, {
          name: "床旁",
          coverage: ["station", "trainee"],
          streams: [stream({ path: "/second" }, "another-secret")],
        }),
      }),
    );
    const { changes } = value(await cameras.history(t.house, admin, camera.cameraId));
    expect(changes.map((change) => [change.before?.["name"], change.after?.["name"]])).toEqual([
      ["全景", "床旁"],
      [undefined, "全景"],
    ]);
    expect(changes[0]?.before).toMatchObject({
      coverage: ["venue"],
      "main.source": "rtsp://10.1.2.3:554/main",
    });
    expect(changes[0]?.after).toMatchObject({
      coverage: ["station", "trainee"],
      "main.source": "rtsp://10.1.2.3:554/second",
      "main.hasSecret": true,
    });
    expect(changes[0]?.after?.["main.secretChangedAtMs"]).not.toBe(
      changes[0]?.before?.["main.secretChangedAtMs"],
    );
    expect(JSON.stringify(changes)).not.toMatch(/hidden-in-a-box|another-secret|v1\./);
    expect(JSON.stringify(value(await cameras.list(t.house, admin)))).not.toMatch(
      /hidden-in-a-box|another-secret|v1\./,
    );
  });

  test("a secret is kept when none is typed, but never sent to another server", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    const { cameraId } = await makeCamera(t.house, admin, cameraInput(venue.venueId));
    const change = (one: CameraInput["streams"][number]) =>
      cameras.change(t.house, admin, {
        cameraId,
        input: cameraInput(venue.venueId, { streams: [one] }),
      });
    expect(value(await change(stream({ path: "/x" }, null))).streams[0]?.hasSecret).toBe(true);
    const sources = await cameras.sourcesOf(t.house, cameraId);
    expect(
      t.house.secrets.open(
        cameraSecretContext(cameraId, "main"),
        sources?.streams[0]?.sealedSecret ?? "",
      ),
    ).toBe("hidden-in-a-box");
    for (const other of [{ host: "10.9.9.9" }, { port: 8_554 }, { scheme: "rtsps" as const }])
      expect(await change(stream(other, null))).toMatchObject({ code: "bad_input" });
    expect(
      await cameras.test(t.house, admin, { cameraId, stream: stream({ host: "10.9.9.9" }, null) }),
    ).toMatchObject({ code: "bad_input" });
    expect(value(await change(stream({}, ""))).streams[0]?.hasSecret).toBe(false);
  });

  test("only who manages cameras sees where they are", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    await makeCamera(t.house, admin, cameraInput(venue.venueId));
    expect(value(await cameras.list(t.house, admin)).cameras[0]?.streams).toHaveLength(1);
    for (const role of ["teacher", "manager", "director"] as const)
      expect(value(await cameras.list(t.house, t.actor(role))).cameras[0]?.streams).toEqual([]);
  });

  test.each([
    ["no main stream", { streams: [{ ...stream(), stream: "sub" as const }] }],
    ["two main streams", { streams: [stream(), stream()] }],
    ["a kind of coverage twice", { coverage: ["venue" as const, "venue" as const] }],
    ["a station of nowhere", { stationId: "0196f5aa-0000-7000-8000-000000000001" }],
    ["a venue of nowhere", { venueId: "0196f5aa-0000-7000-8000-000000000001" }],
  ])("a camera with %s is refused", async (_name, more) => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    expect(await cameras.add(t.house, admin, cameraInput(venue.venueId, more))).toMatchObject({
      ok: false,
      code: "bad_input",
    });
  });

  test("a camera's host outside the allowed networks is refused when saved, tested and probed, and entered", async () => {
    await using t = await openTestHouse({ config: { demonstration: false } });
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    const hosts = [
      "127.0.0.1",
      "localhost",
      "[::1]",
      "0.0.0.0",
      "169.254.169.254",
      "8.8.8.8",
      "100.100.100.200",
      "[::ffff:10.0.0.1]",
      "[fe80::1]",
      "255.255.255.255",
      "2130706433",
      "0x7f.1",
    ];
    for (const host of hosts) {
      const input = cameraInput(venue.venueId, { streams: [stream({ host })] });
      expect(await cameras.add(t.house, admin, input)).toMatchObject({
        ok: false,
        code: "host_not_allowed",
      });
      expect(
        await cameras.test(t.house, admin, { cameraId: null, stream: stream({ host }) }),
      ).toMatchObject({ ok: false, code: "host_not_allowed" });
      expect(
        await cameras.probe(t.house, admin, { host, port: 80, user: "u", secret: "do-not-tell" }),
      ).toMatchObject({ ok: false, code: "host_not_allowed" });
    }
    const entries = await historyOf(t.house, t.house.siteId, {
      kinds: ["act.refused@1"],
      most: 200,
    });
    expect(entries).toHaveLength(3 * hosts.length);
    expect(JSON.stringify(entries.map((entry) => entry.leaf))).not.toContain("do-not-tell");
    expect(value(await cameras.list(t.house, admin)).cameras).toEqual([]);
  });
});

describe("a lesson under way", () => {
  test("[S0-6.1b] what would interrupt its recording is refused, names and coverage are not", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    const other = await makeVenue(t.house, admin, "2 号实训室");
    const { cameraId } = await makeCamera(t.house, admin, cameraInput(venue.venueId));
    await makeCamera(t.house, admin, cameraInput(venue.venueId, { name: "备用" }));
    const now = t.house.clock.now();
    await withLesson(t.house, venue.venueId, { fromMs: now - minute, toMs: now + minute });
    const change = (more: Partial<CameraInput>) =>
      cameras.change(t.house, admin, {
        cameraId,
        input: cameraInput(venue.venueId, { streams: [stream({}, null)], ...more }),
      });
    for (const more of [
      { mode: "continuous" as const },
      { venueId: other.venueId },
      { streams: [stream({ path: "/other" }, null)] },
      { streams: [stream({}, "new-secret")] },
      { streams: [stream({}, null), { ...stream(), stream: "sub" as const }] },
    ])
      expect(await change(more)).toMatchObject({ ok: false, code: "camera_busy" });
    expect(await cameras.retire(t.house, admin, cameraId)).toMatchObject({ code: "camera_busy" });
    expect(value(await change({ name: "新名", coverage: ["teacher"] })).name).toBe("新名");
    t.clock.advance(2 * minute);
    expect((await change({ streams: [stream({ path: "/other" }, null)] })).ok).toBe(true);
  });
});

describe("the recorder's plan", () => {
  test("is written when it changes, with an entry, and again when the file was lost", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    const camera = await makeCamera(t.house, admin, cameraInput(venue.venueId));
    const now = t.house.clock.now();
    const occasions = new Map([
      [
        venue.venueId,
        [{ kind: "lesson" as const, id: t.house.newId(), startMs: now, endMs: now + minute }],
      ],
    ]);
    expect(value(await plan.write(t.house, occasions)).serial).toBe(1);
    expect(value(await plan.write(t.house, occasions)).serial).toBe(1);
    const first = readPlanFile(t.house);
    expect(first).toMatchObject({
      serial: 1,
      cameras: [
        {
          cameraId: camera.cameraId,
          label: "C01",
          occasions: occasions.get(venue.venueId),
          streams: [{ stream: "main", user: "viewer" }],
        },
      ],
    });
    expect(JSON.stringify(first)).not.toContain("hidden-in-a-box");
    const entries = () =>
      historyOf(t.house, t.house.siteId, { kinds: ["plan.written@1"], most: 9 });
    expect((await entries()).map((entry) => entry.leaf.body)).toMatchObject([
      { serial: 1, cameras: 1, occasions: 1 },
    ]);
    removeFileIfThere(`${t.house.paths.plan}/plan.json`);
    value(await plan.write(t.house, occasions));
    expect(readPlanFile(t.house)).toEqual(first);
    expect(await entries()).toHaveLength(1);
    expect(value(await plan.write(t.house, new Map())).serial).toBe(2);
    expect(await entries()).toHaveLength(2);
  });

  test("gives a 24-hour camera an occasion for each local day, whose id never changes", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    const camera = await makeCamera(
      t.house,
      admin,
      cameraInput(venue.venueId, { mode: "continuous" }),
    );
    value(await plan.write(t.house, new Map()));
    const first = readPlanFile(t.house).cameras[0]?.occasions ?? [];
    expect(
      first.map((one) => [one.kind, new Date(one.startMs).toISOString(), one.endMs - one.startMs]),
    ).toEqual([
      ["watch", "2026-05-31T16:00:00.000Z", 24 * 60 * minute],
      ["watch", "2026-06-01T16:00:00.000Z", 24 * 60 * minute],
      ["watch", "2026-06-02T16:00:00.000Z", 24 * 60 * minute],
    ]);
    t.clock.advance(17 * 60 * minute);
    value(await plan.write(t.house, new Map()));
    const second = readPlanFile(t.house).cameras[0]?.occasions ?? [];
    expect(second.slice(0, 3)).toEqual(first);
    expect(second).toHaveLength(4);
    expect(await findWatchDays(t.house, [first[0]?.id ?? ""])).toMatchObject([
      { cameraId: camera.cameraId, day: "2026-06-01", venueId: venue.venueId },
    ]);
  });

  test("ten writers at once leave one file and one serial for each content", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    const venue = await makeVenue(t.house, admin);
    await makeCamera(t.house, admin, cameraInput(venue.venueId, { mode: "continuous" }));
    const serials = await Promise.all(
      Array.from({ length: 10 }, () => plan.write(t.house, new Map())),
    );
    expect(serials.map((one) => value(one).serial)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(readPlanFile(t.house).serial).toBe(1);
  });
});
