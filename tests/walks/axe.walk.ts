import AxeBuilder from "@axe-core/playwright";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  expect,
  test,
} from "@playwright/test";
import {
  type Permission,
  roleNames,
  rolePermissions,
  type Role,
} from "../../src/contract/roles.ts";
import { startHouse } from "../fixture/running-house.ts";
import { zhCN } from "../../src/web/words/zh-CN.ts";
import { askForClip, type FurnishedHouse, openFurnishedHouse } from "./furnished-house.ts";
import { goOn, settled } from "./going-on.ts";
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

/** Whose page in which words and colours. They stand from its first moment: a browser told later may not hear. */
interface Look {
  readonly role: Role;
  readonly language: "zh-CN" | "en";
  readonly scheme: "light" | "dark";
}

/**
 * Serious and critical findings of the page as it is now. Light and dark differ in colours alone, so the
 * dark look is judged by the rules about colours; the other language brings other names, not other colours.
 */
async function findings(page: Page, where: string, look: Omit<Look, "role">): Promise<string[]> {
  const { language, scheme } = look;
  await expect(page.locator("html")).toHaveAttribute("data-theme", scheme);
  await coloursStand(page);
  // Rows of a list are alike: the first ones stand for all.
  const axe = new AxeBuilder({ page, ...(await rulesOf(page)) })
    .setLegacyMode(true)
    .exclude("tbody tr:nth-child(n+7)")
    .exclude(".entry-lines li:nth-child(n+5)");
  if (scheme === "dark") axe.withRules(ofColours);
  else axe.options({ resultTypes: ["violations"] });
  if (language === "en") axe.disableRules(ofColours);
  const name = `${where} (${language}, ${scheme})`;
  return [...grave(name, await axe.analyze()), ...(await tooWide(page, name))];
}

/** What reaches beyond the screen; what scrolls by itself in a frame of its own does not. */
async function tooWide(page: Page, where: string): Promise<string[]> {
  const beyond = await page.evaluate(() => {
    const all = [document.documentElement, ...document.querySelectorAll("main")];
    return Math.max(...all.map((one) => one.scrollWidth - one.clientWidth));
  });
  return beyond > 1 ? [`${where} is ${beyond} px too wide`] : [];
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

async function openPage(browser: Browser, { role, language, scheme }: Look): Promise<Page> {
  return dressed(await centre.open(browser, role, seen({ language, scheme })), language);
}

/** English words are the longer ones: on a telephone they show what does not fit. */
const seen = ({ language, scheme }: Omit<Look, "role">): BrowserContextOptions => ({
  colorScheme: scheme,
  reducedMotion: "reduce",
  ...(language === "en" ? { viewport: { width: 390, height: 844 } } : {}),
});

async function dressed(context: BrowserContext, language: Look["language"]): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript((word) => localStorage.setItem("liuhen.language", word), language);
  return page;
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
      found.push(...(await findings(page, `${of.role} ${path}`, of)));
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

const chinese = { language: "zh-CN", scheme: "light" } as const;
const looks = [chinese, { ...chinese, scheme: "dark" }, { ...chinese, language: "en" }] as const;

const looksOf = (role: Role): Look[] =>
  (everyLook.includes(role) ? looks : [chinese]).map((look) => ({ role, ...look }));

for (const look of roleNames.flatMap(looksOf)) {
  const { role, language, scheme } = look;
  test(`[screens] no page of the ${role} has a grave finding (${language}, ${scheme})`, async ({
    browser,
  }) => {
    // Seventy pages, on a machine that may do other things, too.
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
  for (const scheme of ["light", "dark"] as const) {
    test(`[screens] opened over a page, "${what}" has no grave finding (${scheme})`, async ({
      browser,
    }) => {
      const look = { ...chinese, role, scheme };
      const page = await openPage(browser, look);
      await open(page);
      expect(await findings(page, what, look)).toEqual([]);
      await page.context().close();
    });
  }
}

test("[screens] the doors before the house have no grave finding", async ({ browser }) => {
  await using fresh = await startHouse();
  const found: string[] = [];
  for (const look of looks) {
    const { login, oneTimeSecret } = await newcomer(`new.${look.language}.${look.scheme}`);
    const context = await browser.newContext(seen(look));
    const page = await dressed(context, look.language);
    await page.goto(fresh.origin);
    await settled(page);
    found.push(...(await findings(page, "setup", look)));
    await page.goto(centre.house.origin);
    await settled(page);
    found.push(...(await findings(page, "sign-in", look)));
    await page.locator("input").first().fill(login);
    await page.locator("input[type=password]").fill(oneTimeSecret);
    await page.locator("button[type=submit]").click();
    await expect(page.locator("input[type=password]")).toHaveCount(3);
    found.push(...(await findings(page, "first secret", look)));
    await context.close();
  }
  expect(found).toEqual([]);
});

async function newcomer(word: string): Promise<{ login: string; oneTimeSecret: string }> {
  const login = word.toLowerCase();
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
