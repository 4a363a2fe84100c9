import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Browser, type Locator, type Page, expect, test } from "@playwright/test";
import { openHouseClient } from "../../src/platform/house-client.ts";
import { drawSignature } from "./draw-signature.ts";

/** A month has ended: the director acknowledges its digest, an inspector draws a sample. */
test.describe.configure({ mode: "serial" });

const script = fileURLToPath(new URL("./checked-house.ts", import.meta.url));

interface CheckedHouse {
  readonly origin: string;
  readonly people: readonly { readonly login: string; readonly password: string }[];
}

let child: ChildProcess;
let checked: CheckedHouse;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  child = spawn(process.execPath, [script], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, LIUHEN_LOG: "error" },
  });
  if (child.stdout === null) throw new Error("the house tells where it is on its output");
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{"origin"')) continue;
    checked = JSON.parse(line);
    break;
  }
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await ended;
});

const secretOf = (login: string): string =>
  checked.people.find((one) => one.login === login)?.password ?? "";

/** A page of somebody who has just signed in. */
async function pageOf(browser: Browser, login: string): Promise<Page> {
  const client = openHouseClient(checked.origin);
  await client.call("sign-in.open", { body: { login, password: secretOf(login) } });
  const context = await browser.newContext({ baseURL: checked.origin });
  const [name = "", value = ""] = client.cookie().split("=");
  await context.addCookies([{ name, value, url: checked.origin }]);
  return context.newPage();
}

/** A hand that is asked for, and the password again. */
async function sign(page: Page, within: Locator, login: string): Promise<void> {
  await drawSignature(page, within);
  await within.getByLabel("再次输入登录密码").fill(secretOf(login));
}

test("[S0-4.1b] the director finds the digest on the first page and acknowledges it with a signature", async ({
  browser,
}) => {
  const page = await pageOf(browser, "director.one");
  await page.goto("/");
  const waiting = page.getByRole("region", { name: "督办摘要待签收" });
  const line = waiting.getByRole("link", { name: /逾期工作 \d+ 项/ });
  await expect(line).toBeVisible({ timeout: 60_000 });
  await line.click();
  await expect(page.getByRole("region", { name: /^逾期工作/ })).toContainText("每日检查");
  await expect(page.getByRole("region", { name: /^未关闭事件/ })).toContainText("磁盘空间不足");
  const form = page.getByRole("region", { name: "签收", exact: true });
  await sign(page, form, "director.one");
  await form.getByRole("button", { name: "签收" }).click();
  await expect(page.getByText(/director.one XX 于 .* 签收/)).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("region", { name: "今日检查" })).toBeVisible();
  await expect(page.getByRole("region", { name: "督办摘要待签收" })).toHaveCount(0);
  await page.context().close();
});

test("[S0-18.3] an inspector draws a sample whose seed stands in the ledger, notes it and signs", async ({
  browser,
}) => {
  const page = await pageOf(browser, "inspector.one");
  await page.goto("/supervision?tab=quarterly");
  await page.getByRole("button", { name: "抽取样本" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "抽样总体" }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(/F-07/).click();
  await dialog.getByRole("spinbutton", { name: "样本数" }).fill("2");
  await dialog.getByRole("button", { name: "抽取样本" }).click();
  await expect(page.getByRole("heading", { name: /季度抽查 · / })).toBeVisible();
  const rows = page.getByRole("row").filter({ hasText: "F-07" });
  await expect(rows).toHaveCount(2);
  for (const row of await rows.all()) {
    await row.getByRole("combobox").click();
    await page.locator(".ant-select-dropdown:visible").getByTitle("符合", { exact: true }).click();
    await row.getByRole("button", { name: /^登记/ }).click();
    await expect(row.getByRole("button", { name: /^登记/ })).toBeDisabled();
  }
  const form = page.getByRole("region", { name: "签字完成" });
  await form.getByRole("textbox", { name: "抽查结论" }).fill("登录登记与实际相符");
  await sign(page, form, "inspector.one");
  await form.getByRole("button", { name: "签字完成" }).click();
  await expect(page.getByText(/inspector.one XX 于 .* 签字/)).toBeVisible();
  const pack = page.waitForEvent("download");
  await page.getByRole("link", { name: /下载证据包/ }).click();
  expect((await pack).suggestedFilename()).toMatch(/^spot-check-.*\.zip$/);
  await page.context().close();
});
