import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Browser, type Locator, type Page, expect, test } from "@playwright/test";
import { openHouseClient } from "../../src/platform/house-client.ts";
import { drawSignature } from "./draw-signature.ts";

/** What is due goes its way to the certificate: list, rest, form, director, two witnesses, execution. */
const script = fileURLToPath(new URL("./due-house.ts", import.meta.url));
const dayMs = 86_400_000;
const phone = { width: 390, height: 844 };

interface DueHouse {
  readonly origin: string;
  readonly people: readonly { readonly login: string; readonly password: string }[];
}

let child: ChildProcess;
let lines: AsyncIterator<string>;
let due: DueHouse;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  child = spawn(process.execPath, [script], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, LIUHEN_LOG: "error" },
  });
  if (child.stdout === null) throw new Error("the house tells where it is on its output");
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  due = JSON.parse(await answer("origin"));
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await ended;
});

/** The next line that tells this; what the house logs stands between. */
async function answer(key: string): Promise<string> {
  for (;;) {
    const next = await lines.next();
    if (next.done === true) throw new Error("the house ended");
    if (next.value.startsWith(`{"${key}"`)) return next.value;
  }
}

async function advance(ms: number): Promise<void> {
  child.stdin?.write(`${ms}\n`);
  await answer("atMs");
}

const secretOf = (login: string): string =>
  due.people.find((one) => one.login === login)?.password ?? "";

/** A page of somebody who has just signed in. */
async function pageOf(browser: Browser, login: string, viewport?: typeof phone): Promise<Page> {
  const client = openHouseClient(due.origin);
  await client.call("sign-in.open", { body: { login, password: secretOf(login) } });
  const context = await browser.newContext({
    baseURL: due.origin,
    ...(viewport === undefined ? {} : { viewport }),
  });
  const [name = "", value = ""] = client.cookie().split("=");
  await context.addCookies([{ name, value, url: due.origin }]);
  return context.newPage();
}

/** Somebody beside whoever is signed in shows who they are, and signs. */
async function present(page: Page, within: Locator, login: string): Promise<void> {
  await within.getByLabel("账号", { exact: true }).fill(login);
  await within.getByLabel("本人密码", { exact: true }).fill(secretOf(login));
  await drawSignature(page, within);
}

const chip = (page: Page) => page.locator(".destruction-note");

test("[S0-17.1, S0-17.2a, S0-17.2b, F-21, F-22] from what is due to its certificate", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const listing = await pageOf(browser, "admin.one");
  await listing.goto("/destruction");
  const held = listing.getByRole("row").filter({ hasText: "气管插管" });
  await expect(held).toContainText("冻结");
  await expect(held.getByRole("checkbox")).toBeDisabled();
  for (const project of ["心肺复苏实训", "静脉穿刺"])
    await listing.getByRole("row").filter({ hasText: project }).getByRole("checkbox").check();
  await listing.getByRole("button", { name: "列入清单（2 项）" }).click();
  await listing.getByRole("button", { name: "确认清单，进入冷静期" }).click();
  await expect(chip(listing)).toContainText("冷静期");
  const path = new URL(listing.url()).pathname;
  await expect(listing.getByRole("region", { name: "填写《留痕资料销毁审批表》" })).toHaveCount(0);

  await advance(7 * dayMs);
  const desk = await pageOf(browser, "admin.one");
  await desk.goto(path);
  const form = desk.getByRole("region", { name: "填写《留痕资料销毁审批表》" });
  await form.getByLabel("台账核对结论").fill("已逐项核对，与留存台账一致。");
  await form.getByLabel("后续使用/追溯需求确认").fill("教研室、教务处确认不再使用，无追溯需求。");
  await form.getByLabel("销毁地点").fill("中心机房");
  await drawSignature(desk, form);
  await form.getByLabel("再次输入登录密码").fill(secretOf("admin.one"));
  await form.getByRole("button", { name: "签字提交" }).click();
  await expect(chip(desk)).toContainText("待主任审批");

  const thumb = await pageOf(browser, "director.one", phone);
  await thumb.goto(path);
  const decision = thumb.getByRole("region", { name: "审批", exact: true });
  await decision.locator("label", { hasText: /^同意$/ }).click();
  await drawSignature(thumb, decision);
  await decision.getByLabel("再次输入登录密码").fill(secretOf("director.one"));
  await decision.getByRole("button", { name: "签署意见" }).click();
  await expect(decision).toHaveCount(0);

  // Both witnesses at the administrator's terminal; the same person twice is told the rule.
  await desk.reload();
  const first = desk.getByRole("group", { name: "监督人一" });
  await present(desk, first, "wang.one");
  await first.getByRole("button", { name: "到场签字" }).click();
  await expect(first).toContainText("已到场签字");
  const second = desk.getByRole("group", { name: "监督人二" });
  await present(desk, second, "wang.one");
  await second.getByRole("button", { name: "到场签字" }).click();
  await expect(second.getByRole("alert")).toContainText("两名工作人员现场监督");
  await present(desk, second, "li.one");
  await second.getByRole("button", { name: "到场签字" }).click();
  const execution = desk.getByRole("region", { name: "执行销毁" });
  await execution.getByLabel("本人密码").fill(secretOf("admin.one"));
  await execution.getByRole("button", { name: "立即销毁，不可恢复" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "立即销毁，不可恢复" }).click();

  await expect(desk.getByRole("region", { name: "执行进度" })).toContainText("2/2 项已校验不可读");
  await expect(desk.getByRole("region", { name: "本地介质" })).toContainText("未能发出 TRIM");
  await expect(desk.getByRole("link", { name: "销毁记录 F-22（未办结）" })).toBeVisible();
  const result = desk.getByRole("region", { name: "签署结果" });
  for (const login of ["wang.one", "li.one", "admin.one"]) {
    await present(desk, result, login);
    await result.getByRole("button", { name: "签署结果" }).click();
    if (login !== "admin.one") await expect(result.getByLabel("账号")).toHaveValue("");
  }
  await expect(chip(desk)).toContainText("已办结");
  const link = desk.getByRole("link", { name: "销毁记录 F-22", exact: true });
  const file = await desk.request.get((await link.getAttribute("href")) ?? "");
  expect(file.headers()["content-type"]).toContain("application/pdf");
  expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await expect(desk.getByRole("row").filter({ hasText: "second-place" }).first()).toContainText(
    "已校验不可读",
  );
});
