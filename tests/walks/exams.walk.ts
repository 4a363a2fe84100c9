import { expect, type Page, test } from "@playwright/test";
import { systemClock } from "../../src/platform/clock.ts";
import { until } from "../fixture/running-house.ts";
import { choose } from "./door.ts";
import { type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";

/** An exam in two stations: written down, published, run by the board, and scored as the board leads. */
test.describe.configure({ mode: "serial" });

let centre: FurnishedHouse;
let examId: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
  const admin = centre.client("admin");
  // Recording begins this long before a lesson, as in a real house.
  const { name, tailMs, networks } = await admin.call("site.read");
  await admin.call("site.change", { body: { name, tailMs, networks, leadMs: 10 * 60_000 } });
  // Its teacher examines at that time.
  const params = { lessonId: centre.plannedLessonId };
  await admin.call("lessons.cancel", { params, body: { reason: "当天考核" } });
  const { venues } = await admin.call("venues.list");
  const venueId = venues.find((one) => one.name.startsWith("2"))?.venueId ?? "";
  let bedId: string | null = null;
  for (const number of [1, 2]) {
    const { stations } = await admin.call("stations.add", {
      params: { venueId },
      body: { name: `${number} 号床`, number },
    });
    bedId ??= stations.find((one) => one.name === "1 号床")?.stationId ?? null;
  }
  await admin.call("cameras.add", {
    body: {
      name: "1 号床",
      venueId,
      stationId: bedId,
      coverage: ["station"],
      mode: "lessons",
      streams: [
        {
          stream: "main",
          source: {
            scheme: "rtsp",
            host: "127.0.0.1",
            port: centre.cameraPort,
            path: "/C04/main",
            transport: "auto",
          },
          user: "",
          secret: null,
        },
      ],
    },
  });
  await centre.client("teacher").call("checklists.publish", {
    body: {
      of: null,
      title: "成人心肺复苏",
      passPercent: 60,
      items: [{ itemId: "s1", step: "胸外按压", kind: "binary", points: 2, critical: false }],
    },
  });
});

test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

async function place(page: Page, station: string, bed: string, examiner: string): Promise<void> {
  await choose(page, `A ${station} 场地`, "2 号实训室");
  await choose(page, `A ${station} 工位`, bed);
  // Several may be chosen, so the list stays open.
  await page.getByRole("combobox", { name: `A ${station} 考官` }).click();
  const list = page.locator(".ant-select-dropdown:visible");
  await list.getByTitle(examiner, { exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
}

test("[S0-5.2.3] an administrator plans an exam, sees what stands against it, and publishes it", async ({
  browser,
}) => {
  const context = await centre.open(browser, "admin");
  const page = await context.newPage();
  await page.goto("/exams/new");
  await page.getByRole("textbox", { name: "考核名称" }).fill("急救结业考核");
  await page.getByRole("textbox", { name: "课程名称" }).fill("急救技术");
  await page.getByLabel("参考班级（逗号分隔）").fill("2024级,");
  const timing = page.getByRole("region", { name: "时间" });
  for (const [label, value] of [
    ["读题（秒）", "0"],
    ["考站（秒）", "10"],
    ["换站（秒）", "0"],
  ] as const)
    await timing.getByLabel(label).fill(value);
  for (const [number, name] of [
    [1, "按压"],
    [2, "气道"],
  ] as const) {
    await page.getByRole("combobox", { name: `考站 ${number} 名称` }).fill(name);
    await choose(page, `考站 ${number} 评分表`, "成人心肺复苏 第 1 版");
  }
  await place(page, "按压", "1 号床", "张 XX");
  await choose(page, "从学员账号添加", "学员甲 student");
  await page.getByRole("textbox", { name: "姓名" }).fill("考生乙");
  await page.getByRole("group", { name: "添加没有账号的考生" }).getByText("添加").click();
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByText("A 循环 气道：没有安排场地")).toBeVisible();
  await place(page, "气道", "2 号床", "陈 XX");
  // Recording has begun ten minutes before the start: now.
  await page.getByLabel("开考时间").fill(startText());
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByText("没有冲突，可以发布")).toBeVisible();
  await page.getByRole("button", { name: "发布考核" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "发布考核" }).click();
  await expect(page.getByRole("button", { name: "打开看板" })).toBeVisible();
  examId = /exams\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? "";
  await context.close();
});

/** In nine minutes, as the house's clock writes it. */
function startText(): string {
  const at = new Date(systemClock.now() + 9 * 60_000);
  return at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 16);
}

test("[S0-5.3.2] the board leads an examiner through two candidates, and nothing of the first is lost", async ({
  browser,
}) => {
  const { places } = await centre.client("admin").call("exams.board", { params: { examId } });
  const mine = places.find((one) => one.examiners.includes("张 XX"));
  const { assignmentId = "", lessonId = "" } = mine?.assignments[0] ?? {};
  const context = await centre.open(browser, "teacher");
  const desk = await context.newPage();
  await desk.setViewportSize({ width: 820, height: 1180 });
  await desk.goto(`/exams/${examId}/score/${assignmentId}`);
  await until(
    () =>
      centre
        .client("teacher")
        .call("exam.open", { params: { lessonId }, body: {} })
        .then(
          () => true,
          () => false,
        ),
    30_000,
    "the room is recorded and opened",
  );
  const admin = await centre.open(browser, "admin");
  const board = await admin.newPage();
  await board.goto(`/exams/${examId}/board`);
  await expect(board.getByText("未开考")).toBeVisible();
  await board.getByRole("button", { name: "开考", exact: true }).click();
  await board.getByRole("dialog").getByRole("button", { name: "开考" }).click();
  await expect(board.getByText("第 1 轮 第 1 场")).toBeVisible();
  for (const name of ["学员甲", "考生乙"]) {
    const sheet = desk.getByRole("region", { name });
    await expect(sheet).toBeVisible();
    await sheet.getByText("做到", { exact: true }).click();
    await desk.getByRole("group", { name: "总体评价" }).getByText("及格", { exact: true }).click();
    // The first is not handed in when the bell rings: the strip says so and goes back there.
    if (name === "考生乙") await handIn(desk);
  }
  await desk.getByRole("button", { name: "回到上一位" }).click();
  await expect(desk.getByRole("region", { name: "学员甲" })).toBeVisible();
  await handIn(desk);
  await expect(board.getByText("考试结束").first()).toBeVisible();
  await expect(board.getByRole("article", { name: "按压" })).toContainText("已评 2/2");
  await context.close();
  await admin.close();
});

test("[S0-9.1d] released, the candidate sees the own seconds at a bed with a camera, and nothing of others", async ({
  browser,
}) => {
  await centre.client("admin").call("exams.release", { params: { examId }, body: {} });
  const context = await centre.open(browser, "student");
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/my/exams");
  // The other bed has no camera of its own: who stood there is not shown with those around.
  await expect(page.getByRole("link", { name: /^回看/ })).toHaveCount(1);
  await page.getByRole("link", { name: "回看 按压" }).click();
  const slider = page.getByRole("slider", { name: "播放位置" });
  await expect(slider).toBeVisible();
  const seconds = await slider.evaluate((input: HTMLInputElement) =>
    Math.round((Number(input.max) - Number(input.min)) / 1_000),
  );
  expect(seconds).toBe(10);
  await context.close();
});

async function handIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "提交本学员评分" }).click();
  await expect(page.getByRole("button", { name: "再次提交" })).toBeVisible();
  await expect(page.getByText("已全部保存到系统")).toBeVisible();
}
