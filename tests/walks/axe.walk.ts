import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Browser, type Page } from "@playwright/test";
import {
  type Permission,
  roleNames,
  rolePermissions,
  type Role,
} from "../../src/contract/roles.ts";
import { startHouse } from "../fixture/running-house.ts";
import { zhCN } from "../../src/web/words/zh-CN.ts";
import { askForClip, type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";
import { picturesStand } from "./pictures.ts";
import { filled, webRoutes } from "./web-routes.ts";

/**
 * Every page for every role that may see it; in both languages, light and dark. The longest file by far:
 * its pages are independent, so each worker takes half with a house of its own.
 */
test.describe.configure({ mode: "parallel" });
let centre: FurnishedHouse;
let requestId = "";
let itemId = "";

test.beforeAll(async () => {
  test.setTimeout(180_000);
  centre = await openFurnishedHouse();
  requestId = await askForClip(centre);
  const kept = await centre.client("admin").call("retention.items", { query: { offset: 0 } });
  itemId = kept.items[0]?.itemId ?? "";
});

test.afterAll(async () => {
  await centre?.[Symbol.asyncDispose]();
});

const ofColours = ["color-contrast", "link-in-text-block"];
type Scheme = "light" | "dark";
interface Look {
  readonly role: Role;
  readonly language: "zh-CN" | "en";
  readonly schemes: readonly Scheme[];
}
const both: readonly Scheme[] = ["light", "dark"];
const plainBoth = { schemes: both, language: "zh-CN" } as const;

/**
 * Serious and critical findings of the page as it is now. Light and dark differ in colours alone, so the
 * dark look is judged by the rules about colours.
 */
async function findings(
  page: Page,
  where: string,
  { schemes, language }: Pick<Look, "schemes" | "language">,
): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await colour(page, colorScheme);
    // Rows of a list are alike: the first ones stand for all.
    const axe = new AxeBuilder({ page, ...(await rulesOf(page)) })
      .setLegacyMode(true)
      .exclude("tbody tr:nth-child(n+7)")
      .exclude(".entry-lines li:nth-child(n+5)");
    if (colorScheme === "dark") axe.withRules(ofColours);
    else axe.options({ resultTypes: ["violations"] });
    // The other language brings other names, not other colours.
    if (language === "en") axe.disableRules(ofColours);
    found.push(...grave(`${where} (${colorScheme})`, await axe.analyze()));
  }
  return found;
}

/** A browser may miss the change of what it is told to prefer, and does where it draws nothing: it is told again. */
async function colour(page: Page, colorScheme: Scheme): Promise<void> {
  await expect(async () => {
    await page.bringToFront();
    await page.emulateMedia({ colorScheme: "no-preference" });
    await page.emulateMedia({ colorScheme });
    const html = page.locator("html");
    await expect(html).toHaveAttribute("data-theme", colorScheme, { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await coloursStand(page);
}

/** Colours change by and by; half-way they are nobody's. */
async function coloursStand(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => !(one instanceof CSSTransition)),
  );
}

/** The rules are half a megabyte of script: where the document has them, they are not read again. */
async function rulesOf(page: Page): Promise<{ axeSource?: string }> {
  return (await page.evaluate(() => "axe" in window)) ? { axeSource: "void 0" } : {};
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

async function openPage(browser: Browser, of: Omit<Look, "schemes">): Promise<Page> {
  const page = await (await centre.open(browser, of.role)).newPage();
  await dress(page, of.language);
  return page;
}

async function dress(page: Page, language: Look["language"]): Promise<void> {
  await page.addInitScript((word) => localStorage.setItem("liuhen.language", word), language);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/** Nothing is still being read and every text stands. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeVisible();
  await expect(page.locator(".ant-skeleton")).toHaveCount(0);
}

/** Goes on inside the running app, as its links do, and waits until the page that was left is gone. */
async function goOn(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    for (const heading of document.querySelectorAll("h1")) heading.dataset["left"] = "yes";
    history.pushState({}, "", to);
  }, address);
  await expect(page.locator("h1[data-left]")).toHaveCount(0);
  await settled(page);
}

async function walk(browser: Browser, of: Look): Promise<string[]> {
  const page = await openPage(browser, of);
  await page.goto("/me");
  await settled(page);
  const found: string[] = [];
  for (const { path, permission } of webRoutes()) {
    if (!rolePermissions[of.role].includes(permission)) continue;
    const lessonId = path.endsWith("/change") ? centre.plannedLessonId : centre.lessonId;
    await goOn(page, filled(path, { lessonId, requestId, itemId, form: "F-20" }));
    if (judges(of.role, path, permission))
      found.push(...(await findings(page, `${of.role} ${of.language} ${path}`, of)));
  }
  await page.context().close();
  return found;
}

/** Language and colours are the same for everybody: one who sees nearly all and one who sees least stand for them. */
const everyLook: readonly Role[] = ["admin", "student"];

/** Pages that show each reader something of their own. */
const differing = ["/", "/lessons/$lessonId", "/requests/$requestId"];

/** Everybody visits every page of theirs; what those two were shown is not judged again. */
function judges(role: Role, path: string, permission: Permission): boolean {
  const shown = everyLook.some((other) => rolePermissions[other].includes(permission));
  return everyLook.includes(role) || differing.includes(path) || !shown;
}

function looksOf(role: Role): Look[] {
  const plain: Look = { role, language: "zh-CN", schemes: ["light"] };
  if (!everyLook.includes(role)) return [plain];
  return [
    { ...plain, schemes: both },
    { ...plain, language: "en" },
  ];
}

for (const look of roleNames.flatMap(looksOf)) {
  const { role, language, schemes } = look;
  test(`[screens] no page of the ${role} has a grave finding (${language}, ${schemes.join(" and ")})`, async ({
    browser,
  }) => {
    // Forty pages twice, on a machine that may do other things, too.
    test.setTimeout(480_000);
    expect(await walk(browser, look)).toEqual([]);
  });
}

interface Opening {
  readonly what: string;
  /** Who opens it, where it is not the administrator. */
  readonly role?: Role;
  readonly open: (page: Page) => Promise<void>;
}

const openings: readonly Opening[] = [
  {
    what: "search",
    open: async (page) => {
      await page.goto("/");
      await settled(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "搜索授课" }).fill("C01");
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
      const rooms = page.getByRole("region", { name: "场地与工位" });
      await expect(rooms.getByText("1 号实训室")).toBeVisible();
    },
  },
  {
    what: "notices",
    open: async (page) => {
      await page.goto("/requests?box=all");
      await expect(page.getByRole("link", { name: /^教学剪辑/ })).toBeVisible();
      await page.getByRole("button", { name: /^待办与提醒/ }).click();
      await expect(page.getByRole("link", { name: "全部待办" })).toBeVisible();
    },
  },
  {
    what: "a request for the police",
    open: async (page) => {
      await page.goto(`/requests/new?operation=police&lesson=${centre.lessonId}`);
      await expect(page.getByRole("group", { name: "法律文书" })).toBeVisible();
    },
  },
  {
    what: "new delegation",
    open: async (page) => {
      await page.goto("/delegations");
      await page.getByRole("button", { name: "新增委托" }).click();
      await expect(page.getByRole("img", { name: "手写签名区" })).toBeVisible();
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
    role: "teacher",
    open: async (page) => {
      await page.goto(`/lessons/${centre.lessonId}/recording`);
      const notice = page.getByRole("region", { name: zhCN.looking.noticeTitle });
      await expect(notice.or(page.locator("figure.tile").first())).toBeVisible();
      if (await notice.isVisible()) {
        await notice.getByRole("checkbox").check();
        await notice.getByRole("button").click();
      }
      await picturesStand(page, 4);
      await page.getByRole("button", { name: "证据: C01 全景" }).click();
      await expect(
        page.getByRole("dialog").getByRole("img", { name: "本浏览器已逐步核验成功" }),
      ).toBeVisible();
    },
  },
];

for (const { what, open, role = "admin" } of openings) {
  test(`[screens] opened over a page, "${what}" has no serious or critical finding`, async ({
    browser,
  }) => {
    const page = await openPage(browser, { role, language: "zh-CN" });
    await open(page);
    expect(await findings(page, what, plainBoth)).toEqual([]);
    await page.context().close();
  });
}

test("[screens] the doors before the house have no serious or critical finding", async ({
  browser,
}) => {
  await using fresh = await startHouse();
  const found: string[] = [];
  for (const language of ["zh-CN", "en"] as const) {
    const { login, oneTimeSecret } = await newcomer(language);
    const context = await browser.newContext();
    const first = await context.newPage();
    await dress(first, language);
    await first.goto(fresh.origin);
    await settled(first);
    found.push(...(await findings(first, `setup ${language}`, { schemes: both, language })));
    // A page on its way to another house no longer hears which colours are wanted.
    const page = await context.newPage();
    await dress(page, language);
    await page.goto(centre.house.origin);
    await settled(page);
    found.push(...(await findings(page, `sign-in ${language}`, { schemes: both, language })));
    await page.locator("input").first().fill(login);
    await page.locator("input[type=password]").fill(oneTimeSecret);
    await page.locator("button[type=submit]").click();
    await expect(page.locator("input[type=password]")).toHaveCount(3);
    found.push(...(await findings(page, `first secret ${language}`, { schemes: both, language })));
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
