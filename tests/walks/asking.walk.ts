import { expect, test, type Page } from "@playwright/test";
import { png } from "../vectors/paper-makers.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { zhCN } from "../../src/web/words/zh-CN.ts";
import { drawSignature } from "./draw-signature.ts";
import {
  adminSecret,
  type FurnishedHouse,
  openFurnishedHouse,
  ownSecret,
} from "./furnished-house.ts";
import { picturesStand } from "./pictures.ts";

/** Asking and deciding as people do it: at a desk, and with the thumb on a telephone. */
test.describe.configure({ mode: "serial" });

const phone = { width: 390, height: 844 };

let centre: FurnishedHouse;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
});

test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

async function agree(page: Page, password = ownSecret): Promise<void> {
  const form = page.getByRole("region", { name: "签署意见" });
  await form.locator("label", { hasText: /^同意$/ }).click();
  await expect(form.getByLabel("意见", { exact: true })).toHaveValue("同意");
  await drawSignature(page);
  await form.getByLabel("再次输入登录密码").fill(password);
  await form.getByRole("button", { name: "签署：同意" }).click();
  await expect(form).toHaveCount(0);
}

test("[S0-12.2b] a teacher asks for a clip, the director signs it on a telephone, the teacher sees it granted", async ({
  browser,
}) => {
  const desk = await (await centre.open(browser, "teacher")).newPage();
  await desk.goto(`/lessons/${centre.lessonId}`);
  await desk.getByRole("button", { name: "申请使用录像" }).click();
  await expect(desk.getByRole("menuitem", { name: "申请查阅" })).toHaveCount(0);
  await desk.getByRole("menuitem", { name: "申请剪辑" }).click();
  await expect(desk.getByRole("radio", { name: "教学剪辑" })).toBeChecked();
  const route = desk.getByRole("complementary", { name: "审批路线" });
  await expect(route).toContainText("周主任");
  await expect(route).toContainText("制度第十二条");
  const submit = desk.getByRole("button", { name: "提交申请" });
  await expect(submit).toBeDisabled();
  await expect(submit).toHaveAccessibleDescription(/还缺：用途、调取单位、经办人/);
  await desk.getByRole("radio", { name: "教学研究" }).check();
  await desk.getByLabel("事由").fill("截取按压手法，用于集体备课");
  await desk.getByLabel("调取单位").fill("急救教研室");
  await desk.getByLabel("经办人").fill("张 XX");
  await submit.click();
  await expect(desk.getByRole("heading", { level: 1 })).toContainText("教学剪辑");
  await expect(desk.getByText("待中心主任签署")).toBeVisible();

  const hand = await (await centre.open(browser, "director")).newPage();
  await hand.setViewportSize(phone);
  await hand.goto("/");
  const todo = hand.getByRole("region", { name: /^待我签字/ });
  await expect(todo).toContainText("截取按压手法");
  await todo.getByRole("button", { name: "去签署" }).click();
  const sideways = () => hand.evaluate(() => document.documentElement.scrollWidth);
  expect(await sideways()).toBeLessThanOrEqual(phone.width);
  for (const told of ["张 XX", "教学研究", "急救教研室", "心肺复苏实训", "全部摄像机"])
    await expect(hand.getByRole("region", { name: "要什么" })).toContainText(told);
  await agree(hand);
  await expect(hand.getByRole("img", { name: "周主任的签名" })).toBeVisible();

  await desk.reload();
  await expect(desk.getByText("已同意").first()).toBeVisible();
  await expect(desk.getByRole("img", { name: "周主任的签名" })).toBeVisible();
  await desk.getByRole("button", { name: /^待办与提醒/ }).click();
  await expect(desk.getByRole("link", { name: "申请已同意" })).toBeVisible();
  await Promise.all([desk.context().close(), hand.context().close()]);
});

test("[S0-10a] a colleague without a right asks to look, is registered, and then the pictures stand", async ({
  browser,
}) => {
  const colleague = await (await centre.open(browser, "teacher2")).newPage();
  await colleague.goto(`/lessons/${centre.lessonId}/recording`);
  await colleague.getByRole("button", { name: zhCN.looking.refusedAsk }).click();
  await expect(colleague.getByRole("radio", { name: "在线查阅" })).toBeChecked();
  await colleague.getByRole("radio", { name: "质量监控" }).check();
  await expect(colleague.locator(".lessons-chosen")).toContainText("心肺复苏实训");
  await colleague.getByRole("button", { name: "提交申请" }).click();
  await expect(colleague.getByText("待系统专职管理员登记")).toBeVisible();

  const desk = await (await centre.open(browser, "admin")).newPage();
  await desk.goto(new URL(colleague.url()).pathname);
  await agree(desk, adminSecret);
  await colleague.reload();
  await colleague.getByRole("button", { name: "在线查阅" }).click();
  await picturesStand(colleague, 4);
  await Promise.all([desk.context().close(), colleague.context().close()]);
});

test("[S0-10a, C-11] a look ends with its window: the pictures go, and the page says why", async ({
  browser,
}) => {
  const { lessonId } = centre;
  const startMs = systemClock.now();
  const endMs = startMs + 20_000;
  const { requestId } = await centre.client("director").call("requests.file", {
    body: {
      operation: "view",
      purpose: "quality-control",
      reason: "质量自查",
      lessonIds: [lessonId],
      cameraIds: [],
      span: null,
      window: { startMs, endMs },
      unit: "",
      handler: "",
      contact: "",
      returnDueMs: null,
      paperIds: [],
    },
  });
  await centre.client("admin").call("requests.decide", {
    params: { requestId },
    body: {
      step: 1,
      decision: "agreed",
      opinion: "同意",
      signing: { password: adminSecret, code: null, signature: [[100, 50, 300, 120]] },
    },
  });
  const page = await (await centre.open(browser, "director")).newPage();
  await page.goto(`/lessons/${lessonId}/recording`);
  await picturesStand(page, 4);
  await systemClock.sleep(Math.max(0, endMs - systemClock.now()));
  await expect(page.locator("video")).toHaveCount(0, { timeout: 8_000 });
  await page.reload();
  const refusal = page.getByRole("alert").filter({ hasText: zhCN.looking.refusedTitle });
  await expect(refusal).toContainText(zhCN.looking.refusedWhoText);
  await page.context().close();
});

test("[S0-11.2] a police request brings its papers, two persons sign it in order, and a package is handed over", async ({
  browser,
}) => {
  const desk = await (await centre.open(browser, "admin")).newPage();
  await desk.goto(`/requests/new?lesson=${centre.lessonId}&operation=police`);
  await desk.getByRole("radio", { name: "问题追溯" }).check();
  await desk.getByLabel("事由").fill("示公（刑）调证字〔2026〕0017 号");
  await desk.getByLabel("调取单位").fill("示例区公安分局");
  await desk.getByLabel("经办人").fill("李警官");
  await desk.getByLabel("联系方式").fill("110-0000");
  const submit = desk.getByRole("button", { name: "提交申请" });
  await expect(submit).toHaveAccessibleDescription(/还缺：法律文书、执法证件、介绍信函/);
  for (const name of ["法律文书", "执法证件", "介绍信函"]) {
    const group = desk.getByRole("group", { name });
    const buffer = png();
    const file = { name: `${name}.png`, mimeType: "image/png", buffer };
    await group.locator("input[type=file]").setInputFiles(file);
    await expect(group.getByText(`${name}.png`)).toBeVisible();
  }
  await submit.click();
  await expect(desk.getByText("待中心主任签署")).toBeVisible();
  const address = new URL(desk.url()).pathname;

  // The second signature cannot come first: for the department there is nothing to sign yet.
  const department = await (await centre.open(browser, "superior")).newPage();
  await department.goto(address);
  await expect(department.getByRole("heading", { level: 1 })).toContainText("公安执法调取");
  await expect(department.getByRole("region", { name: "签署意见" })).toHaveCount(0);
  const hand = await (await centre.open(browser, "director")).newPage();
  await hand.setViewportSize(phone);
  await hand.goto(address);
  await expect(hand.getByRole("link", { name: /\.png/ })).toHaveCount(3);
  await agree(hand);
  await department.reload();
  await agree(department);
  await expect(department.getByRole("img", { name: /的签名$/ })).toHaveCount(2);

  await desk.reload();
  await expect(desk.getByText("已同意").first()).toBeVisible();
  await makePackage(desk);
  await handOver(desk);
  const pages = [desk, department, hand];
  await Promise.all(pages.map((page) => page.context().close()));
});

/** What was granted is made by the house in its own time; the passphrase is told once. */
async function makePackage(desk: Page): Promise<void> {
  const panel = desk.getByRole("region", { name: zhCN.exportsPanel.title });
  await panel.getByRole("button", { name: "开始制作" }).click();
  const order = desk.getByRole("dialog", { name: "按批准制作调取件" });
  await order.getByRole("button", { name: "开始制作" }).click();
  const once = desk.getByRole("dialog", { name: "口令只显示这一次" });
  await once.getByRole("button", { name: "我已抄录" }).click();
  await expect(panel.getByText("可取走", { exact: true })).toBeVisible({ timeout: 60_000 });
  const taking = desk.waitForEvent("download");
  await panel.getByText("取走文件").click();
  expect((await taking).suggestedFilename()).toMatch(/\.zip\.age$/);
}

async function handOver(desk: Page): Promise<void> {
  await desk.getByRole("button", { name: "办理交接" }).click();
  const dialog = desk.getByRole("dialog", { name: "办理交接" });
  await dialog.getByLabel("接收人").fill("李警官");
  await dialog.getByLabel("介质与编号").fill("登记 U 盘 03 号");
  await drawSignature(desk);
  await dialog.getByLabel("再次输入登录密码").fill(adminSecret);
  await dialog.getByRole("button", { name: "办理交接" }).click();
  await expect(desk.getByText("已交接").first()).toBeVisible();
  await expect(desk.getByText("交给：李警官")).toBeVisible();
}
