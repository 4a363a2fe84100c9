import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const browsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = browsers.find((path) => existsSync(path));

/** They need no furnished house and run while it is made: the others begin when both are done. */
const early = ["coming-in", "destruction", "supervision", "verifier"].map(
  (name) => `${name}.walk.ts`,
);

/** Slow tests with real processes, real RTSP and a real browser. */
export default defineConfig({
  testDir: ".",
  globalSetup: "./cameras.ts",
  projects: [
    { name: "furnish", testMatch: "furnish.setup.ts" },
    { name: "early", testMatch: early },
    { name: "walks", testMatch: "*.walk.ts", testIgnore: early, dependencies: ["furnish"] },
  ],
  workers: 2,
  fullyParallel: false,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  outputDir: "../../test-results",
  use: {
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    actionTimeout: 15_000,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--autoplay-policy=no-user-gesture-required",
      ],
    },
  },
});
