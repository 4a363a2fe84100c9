import { expect, type Locator, type Page, test } from "@playwright/test";
import { dayStart, instantOf, localTime } from "../../src/kernel/local-time.ts";
import type { LessonInput } from "../../src/contract/routes/lessons.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";

/** A planner moves lessons in the grid by pointer and keyboard, is refused, and plans a weekly row. */
test.describe.configure({ mode: "serial" });

const zone = "Asia/Shanghai";
const dayMs = 86_400_000;
let centre: FurnishedHouse;
let page: Page;
let venueId: string;
/** Monday of next week: nothing of the furnished house lies there. */
let monday: string;
let ids: Record<"first" | "second", string>;

const dateAt = (days: number) =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
const at = (days: number, clock: string) => instantOf(dateAt(days), clock, zone) ?? 0;

/** The furnished lesson again, at another time. */
async function plan(
  project: string,
  at: Pick<LessonInput, "startMs" | "endMs"> & Partial<LessonInput>,
): Promise<string> {
  const admin = centre.client("admin");
  const lesson = await admin.call("lessons.read", { params: { lessonId: centre.lessonId } });
  const { course, hours, audiences, roster, groups, activity, family, scene, recording } = lesson;
  const planned = await admin.call("lessons.plan", {
    body: {
      project,
      course,
      hours,
      audiences,
      roster,
      groups,
      activity,
      family,
      scene,
      recording,
      venueId,
      ...at,
      teacherIds: lesson.teachers.map((teacher) => teacher.accountId),
      studentIds: [],
    },
  });
  return planned.lessonId;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
  const admin = centre.client("admin");
  const { lessonId } = centre;
  const lesson = await admin.call("lessons.read", { params: { lessonId } });
  venueId = lesson.venueId;
  const { date } = localTime(systemClock.now(), zone);
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  monday = localTime(dayStart(date, zone) + (7 - weekday) * dayMs, zone).date;
  ids = {
    first: await plan("静脉穿刺", { startMs: at(0, "08:00"), endMs: at(0, "09:40") }),
    second: await plan("外科缝合", { startMs: at(1, "14:00"), endMs: at(1, "15:40") }),
  };
  page = await (await centre.open(browser, "admin")).newPage();
  await page.goto(`/timetable?room=${venueId}&day=${dateAt(0)}`);
});

test.afterAll(async () => {
  await page?.context().close();
  await centre?.[Symbol.asyncDispose]();
});

const block = (project: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${project} `) });
const slot = (days: number, period: string): Locator =>
  page.getByRole("button", { name: `${dateAt(days).slice(5)}，${period} ` });
const startOf = async (lessonId: string) =>
  (await centre.client("admin").call("lessons.read", { params: { lessonId } })).startMs;

test("[S0-5.3.1] a lesson is dragged to another slot and keeps its two periods", async () => {
  await block("静脉穿刺").dragTo(slot(2, "3"), { sourcePosition: { x: 30, y: 12 } });
  await expect(page.getByText("已调课：静脉穿刺")).toBeVisible();
  expect(await startOf(ids.first)).toBe(at(2, "10:00"));
  await expect(block("静脉穿刺")).toHaveAccessibleName(/10:00–11:40/);
});

test("[S0-5.3.1] onto another it is refused, goes back and says why at the block", async () => {
  await block("静脉穿刺").dragTo(slot(1, "6"), {
    sourcePosition: { x: 30, y: 12 },
    // The cell lies below the lesson that is in the way: put down on that.
    force: true,
  });
  await expect(page.getByRole("alert").filter({ hasText: "该场地此时段已有授课" })).toBeVisible();
  await expect(block("静脉穿刺")).toHaveAccessibleName(/周三.*10:00–11:40/);
  expect(await startOf(ids.first)).toBe(at(2, "10:00"));
  await page.getByRole("button", { name: "知道了" }).click();
});

test("[S0-5.3.1] by keyboard it is picked up, carried and put down", async () => {
  await block("静脉穿刺").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("status").filter({ hasText: "放到 周四" })).toContainText("1 08:00");
  await page.keyboard.press("Enter");
  await expect(page.getByText("已调课：静脉穿刺")).toBeVisible();
  await expect.poll(() => startOf(ids.first)).toBe(at(3, "08:00"));
});

test("[S0-5.3.1] a weekly row is planned from an empty slot, each lesson at its time", async () => {
  await slot(1, "5").waitFor();
  await slot(0, "5").click();
  await expect(page.getByLabel("开始时间")).toHaveValue("14:00");
  await page.getByLabel("实训项目", { exact: true }).fill("导尿术");
  await page.getByLabel("课程名称").fill("护理技能");
  await page.getByText("按周重复").click();
  await page.getByLabel("到第几周").fill("3");
  await expect(page.getByText("共 3 次课")).toBeVisible();
  await page.getByLabel("参训班级").fill("2024 级护理");
  await page.keyboard.press("Enter");
  await page.getByLabel("分组信息").fill("第一组：学员甲");
  await page.getByLabel("人员名单").fill("学员甲");
  await page.getByLabel("授课教师").click();
  await page.locator(".ant-select-dropdown:visible .ant-select-item-option").first().click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "保存安排" }).click();
  await expect(page.getByText("已安排 3 次课")).toBeVisible();
  await expect(block("导尿术")).toHaveAccessibleName(/周一.*14:00–14:45/);
  const { lessons } = await centre.client("admin").call("lessons.list", {
    query: { fromMs: at(0, "00:00"), toMs: at(21, "00:00"), venueId },
  });
  const row = lessons.filter((lesson) => lesson.project === "导尿术");
  expect(row.map((lesson) => lesson.startMs)).toEqual([0, 7, 14].map((days) => at(days, "14:00")));
});

test("[S0-5.3.1] a teacher finds the own week of all rooms; a night stands in both its days", async ({
  browser,
}) => {
  const admin = centre.client("admin");
  const { lessonId } = centre;
  const lesson = await admin.call("lessons.read", { params: { lessonId } });
  const venues = (await admin.call("venues.list")).venues;
  const other = venues.find((venue) => venue.venueId !== venueId);
  await plan("夜间值班演练", {
    startMs: at(4, "22:00"),
    endMs: at(5, "01:00"),
    venueId: other?.venueId ?? "",
    // That room has no camera.
    scene: "theory",
    recording: false,
  });
  const context = await centre.open(browser, "teacher");
  const own = await context.newPage();
  await own.goto(`/timetable?day=${dateAt(0)}`);
  const night = own.getByRole("button", { name: /^夜间值班演练 / });
  await expect(night).toHaveCount(2);
  await expect(night.first()).toHaveAccessibleName(/周五.*22:00–01:00/);
  await expect(night.last()).toHaveAccessibleName(/周六/);
  await expect(night.first()).toContainText(other?.name ?? "");
  await expect(own.getByRole("button", { name: /^静脉穿刺 / })).toBeVisible();
  await context.close();
  await page.goto(
    `/timetable?view=teacher&teacher=${lesson.teachers[0]?.accountId}&day=${dateAt(0)}`,
  );
  await block("夜间值班演练")
    .first()
    .dragTo(slot(3, "8"), { sourcePosition: { x: 30, y: 12 } });
  await expect(page.getByText("已调课：夜间值班演练")).toBeVisible();
  const { lessons } = await admin.call("lessons.list", {
    query: { fromMs: at(3, "00:00"), toMs: at(6, "00:00"), venueId: other?.venueId ?? "" },
  });
  const moved = lessons.find((one) => one.project === "夜间值班演练");
  expect(moved).toMatchObject({ startMs: at(3, "16:55"), endMs: at(3, "19:55") });
});
