import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { drawSignature } from "./draw-signature.ts";
import { type FurnishedHouse, openFurnishedHouse, ownSecret } from "./furnished-house.ts";
import { tellCameras } from "./shared.ts";

/** Before an exam its teacher looks at every camera on a phone; with one of them dead it does not open. */
test.describe.configure({ mode: "serial" });

let centre: FurnishedHouse;
let lessonId: string;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
  lessonId = centre.plannedLessonId;
  const admin = centre.client("admin");
  const lesson = await admin.call("lessons.read", { params: { lessonId } });
  const { teachers } = await admin.call("teachers.list");
  const { course, startMs, endMs, hours, audiences, roster, groups, venueId } = lesson;
  await admin.call("lessons.change", {
    params: { lessonId },
    body: {
      course,
      startMs,
      endMs,
      hours,
      audiences,
      roster,
      groups,
      venueId,
      project: "心肺复苏考核",
      activity: "skills-exam",
      family: "first-aid",
      scene: "final-exam",
      recording: true,
      teacherIds: teachers.map((one) => one.accountId),
      studentIds: [],
    },
  });
  await tellCameras("fault", { camera: "C03", fault: { kind: "kill" } });
  context = await centre.open(browser, "teacher");
  page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
});

test.afterAll(async () => {
  await tellCameras("clear", { camera: "C03" });
  await context?.close();
  await centre?.[Symbol.asyncDispose]();
});

test("[S0-4.3a] on a phone the teacher sees the dead camera in red, says a word to it and signs", async () => {
  await page.goto("/");
  const mine = page.getByRole("region", { name: "我今天的授课" });
  await mine.getByRole("link", { name: /心肺复苏考核/ }).click();
  await page.getByRole("button", { name: "检查各机位" }).click();
  const dead = page.getByRole("region", { name: /C03/ });
  await expect(dead).toContainText("连不上摄像机", { timeout: 30_000 });
  await expect(page.getByRole("img", { name: /的当前画面/ })).toHaveCount(3);
  await expect(page.getByRole("button", { name: "确认签字" })).toBeDisabled();
  await dead.getByLabel(/对“实时画面”的说明/).fill("已报修，使用备用机位");
  await drawAndType(page);
  await page.getByRole("button", { name: "确认签字" }).click();
  await expect(page.getByText(/课前检查已确认|逾期确认/).first()).toBeVisible();
  const { signed } = await centre
    .client("teacher")
    .call("readiness.read", { params: { lessonId } });
  expect(signed?.remarks).toMatchObject([{ check: "live", text: "已报修，使用备用机位" }]);
  expect(signed?.look.pictures).toHaveLength(3);
});

test("[S0-5.2.3] an exam with a dead camera does not open until the director signs for it", async ({
  browser,
}) => {
  const exam = page.getByRole("region", { name: "开考" });
  await expect(exam).toContainText("C03");
  await exam.getByRole("button", { name: "开考", exact: true }).click();
  await expect(exam.getByRole("alert")).toContainText("有机位没有录制，不能开考");
  await expect(exam.getByRole("alert")).toContainText("制度第五条（二）3");
  await exam.getByRole("button", { name: "申请带故障开考" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("为什么不能等待修复").fill("考生已到齐，备用机位在场");
  await dialog.getByRole("button", { name: "提交" }).click();
  await expect(exam).toContainText("等待主任决定");
  const office = await centre.open(browser, "director");
  const desk = await office.newPage();
  await desk.goto("/");
  const waiting = desk.getByRole("region", { name: "待主任决定的课中事项" });
  await waiting.getByRole("link", { name: /心肺复苏考核/ }).click();
  await desk.getByLabel("意见").fill("同意，备用机位补录");
  await drawAndType(desk);
  await desk.getByRole("button", { name: "同意开考" }).last().click();
  await expect(desk.getByRole("region", { name: "开考" })).toContainText("已开考");
  await office.close();
  await expect(exam).toContainText("经主任批准", { timeout: 20_000 });
});

async function drawAndType(on: Page): Promise<void> {
  await drawSignature(on);
  await on.getByLabel("再次输入登录密码").fill(ownSecret);
}
