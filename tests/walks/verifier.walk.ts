import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { tamperings } from "../fixture/package-tamperings.ts";
import { unpack } from "../fixture/unpack.ts";

const file = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const address = new URL("../../dist/verify.html", import.meta.url).href;
const sample = file("tests/vectors/export-package-1.zip");

let folder: string;
let bag: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "liuhen-verifier-"));
  bag = unpack(sample, folder);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** From disk, and nothing asked of any network. */
async function open(page: Page): Promise<string[]> {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) asked.push(request.url());
  });
  page.on("pageerror", (error) => asked.push(String(error)));
  await page.goto(address);
  return asked;
}

const verdict = (page: Page) => page.locator("#verdict");

test("[S0-11.1] the verifier, opened from disk, finds an untouched package right: as ZIP and as folder", async ({
  page,
}) => {
  const asked = await open(page);
  await page.locator("#zip").setInputFiles(sample);
  await expect(verdict(page)).toHaveClass("right");
  await expect(verdict(page)).toContainText("全部属实");
  await expect(page.locator("#checks li.right")).toHaveCount(13);
  const key = readFileSync(join(bag, "data/proof/verifier-key"), "utf8").trim();
  await expect(verdict(page)).toContainText(key);
  await page.locator("#key").fill(key);
  await page.locator("#folder").setInputFiles(bag);
  await expect(verdict(page)).toHaveClass("right");
  await expect(verdict(page)).not.toContainText(key);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((one) => one.id)).toEqual([]);
  expect(asked).toEqual([]);
});

for (const { name, tamper, found } of tamperings)
  test(`[S0-11.1] the verifier in the browser: ${name}, found and named`, async ({ page }) => {
    const copy = join(folder, name.replaceAll(/\W/g, "-"));
    cpSync(bag, copy, { recursive: true });
    tamper(copy);
    await open(page);
    await page.locator("#folder").setInputFiles(copy);
    await expect(verdict(page)).toHaveClass("wrong");
    await expect(page.locator("#checks li.waiting")).toHaveCount(0);
    const wrong = page.locator("#checks li.wrong");
    const told: string[] = [];
    for (const row of await wrong.all()) {
      const check = ((await row.getAttribute("id")) ?? "").slice("check-".length);
      told.push(`${check} ${await row.locator(".about").textContent()}`);
    }
    const [, check = "", , about = ""] = /^\^(\S+) (\S+) (.*)\$?$/.exec(found.source) ?? [];
    const named = new RegExp(`^${check} .* ${about}`);
    expect(
      told.some((line) => named.test(line)),
      `${named.source}\n${told.join("\n")}`,
    ).toBe(true);
  });

test("[S0-11.1] an encrypted or broken file is told apart from a false one", async ({ page }) => {
  await open(page);
  const sealed = join(folder, "sealed.zip.age");
  writeFileSync(sealed, "age-encryption.org/v1\n-> scrypt\n");
  await page.locator("#zip").setInputFiles(sealed);
  await expect(verdict(page)).toContainText("请先用 age 解密");
  const broken = join(folder, "broken.zip");
  writeFileSync(broken, readFileSync(sample).subarray(0, 2_000));
  await page.locator("#zip").setInputFiles(broken);
  await expect(verdict(page)).toContainText("无法读取");
  const flipped = join(folder, "flipped.zip");
  const bytes = readFileSync(sample);
  const at = bytes.indexOf("moof") + 4_000;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(flipped, bytes);
  await page.locator("#zip").setInputFiles(flipped);
  await expect(verdict(page)).toHaveClass("wrong");
  await expect(page.locator("#check-payload")).toContainText("文件被修改");
});
