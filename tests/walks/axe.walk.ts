import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { roleNames, rolePermissions, type Role } from "../../src/contract/roles.ts";
import { startHouse } from "../fixture/running-house.ts";
import { type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";
import { filled, webRoutes } from "./web-routes.ts";

/** Every page for every role that may see it, in both languages, light and dark. */
let centre: FurnishedHouse;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
});

test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

/**
 * Serious and critical findings of the page as it is now. Light and dark differ in colours alone, so the
 * dark look is judged by the rule about colours.
 */
async function findings(page: Page, where: string): Promise<string[]> {
  await look(page, "light");
  const light = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .analyze();
  await look(page, "dark");
  const dark = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withRules(["color-contrast", "link-in-text-block"])
    .analyze();
  return [...grave(`${where} (light)`, light), ...grave(`${where} (dark)`, dark)];
}

async function look(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
}

type Results = Awaited<ReturnType<AxeBuilder["analyze"]>>;

function grave(where: string, { violations }: Results): string[] {
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => {
      const targets = nodes.slice(0, 3).map((node) => {
        const why = node.failureSummary?.split("\n")[1]?.trim() ?? "";
        return `${node.target.join(" ")}: ${why}`;
      });
      return `${where} ${id}: ${targets.join(" | ")}`;
    });
}

async function speak(page: Page, language: "zh-CN" | "en"): Promise<void> {
  await page.addInitScript((word) => localStorage.setItem("liuhen.language", word), language);
}

/** Nothing is still being read and every text stands. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeVisible();
  await expect(page.locator(".ant-skeleton")).toHaveCount(0);
}

async function walk(browser: Browser, role: Role, language: "zh-CN" | "en"): Promise<string[]> {
  const page = await (await centre.open(browser, role)).newPage();
  await speak(page, language);
  const found: string[] = [];
  for (const { path, permission } of webRoutes()) {
    if (!rolePermissions[role].includes(permission)) continue;
    const lessonId = path.endsWith("/change") ? centre.plannedLessonId : centre.lessonId;
    await page.goto(filled(path, lessonId));
    await settled(page);
    found.push(...(await findings(page, `${role} ${language} ${path}`)));
  }
  await page.context().close();
  return found;
}

for (const role of roleNames) {
  test(`[screens] no page of the ${role} has a serious or critical finding`, async ({
    browser,
  }) => {
    const found = await Promise.all([walk(browser, role, "zh-CN"), walk(browser, role, "en")]);
    expect(found.flat()).toEqual([]);
  });
}

const openings: readonly { readonly what: string; readonly open: (page: Page) => Promise<void> }[] =
  [
    {
      what: "search",
      open: async (page) => {
        await page.goto("/");
        await settled(page);
        await page.keyboard.press("Control+k");
        await page.keyboard.type("C01");
        await expect(page.getByRole("option").first()).toBeVisible();
      },
    },
    {
      what: "new camera",
      open: async (page) => {
        await page.goto("/places");
        await settled(page);
        await page.getByRole("button", { name: "新增摄像机" }).click();
        await page.getByRole("tab", { name: "ONVIF 探测" }).click();
        await expect(page.getByRole("button", { name: "探测", exact: true })).toBeVisible();
      },
    },
    {
      what: "venues",
      open: async (page) => {
        await page.goto("/places");
        await page.getByRole("tab", { name: "场地与工位" }).click();
        await expect(page.getByText("1 号实训室").first()).toBeVisible();
      },
    },
    {
      what: "new account",
      open: async (page) => {
        await page.goto("/accounts");
        await page.getByRole("button", { name: "新增账号" }).click();
        await expect(page.getByRole("dialog").getByLabel("姓名")).toBeVisible();
      },
    },
    {
      what: "proof of an entry",
      open: async (page) => {
        await page.goto("/ledger");
        await page
          .getByRole("button", { name: /^证据 \d+$/ })
          .first()
          .click();
        await expect(
          page.getByRole("dialog").getByRole("img", { name: "本浏览器已逐步核验成功" }),
        ).toBeVisible();
      },
    },
    {
      what: "proof of a segment",
      open: async (page) => {
        await page.goto(`/lessons/${centre.lessonId}/recording`);
        await page.getByRole("radio", { name: "质量监控" }).check();
        await page.getByRole("button", { name: "登记并查阅" }).click();
        await expect(page.locator(".tile-over")).toHaveCount(0);
        await page.getByRole("button", { name: "证据: C01 全景" }).click();
        await expect(
          page.getByRole("dialog").getByRole("img", { name: "本浏览器已逐步核验成功" }),
        ).toBeVisible();
      },
    },
  ];

for (const { what, open } of openings) {
  test(`[screens] opened over a page, "${what}" has no serious or critical finding`, async ({
    browser,
  }) => {
    const page = await (await centre.open(browser, "admin")).newPage();
    await open(page);
    expect(await findings(page, what)).toEqual([]);
    await page.context().close();
  });
}

test("[screens] the doors before the house have no serious or critical finding", async ({
  browser,
}) => {
  await using fresh = await startHouse();
  const found: string[] = [];
  for (const language of ["zh-CN", "en"] as const) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await speak(page, language);
    await page.goto(fresh.origin);
    await settled(page);
    found.push(...(await findings(page, `setup ${language}`)));
    await page.goto(centre.house.origin);
    await settled(page);
    found.push(...(await findings(page, `sign-in ${language}`)));
    const { login, oneTimeSecret } = await newcomer(language);
    await page.locator("input").first().fill(login);
    await page.locator("input[type=password]").fill(oneTimeSecret);
    await page.locator("button[type=submit]").click();
    await expect(page.locator("input[type=password]")).toHaveCount(3);
    found.push(...(await findings(page, `first secret ${language}`)));
    await context.close();
  }
  expect(found).toEqual([]);
});

async function newcomer(word: string): Promise<{ login: string; oneTimeSecret: string }> {
  const login = `new.${word.toLowerCase()}`;
  const body = {
    login,
    name: "新人",
    personKey: login,
    category: "staff",
    role: "auditor",
    expiresAtMs: null,
    venueIds: [],
  } as const;
  const { oneTimeSecret } = await centre
    .client("admin")
    .call("accounts.open", { body: { ...body, venueIds: [] } });
  return { login, oneTimeSecret };
}
