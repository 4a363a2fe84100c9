import { expect, type Page, test } from "@playwright/test";
import { type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";

/** A lesson is scored on two tablets that lose their network, and its student reads the own result. */
test.describe.configure({ mode: "serial" });

let centre: FurnishedHouse;
let lessonId: string;
let assignmentId: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
  lessonId = centre.plannedLessonId;
  const admin = centre.client("admin");
  const lesson = await admin.call("lessons.read", { params: { lessonId } });
  const { teachers } = await admin.call("teachers.list");
  const { students } = await admin.call("students.list");
  const { project, course, startMs, endMs, hours, audiences, roster, groups } = lesson;
  const { venueId, activity, family, scene, recording } = lesson;
  await admin.call("lessons.change", {
    params: { lessonId },
    body: {
      project,
      course,
      startMs,
      endMs,
      hours,
      audiences,
      roster,
      groups,
      venueId,
      activity,
      family,
      scene,
      recording,
      teacherIds: teachers.map((one) => one.accountId),
      studentIds: students.map((one) => one.accountId),
    },
  });
});

test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

test("[S0-5.3.2] a teacher writes a checklist and takes it into use in a lesson", async ({
  browser,
}) => {
  const context = await centre.open(browser, "teacher");
  const page = await context.newPage();
  await page.goto("/checklists");
  await page.getByRole("button", { name: "新建评分表" }).click();
  await page.getByRole("textbox", { name: "名称" }).fill("成人心肺复苏");
  await page.getByRole("textbox", { name: "步骤 1" }).fill("判断意识与呼吸");
  await page.getByRole("button", { name: "添加步骤" }).click();
  await page.getByRole("textbox", { name: "步骤 2" }).fill("胸外按压");
  await page.getByLabel("分值 2").fill("4");
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page.getByRole("link", { name: "成人心肺复苏" })).toBeVisible();
  await page.goto(`/lessons/${lessonId}`);
  await page.getByRole("button", { name: "评分", exact: true }).click();
  await page.getByRole("button", { name: "选用评分表" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "评分表" }).click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByTitle(/成人心肺复苏/)
    .click();
  await dialog.getByRole("button", { name: "选用评分表" }).click();
  await expect(page.getByRole("region", { name: "成人心肺复苏" })).toContainText("学员甲");
  const { assignments } = await centre
    .client("teacher")
    .call("scoring.lesson", { params: { lessonId } });
  assignmentId = assignments[0]?.assignmentId ?? "";
  await context.close();
});

test("[S0-5.3.2] two tablets without network keep every mark and send it once the network is back", async ({
  browser,
}) => {
  const tablets: Page[] = [];
  for (const who of ["teacher", "teacher2"] as const) {
    const context = await centre.open(browser, who);
    const page = await context.newPage();
    await page.setViewportSize({ width: 820, height: 1180 });
    await page.goto(`/lessons/${lessonId}/scoring/${assignmentId}`);
    await expect(page.getByText("已全部保存到系统")).toBeVisible();
    await context.setOffline(true);
    tablets.push(page);
  }
  for (const [at, page] of tablets.entries()) {
    const compressions = page.getByRole("group", { name: "胸外按压" });
    await page
      .getByRole("group", { name: "判断意识与呼吸" })
      .getByText("做到", { exact: true })
      .click();
    // The first examiner thinks again: the old mark stays beside the new one.
    await compressions.getByText("未做到").click();
    if (at === 0) await compressions.getByText("做到", { exact: true }).click();
    await page.getByRole("group", { name: "总体评价" }).getByText("及格", { exact: true }).click();
    await expect(page.getByText(/项保存在本机|正在上传/)).toBeVisible();
  }
  const { lines: before } = await centre
    .client("admin")
    .call("scoring.summary", { params: { assignmentId } });
  expect(before[0]).toMatchObject({ points: null });
  for (const page of tablets) {
    await page.context().setOffline(false);
    await expect(page.getByText("已全部保存到系统")).toBeVisible({ timeout: 15_000 });
    await page.getByLabel("评语（学员可见）").fill("动作连贯");
    await page.getByRole("button", { name: "提交本学员评分" }).click();
    await expect(page.getByRole("button", { name: "再次提交" })).toBeVisible();
    await expect(page.getByText("已全部保存到系统")).toBeVisible({ timeout: 15_000 });
  }
  const { lines } = await centre
    .client("admin")
    .call("scoring.summary", { params: { assignmentId } });
  expect(lines[0]).toMatchObject({ points: 3, percent: 60, rating: 3, examiners: 2 });
  const { candidates } = await centre
    .client("admin")
    .call("scoring.lesson", { params: { lessonId } });
  const { sheets } = await centre.client("admin").call("scoring.history", {
    params: { assignmentId, studentId: candidates[0]?.studentId ?? "" },
  });
  expect(sheets.map((sheet) => sheet.marks.length).toSorted()).toEqual([3, 4]);
  for (const page of tablets) await page.context().close();
});

test("[S0-9.1d] once released the student reads the own result on a telephone", async ({
  browser,
}) => {
  const teacher = await centre.open(browser, "teacher");
  const desk = await teacher.newPage();
  await desk.goto(`/lessons/${lessonId}/scoring`);
  await desk.getByRole("button", { name: "发布成绩" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "发布成绩" }).click();
  await expect(desk.getByText(/已于 .* 发布/)).toBeVisible();
  await teacher.close();
  const context = await centre.open(browser, "student");
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/my/scores");
  await expect(page.getByRole("region", { name: "成人心肺复苏" })).toContainText("动作连贯");
  await expect(page.getByText("3 / 5 分")).toBeVisible();
  await context.close();
});
