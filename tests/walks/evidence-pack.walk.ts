import { expect, test } from "@playwright/test";
import { checkers } from "../fixture/taken-export.ts";
import { type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";

/** An inspector asks for the evidence of a month, takes it, and checks it without the house. */
const verifier = new URL("../../dist/verify.html", import.meta.url).href;
let centre: FurnishedHouse;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  centre = await openFurnishedHouse();
});
test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

test("[S0-3a, S0-18.3] an evidence pack is asked for with a reason, taken, and right in every check", async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const context = await centre.open(browser, "auditor");
  const page = await context.newPage();
  await page.goto("/evidence-packs");
  await expect(page.getByText("还没有证据包")).toBeVisible();
  await page.getByRole("button", { name: "制作证据包" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "本月" }).click();
  await dialog.getByRole("button", { name: "制作证据包" }).click();
  await expect(dialog.getByText("请写明事由")).toBeVisible();
  await dialog.getByLabel("事由").fill("教务处季度检查");
  await dialog.getByRole("button", { name: "制作证据包" }).click();
  const card = page.getByRole("article").filter({ hasText: "教务处季度检查" });
  await expect(card.getByText("可下载")).toBeVisible({ timeout: 60_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("link", { name: "下载" }).click(),
  ]);
  const path = await download.path();
  expect(download.suggestedFilename()).toMatch(/^evidence-.*\.zip$/);
  expect(checkers.ours(path)).toMatchObject({ code: 0 });
  await page.goto(verifier);
  await page.locator("#zip").setInputFiles(path);
  await expect(page.locator("#verdict")).toHaveClass("right", { timeout: 30_000 });
  await expect(page.locator("#verdict")).toContainText("证据包");
  await expect(page.locator("#check-stretch")).toHaveClass("right");
  await context.close();
});
