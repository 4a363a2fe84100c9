import { expect, test } from "@playwright/test";
import { type FurnishedHouse, openFurnishedHouse, ownSecret } from "./furnished-house.ts";

/** After a lesson in which a camera was cut off, its teacher says why and signs, on a phone. */
let centre: FurnishedHouse;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
});
test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

test("[S0-4.3c, S0-6.1c] a teacher gives each gap its reason and confirms on a phone; before it nobody can", async ({
  browser,
}) => {
  const context = await centre.open(browser, "teacher");
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/lessons/${centre.lessonId}`);
  await page.getByRole("button", { name: "课后核对" }).click();
  const gaps = page.getByRole("region", { name: "中断与原因" });
  await expect(gaps.getByRole("button", { name: /^登记原因/ }).first()).toBeVisible({
    timeout: 45_000,
  });
  const sign = page.getByRole("region", { name: "签署核对" });
  await expect(sign.getByRole("button", { name: "确认并签署" })).toHaveCount(0);
  const params = { lessonId: centre.lessonId };
  const { interruptions } = await centre.client("teacher").call("completion.card", { params });
  await page.goto("/board");
  const missing = page.getByRole("region", { name: "录制缺失" });
  for (const { startMs, endMs } of interruptions)
    await expect(missing).toContainText(`${clock(startMs)}–${clock(endMs ?? startMs)}`);
  await page.goBack();
  await expect(gaps.getByRole("button", { name: /^登记原因/ }).first()).toBeVisible();
  for (;;) {
    const next = gaps.getByRole("button", { name: /^登记原因/ });
    const left = await next.count();
    if (left === 0) break;
    await next.first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "网络中断" }).check();
    await dialog.getByRole("textbox", { name: "说明" }).fill("交换机被误拔");
    await dialog.getByRole("button", { name: "登记原因" }).click();
    await expect(next).toHaveCount(left - 1);
  }
  await expect(gaps).toContainText("原因均已登记");
  const remark = sign.getByRole("textbox", { name: /^备注/ });
  await expect(remark).toBeVisible({ timeout: 60_000 });
  await remark.fill("讲台机位停用检修");
  await sign.getByLabel("登录密码").fill(ownSecret);
  const pad = sign.locator("canvas");
  const box = await pad.boundingBox();
  if (box === null) throw new Error("the pad is there");
  await page.mouse.move(box.x + 30, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 70, { steps: 6 });
  await page.mouse.up();
  await sign.getByRole("button", { name: "确认并签署" }).click();
  await expect(page.locator(".page-head")).toContainText("已核对");
  const card = await centre.client("teacher").call("completion.card", { params });
  expect(card).toMatchObject({ state: "confirmed", said: [{ kind: "confirmed" }] });
  expect(card.interruptions.every((one) => one.reason !== null)).toBe(true);
  await context.close();
});

function clock(atMs: number): string {
  return new Date(atMs).toLocaleTimeString("en-GB", { timeZone: "Asia/Shanghai" });
}
