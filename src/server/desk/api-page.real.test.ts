import { chromium } from "@playwright/test";
import { expect, test } from "vitest";
import { openTestDesk } from "../../../tests/fixture/desk.ts";
import { systemClock } from "../../platform/clock.ts";

test("the API page draws itself in a browser without asking anybody but the house", async () => {
  await using desk = await openTestDesk();
  const address = await desk.app.listen({ host: "127.0.0.1", port: 0 });
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox"],
  });
  const page = await browser.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  page.on(
    "console",
    (message) => void (message.type() === "error" && complaints.push(message.text())),
  );
  page.on("pageerror", (cause) => void complaints.push(String(cause)));
  await page.goto(`${address}/api/docs/`);
  await page.getByText("是否尚待初始化").first().waitFor({ timeout: 60_000 });
  await systemClock.sleep(2_000);
  const foreign = asked.filter((url) => !url.startsWith(address) && !/^(?:data|blob):/.test(url));
  await browser.close();
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});
