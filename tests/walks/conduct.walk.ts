import { expect, test } from "@playwright/test";
import { type FurnishedHouse, adminSecret, openFurnishedHouse } from "./furnished-house.ts";

let centre: FurnishedHouse;
test.beforeAll(async () => {
  test.setTimeout(200_000);
  centre = await openFurnishedHouse();
});
test.afterAll(() => centre[Symbol.asyncDispose]());

test("[S0-5.4.3] a teacher reports a damage on the phone; it closes with who answers for it and what was done", async ({
  browser,
}) => {
  const teacher = await centre.open(browser, "teacher");
  const phone = await teacher.newPage();
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.goto(`/lessons/${centre.lessonId}`);
  await phone.getByRole("button", { name: "报告违规或损坏" }).click();
  await expect(phone.getByText("授课批次：")).toBeVisible();
  await phone.getByText("设备损坏", { exact: true }).click();
  await phone.getByLabel("情况说明").fill("模拟人胸壁开裂，已停用");
  await phone.getByRole("button", { name: "提交报告" }).click();
  await expect(phone.getByRole("link", { name: "设备损坏" })).toBeVisible();
  await expect(phone.getByText("处理中")).toBeVisible();
  await teacher.close();

  const admin = await centre.open(browser, "admin");
  const desk = await admin.newPage();
  await desk.goto("/conduct");
  await desk.getByRole("link", { name: "设备损坏" }).click();
  const close = desk.getByRole("button", { name: "关闭", exact: true });
  await desk.getByLabel("处置情况").fill("已报修并更换胸壁");
  await expect(close).toBeDisabled();
  await desk.getByLabel("责任人：没有账号的填写姓名").fill("李工");
  await desk.getByRole("button", { name: "保存" }).click();
  await expect(desk.getByRole("region", { name: "处置与关闭" })).toBeVisible();
  await expect(close).toBeEnabled();
  await close.click();
  await expect(desk.getByText(/于 .* 关闭/)).toBeVisible();
  await admin.close();
});

test("[S0-5.4.1] the repair is a ticket that is closed with its result and a signature", async ({
  browser,
}) => {
  const admin = await centre.open(browser, "admin");
  const page = await admin.newPage();
  await page.goto("/maintenance");
  await page.getByRole("button", { name: "开工单" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "设备", exact: true }).click();
  await page.getByText("C01 ", { exact: false }).first().click();
  await dialog.getByLabel("故障现象或事由").fill("图像时断时续");
  await dialog.getByRole("button", { name: "开工单" }).click();
  await expect(page.getByText("图像时断时续")).toBeVisible();
  await page.getByRole("button", { name: /完成并签字/ }).click();
  await dialog.getByLabel("处理后状态（设备运行状况）").fill("图像正常");
  await dialog.getByLabel("处理意见").fill("更换电源");
  const pad = dialog.locator("canvas");
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error("no pad to sign on");
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 8 });
  await page.mouse.up();
  await dialog.getByLabel("密码").fill(adminSecret);
  await dialog.getByRole("button", { name: "完成并签字" }).click();
  await page.getByText("全部", { exact: true }).click();
  await expect(page.getByText("已完成")).toBeVisible();
  await admin.close();
});
