import { expect, type Page, test } from "@playwright/test";
import type { ChecklistInput, Mark } from "../../src/contract/scoring.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { newId } from "../../src/web/scoring/new-id.ts";
import { type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";

/** Two attempts are looked at side by side; what is drawn over them is kept beside the recording. */
test.describe.configure({ mode: "serial" });

let centre: FurnishedHouse;
const apartMs = 3_000;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
  await scored("第一次操作", 0);
  await scored("第二次操作", apartMs);
});

test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

/** A released attempt whose marks lie in the recording, so much after the lesson's second second. */
async function scored(title: string, laterMs: number): Promise<void> {
  const { lessonId } = centre;
  const teacher = centre.client("teacher");
  const { startMs } = await teacher.call("lessons.read", { params: { lessonId } });
  const items: ChecklistInput["items"] = [
    { itemId: "s1", step: "判断意识", kind: "binary", points: 2, critical: false },
    {
      itemId: "s2",
      step: "胸外按压",
      kind: "binary",
      points: 4,
      critical: false,
      rules: [{ kind: "within", seconds: 1, itemId: "s1", penalty: 1 }],
    },
  ];
  const { checklistId } = await teacher.call("checklists.publish", {
    body: { of: null, title, passPercent: 60, items },
  });
  const { assignmentId } = await teacher.call("scoring.assign", {
    params: { lessonId },
    body: { checklistId, stationId: null, passRule: "fixed" },
  });
  const { candidates } = await teacher.call("scoring.lesson", { params: { lessonId } });
  const params = { assignmentId, studentId: candidates[0]?.studentId ?? "" };
  const atMs = startMs + 2_000 + laterMs;
  const mark = (about: string, value: number, afterMs: number): Mark => ({
    markId: newId(systemClock.now()),
    about,
    value,
    after: [],
    saidAtMs: atMs + afterMs,
    reason: null,
  });
  const marks = [mark("s1", 2, 0), mark("s2", 4, 2_000), mark("rating", 4, 2_500)];
  await teacher.call("scoring.mark", { params, body: { marks } });
  await teacher.call("scoring.handIn", {
    params,
    body: {
      handInId: newId(systemClock.now()),
      heads: marks.map((one) => one.markId),
      remark: "",
      saidAtMs: systemClock.now(),
    },
  });
  await teacher.call("scoring.release", { params: { assignmentId }, body: {} });
}

/** How far the second side's picture is ahead of the first's, both of one lesson. */
function aheadSeconds(page: Page): Promise<number> {
  return page.evaluate(() => {
    const times = [...document.querySelectorAll(".debrief-side")].map(
      (side) => side.querySelector("video")?.currentTime ?? -99,
    );
    return (times[1] ?? -99) - (times[0] ?? 99);
  });
}

test("[S0-5.3.2] two attempts play in step, aligned at a step, and a drawing is kept as a note", async ({
  browser,
}) => {
  const context = await centre.open(browser, "teacher");
  const page = await context.newPage();
  await page.goto(`/lessons/${centre.lessonId}`);
  await page.getByRole("button", { name: "复盘" }).click();
  await page.getByRole("combobox", { name: "对照另一次操作" }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(/操作/).first().click();
  for (const which of ["甲", "乙"])
    await expect(
      page.getByRole("region", { name: `${which}的画面` }).locator("video"),
    ).not.toHaveCount(0, { timeout: 30_000 });
  await page.getByRole("combobox", { name: "按步骤对齐" }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("判断意识").click();
  await expect(page.getByText("超时 1 秒，扣 1 分")).toHaveCount(2);
  await page.getByRole("button", { name: "播放", exact: true }).click();
  // Whichever stands first: the other is so much of the lesson ahead of it or behind.
  await expect
    .poll(async () => Math.abs(Math.abs(await aheadSeconds(page)) - apartMs / 1_000), {
      timeout: 30_000,
    })
    .toBeLessThan(0.4);
  // A slow machine is at the end by now.
  await page.getByRole("button", { name: "后退 5 秒" }).click();
  await page.getByRole("button", { name: "设为起点" }).click();
  await expect(page.getByText(/循环 −?\d/)).toBeVisible();
  await page.getByRole("button", { name: "暂停", exact: true }).click();
  await page.getByText("箭头").click();
  const picture = page.locator("svg.drawing").first();
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (box === null) throw new Error("no picture to draw on");
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("textbox", { name: "批注内容" }).fill("肘关节弯曲");
  await page.getByRole("button", { name: "保存批注" }).click();
  const notes = page.getByRole("region", { name: "教学批注" });
  await expect(notes).toContainText("肘关节弯曲");
  await expect(notes).toContainText("含标画");
  await context.close();
});

test("[S0-9.1d] the student compares own attempts on a telephone, and reads no note that is not theirs", async ({
  browser,
}) => {
  const context = await centre.open(browser, "student");
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/lessons/${centre.lessonId}/debrief`);
  await expect(page.getByRole("region", { name: "评分与时间点" })).toContainText("判断意识", {
    timeout: 30_000,
  });
  await expect(page.getByText("肘关节弯曲")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "保存批注" })).toHaveCount(0);
  await page.getByRole("combobox", { name: "对照另一次操作" }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(/操作/).first().click();
  await expect(page.getByRole("region", { name: "评分与时间点" })).toHaveCount(2);
  await context.close();
});
