import { expect, test, type Page } from "@playwright/test";
import { type CasServer, startCasServer } from "../fixture/cas-server.ts";
import { type RunningHouse, startHouse } from "../fixture/running-house.ts";
import { choose } from "./door.ts";

/**
 * The house by its name, so that the sign-in server is another site to the browser and passkeys are
 * had; both as in an institution.
 */
let house: RunningHouse;
let cas: CasServer;
let origin: string;
const admin = { login: "admin", password: "Correct-Horse-9-Battery" };
const own = "saffron-Quill-meadow-17";

test.beforeAll(async () => {
  house = await startHouse();
  origin = house.origin.replace("127.0.0.1", "localhost");
  cas = await startCasServer({ user: "wang", attributes: { employee_no: ["2019001"] } });
  const client = house.client();
  const name = "林管理员";
  const body = { code: house.setupCode(), institution: "示例中心", name, ...admin };
  await client.call("setup.finish", { body });
  const person = {
    name: "王 XX",
    category: "teacher",
    role: "teacher",
    personKey: "2019001",
  } as const;
  const opened = await client.call("accounts.open", {
    body: { ...person, login: "wang", expiresAtMs: null, venueIds: [] },
  });
  const teacher = house.client();
  const first = opened.oneTimeSecret;
  await teacher.call("sign-in.open", { body: { login: "wang", password: first } });
  await teacher.call("me.change-secret", { body: { current: first, next: own } });
  await teacher.call("sign-in.close", { body: { exit: "sign-out" } });
  await client.call("sign-in.close", { body: { exit: "sign-out" } });
});
test.afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await cas[Symbol.asyncDispose]();
});

async function signInAs(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("账号", { exact: true }).fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ exit: "sign-out" });
    await fetch("/api/sign-out", { method: "POST", headers, body });
  });
}

test("[S0-13a] the administrator connects the institution's sign-in, and a teacher comes in by it", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/providers`);
  await signInAs(page, admin.login, admin.password);
  await page.getByRole("button", { name: "新增认证服务" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, "协议", "CAS 3.0");
  await dialog.getByLabel("主机名").fill("127.0.0.1");
  await dialog.getByLabel("端口").fill(String(cas.port));
  await dialog.getByLabel("工号（学号）所在字段").fill("employee_no");
  await choose(page, "传输方式", "http");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText(`http://127.0.0.1:${cas.port}/cas`)).toBeVisible();
  await page.getByRole("button", { name: /^测试/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "测试" }).click();
  await expect(page.getByText("连接正常，应答符合协议")).toBeVisible();
  await signOut(page);
  await page.goto(origin);
  await page.getByRole("button", { name: "统一身份认证登录" }).click();
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
  await expect(page.getByText("王 XX").first()).toBeVisible();
  expect(page.url()).toBe(`${origin}/`);
  await signOut(page);
  cas.person = { user: "li", attributes: { employee_no: ["2019777"] } };
  await page.goto(origin);
  await page.getByRole("button", { name: "统一身份认证登录" }).click();
  await expect(page.getByText("身份认证已通过，但本系统没有您的账号。")).toBeVisible();
  expect(page.url()).toBe(`${origin}/`);
  await context.close();
});

test("[C-20] a passkey is added on the account's page and opens the next sign-in", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${origin}/me`);
  await signInAs(page, "wang", own);
  await page.getByRole("button", { name: "登记通行密钥" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill("教研室电脑");
  await dialog.getByLabel("密码").fill(own);
  await dialog.getByRole("button", { name: "继续" }).click();
  await expect(page.getByText("教研室电脑")).toBeVisible();
  await signOut(page);
  await page.goto(`${origin}/me`);
  await page.getByRole("button", { name: "使用通行密钥登录" }).click();
  await expect(page.getByText("教研室电脑")).toBeVisible();
  await page.getByRole("button", { name: "移除 教研室电脑" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  await expect(page.getByText("还没有登记通行密钥")).toBeVisible();
  await context.close();
});

test("[S0-13d] a page locked half-way shows nothing, and unlocked it has everything that was typed", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/lessons/plan`);
  await signInAs(page, admin.login, admin.password);
  const project = page.getByLabel("实训项目");
  await project.fill("心肺复苏实训");
  await lockAndUnlock(page);
  await expect(project).toHaveValue("心肺复苏实训");

  await page.goto(`${origin}/accounts`);
  await page.getByRole("button", { name: "新增账号" }).click();
  const name = page.getByRole("dialog").getByLabel("姓名");
  await name.fill("新来的人");
  await lockAndUnlock(page);
  await expect(name).toHaveValue("新来的人");
  await signOut(page);
  await context.close();
});

async function lockAndUnlock(page: Page): Promise<void> {
  await page.keyboard.press("Control+Alt+KeyL");
  await expect(page.getByRole("heading", { name: "页面已锁定" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator("input:visible")).toHaveCount(1);
  await page.getByLabel("密码", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "解锁" }).click();
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
}
