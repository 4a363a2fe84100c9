import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import type { RunningHouse } from "../fixture/running-house.ts";

/** Somebody at a terminal of their own. */
export interface Guest {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A fresh browser at the house's address; every look outside of the house fails the walk. */
export async function openTerminal(browser: Browser, house: RunningHouse): Promise<Guest> {
  const context = await browser.newContext({ baseURL: house.origin });
  await context.route(
    (url) => url.origin !== house.origin && !["blob:", "data:"].includes(url.protocol),
    (route) => {
      throw new Error(`the page asked for ${route.request().url()}`);
    },
  );
  return { context, page: await context.newPage() };
}

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("账号").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** The first sign-in with a one-time secret: nothing opens before it is changed. */
export async function changeFirstSecret(page: Page, once: string, own: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "请先设置您自己的密码" })).toBeVisible();
  await page.getByLabel("初始密码").fill(once);
  await page.getByLabel("新密码", { exact: true }).fill(own);
  await page.getByLabel("再次输入新密码").fill(own);
  await page.getByRole("button", { name: "设置新密码" }).click();
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
}

/** Takes a value from an Ant Design select, by the words shown. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  const list = page.locator(".ant-select-dropdown:visible");
  await list.getByTitle(option, { exact: true }).click();
  await expect(list).toHaveCount(0);
}
