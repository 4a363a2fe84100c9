import { expect, type Page } from "@playwright/test";

/** Nothing is still being read and every text stands. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeVisible();
  await expect(page.locator(".ant-skeleton")).toHaveCount(0);
}

/** Leaves the page inside the running app, as its links do: what was headed so is gone. */
export async function leaveFor(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    for (const heading of document.querySelectorAll("h1")) heading.dataset["left"] = "yes";
    history.pushState({}, "", to);
  }, address);
  await expect(page.locator("h1[data-left]")).toHaveCount(0);
}

/** The next page of the running app, as it stands. */
export async function goOn(page: Page, address: string): Promise<void> {
  await leaveFor(page, address);
  await settled(page);
}
