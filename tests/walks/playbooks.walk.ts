import { expect, type Page, test } from "@playwright/test";
import { drawSignature } from "./draw-signature.ts";
import { adminSecret, type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";

/** A leak is declared, cut off, preserved, reported to three, and closed with a signature. */
let centre: FurnishedHouse;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
});
test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

const dialog = (page: Page) => page.getByRole("dialog");

async function cut(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await dialog(page).getByLabel("理由").fill("影像外传，先行切断");
  await dialog(page).getByRole("button", { name: "执行" }).click();
  await expect(dialog(page)).toBeHidden();
}

async function tell(page: Page, party: string, whom: string): Promise<void> {
  await page.getByRole("button", { name: `登记报告 ${party}` }).click();
  await dialog(page).getByLabel("报告对象").fill(whom);
  await dialog(page).getByRole("button", { name: "登记报告" }).click();
  await expect(dialog(page)).toBeHidden();
  await page.getByRole("button", { name: `登记回执 ${whom}` }).click();
  await dialog(page).getByRole("button", { name: "登记回执" }).click();
  await expect(dialog(page)).toBeHidden();
}

test("[S0-15] a leak is contained, preserved, reported and signed by the administrator", async ({
  browser,
}) => {
  const context = await centre.open(browser, "admin");
  const page = await context.newPage();
  await page.goto("/events");
  await page.getByRole("button", { name: "启动处置" }).click();
  await dialog(page).getByRole("combobox", { name: "类型" }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("影像泄露").click();
  await dialog(page).getByLabel("发生了什么").fill("校内群里出现一段实训录像");
  await dialog(page).getByRole("button", { name: "启动处置" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "影像泄露" })).toBeVisible();
  await cut(page, "冻结调取与导出");
  await cut(page, "强制下线");
  const steps = page.getByRole("region", { name: "切断风险源" });
  await expect(steps.getByText(/结束登录 \d+ 个/)).toBeVisible();
  await page.getByRole("button", { name: "固定现场" }).click();
  await expect(page.getByText(/SHA-256 [0-9a-f]{64}/)).toBeVisible();

  // Everybody else is out; the director comes in again and finds what waits.
  await centre.client("director").call("me.read");
  const phone = await centre.open(browser, "director");
  await page.getByRole("button", { name: "登记报告 中心主任" }).click();
  await dialog(page).getByRole("button", { name: "登记报告" }).click();
  await expect(dialog(page)).toBeHidden();
  const desk = await phone.newPage();
  await desk.setViewportSize({ width: 390, height: 844 });
  await desk.goto("/");
  await desk
    .getByRole("region", { name: "应急处置" })
    .getByRole("link", { name: "影像泄露" })
    .click();
  await desk.getByRole("button", { name: "签收" }).click();
  await expect(desk.getByText(/签收$|于 .* 签收/).first()).toBeVisible();
  await phone.close();

  await tell(page, "学校网信部门", "网信办值班室");
  await tell(page, "学校保卫部门", "保卫处值班室");
  const end = page.getByRole("region", { name: "结论与签字" });
  for (const [label, text] of [
    ["原因", "账号借给他人使用"],
    ["采取的措施", "冻结调取，强制下线"],
    ["结论", "传播已停止"],
  ] as const)
    await end.getByLabel(label).fill(text);
  await end.getByLabel("再次输入登录密码").fill(adminSecret);
  await drawSignature(page);
  await end.getByRole("button", { name: "签字结案" }).click();
  await expect(page.getByText(/签字结案$/).last()).toBeVisible();
  await expect(page.getByText("已结案").first()).toBeVisible();
  await context.close();
});
