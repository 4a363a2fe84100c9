import { expect, test, type Page } from "@playwright/test";
import { rolePermissions } from "../../src/contract/roles.ts";
import { routes, type RouteName } from "../../src/contract/routes.ts";
import { zhCN } from "../../src/web/words/zh-CN.ts";
import { askForClip, type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";
import { goOn, leaveFor } from "./going-on.ts";
import { picturesStand } from "./pictures.ts";
import { filled, webRoutes } from "./web-routes.ts";

/** A student in a real browser: every page and every way into the house is tried. */
test.describe.configure({ mode: "serial" });

const may = new Set<string>(rolePermissions.student);
let centre: FurnishedHouse;
let page: Page;
let ids: Record<string, string>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
  page = await (await centre.open(browser, "student")).newPage();
  ids = await realIds();
});

test.afterAll(async () => {
  await page?.context().close();
  await centre?.[Symbol.asyncDispose]();
});

/** Real things, so that a refusal is about the person and not about a name nobody knows. */
async function realIds(): Promise<Record<string, string>> {
  const admin = centre.client("admin");
  const teacher = centre.client("teacher");
  const { lessonId } = centre;
  const viewing = await teacher.call("viewing.open", { body: { lessonId, purpose: null } });
  const { cameras } = await admin.call("cameras.list");
  const cameraId = cameras[0]?.cameraId ?? "";
  const timeline = await teacher.call("timeline.read", { params: { lessonId }, query: {} });
  const { startMs, endMs } = timeline.span;
  const { segments } = await teacher.call("viewing.segments", {
    params: { viewingId: viewing.viewingId },
    query: { cameraId, stream: "main", fromMs: startMs, toMs: endMs },
  });
  const { accounts } = await admin.call("accounts.list");
  const { lines } = await admin.call("sign-ins.list", { query: { openOnly: "yes" } });
  const ledger = await admin.call("ledger.list", { query: {} });
  const asked = await askForClip(centre);
  return {
    kind: "letter",
    step: "check",
    class: "T3",
    number: "1",
    receiver: "cabinet",
    year: "2026",
    month: "2026-06",
    day: "2026-06-01",
    version: "1",
    rule: "retention-T3",
    form: "F-20",
    code: viewing.code,
    lessonId,
    cameraId,
    viewingId: viewing.viewingId,
    segmentId: segments[0]?.segmentId ?? "",
    venueId: cameras[0]?.venueId ?? "",
    accountId: accounts.find((one) => one.role === "teacher")?.accountId ?? "",
    signInId: lines.find((one) => one.login === "admin")?.signInId ?? "",
    entryId: ledger.lines[0]?.entryId ?? "",
    requestId: asked,
    stream: "main",
    hourMs: String(Math.floor(startMs / 3_600_000) * 3_600_000),
  };
}

test("[S0-9.1d] a student reaches the student's pages; every other page refuses and is not offered", async () => {
  const open = webRoutes().filter((route) => may.has(route.permission));
  expect(open.map((route) => route.path)).toEqual([
    "/",
    "/lessons",
    "/lessons/$lessonId",
    "/lessons/$lessonId/recording",
    "/check-in",
    "/kiosk",
    "/me",
    "/lessons/$lessonId/debrief",
    "/automatic-scores",
    "/my/exams",
    "/my/scores",
  ]);
  const refusal = page.getByRole("alert").filter({ hasText: zhCN.refusals.not_permitted.what });
  await page.goto("/accounts");
  await expect(refusal).toHaveCount(1);
  for (const { path } of open) {
    await goOn(page, filled(path, ids));
    await expect(refusal, path).toHaveCount(0);
  }
  for (const { path } of webRoutes().filter((route) => !may.has(route.permission))) {
    // From a page with a heading, so that the refusal of the page before is not taken for this one's.
    await goOn(page, "/me");
    await leaveFor(page, filled(path, ids));
    await expect(refusal, path).toHaveCount(1);
    await expect(page.locator("main table, main form, main video, main canvas"), path).toHaveCount(
      0,
    );
  }
  const offered = await page
    .getByRole("navigation", { name: "主导航" })
    .getByRole("link")
    .allTextContents();
  expect(offered).toEqual(["首页", "授课批次", "我的签到", "我的考核", "我的成绩"]);
});

/** Where the centre has none of a kind yet, an id that is another thing's. */
function idOf(key: string): string {
  return ids[key] ?? (key.endsWith("Id") ? (ids["lessonId"] ?? "no-lesson") : `no-${key}`);
}

test("[S0-9.1d] no way into the house beyond the student's own answers anything but no", async () => {
  const names = Object.keys(routes).filter((name): name is RouteName => name in routes);
  const refused: string[] = [];
  for (const name of names) {
    const { method, path, permission } = routes[name];
    if (permission === "open" || may.has(permission)) continue;
    const url = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => idOf(key));
    expect(url, name).not.toContain("no-");
    const body = method === "GET" ? {} : { data: {} };
    const headers = { origin: centre.house.origin };
    const answer = await page.request.fetch(url, { method, headers, ...body });
    expect([403, 404], `${name} answered ${answer.status()}`).toContain(answer.status());
    expect((await answer.body()).length, name).toBeLessThan(400);
    refused.push(name);
  }
  expect(refused.length).toBeGreaterThan(30);
  const open = names.filter(
    (name) => !refused.includes(name) && routes[name].permission !== "open",
  );
  expect(open.filter((name) => !name.startsWith("me.")).toSorted()).toEqual([
    "bookmarks.list",
    "check-in.look",
    "check-in.mark",
    "check-in.own",
    "debrief.attempt",
    "debrief.read",
    "exams.own",
    "lessons.list",
    "lessons.read",
    "notice.accept",
    "notice.read",
    "passkeys.add",
    "passkeys.begin",
    "passkeys.list",
    "passkeys.remove",
    "proof.segment",
    "rules.acknowledge",
    "rules.read",
    "scoring.own",
    "search.find",
    "sign-in.close",
    "sign-in.lock",
    "sign-in.unlock",
    "signature.keep",
    "signature.read",
    "timeline.read",
    "viewing.bytes",
    "viewing.close",
    "viewing.move",
    "viewing.open",
    "viewing.playlist",
    "viewing.read",
    "viewing.segments",
    "watermark.removed",
  ]);
});

test("[S0-9.1d] somebody else's viewing is nothing to a student", async () => {
  const names = ["viewing.read", "viewing.segments", "viewing.bytes", "proof.segment"] as const;
  for (const name of names) {
    const path = routes[name].path.replaceAll(/\{(\w+)\}/g, (_, key: string) => ids[key] ?? "");
    const query = `cameraId=${ids["cameraId"]}&stream=main&fromMs=0&toMs=1`;
    const answer = await page.request.get(name === "viewing.segments" ? `${path}?${query}` : path);
    expect(answer.status(), name).toBe(404);
  }
});

test("[S0-9.1d] a live picture is refused to a student before a byte of it is sent", async () => {
  await page.goto("/");
  const heard = await page.evaluate(
    (path) =>
      new Promise<{ opened: boolean; bytes: number }>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}${path}`);
        let opened = false;
        let bytes = 0;
        socket.addEventListener("open", () => (opened = true));
        socket.addEventListener("message", () => bytes++);
        socket.addEventListener("close", () => resolve({ opened, bytes }));
      }),
    routes["live.watch"].path.replace("{cameraId}", ids["cameraId"] ?? ""),
  );
  expect(heard).toEqual({ opened: false, bytes: 0 });
});

test("[S0-9.1d] a student sees own lessons only, and of their recording the own station", async () => {
  const own = await centre
    .client("student")
    .call("lessons.read", { params: { lessonId: centre.lessonId } });
  expect(own.lessonId).toBe(centre.lessonId);
  await page.goto(`/lessons/${centre.lessonId}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("心肺复苏实训");
  for (const word of ["看实时画面", "修改", "取消授课", "申请使用录像"])
    await expect(page.getByRole("button", { name: word })).toHaveCount(0);
  await expect(page.getByText("谁查阅过")).toHaveCount(0);
  await page.getByRole("button", { name: "查看录像" }).click();
  await picturesStand(page, 1);
  await expect(page.getByText("全景")).toHaveCount(0);
  for (const word of ["下载", "导出", "转发", "分享"])
    await expect(page.getByRole("button", { name: word })).toHaveCount(0);
});

test("[S0-9.1d] what a student tried in vain stands in the ledger", async () => {
  const { lines } = await centre
    .client("admin")
    .call("ledger.list", { query: { kind: "act.refused@1" } });
  const tried = new Set(lines.map((line) => line.body["attempted"]));
  // The door enters at most sixty a minute of one person: the sweep's first ones stand.
  for (const name of ["accounts.open", "cameras.add", "courses.add"])
    expect([...tried]).toContain(name);
});
