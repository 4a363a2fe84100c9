import { existsSync } from "node:fs";
import { type Page, chromium } from "@playwright/test";
import { type Moment, bytesAddress, segmentsAddress } from "./year.ts";

/** From the wish to the picture on the screen, in milliseconds, in a headless Chromium. */
export interface BrowserFigures {
  readonly fullSpeed: {
    readonly fragmentMs: readonly number[];
    readonly wholeMs: readonly number[];
  };
  readonly at20: { readonly fragmentMs: readonly number[]; readonly wholeMs: readonly number[] };
}

interface Wish {
  readonly origin: string;
  readonly cookie: string;
  readonly cameraId: string;
  readonly views: readonly { readonly moment: Moment; readonly viewingId: string }[];
}

const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) =>
  existsSync(path),
);
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const downloadBytesPerSecond = 20_000_000 / 8;
const pages = 4;

/** Undefined where there is no browser. */
export async function seekInBrowser(wish: Wish): Promise<BrowserFigures | undefined> {
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const context = await browser.newContext();
    const [name = "", value = ""] = wish.cookie.split("=");
    await context.addCookies([{ name, value, url: wish.origin }]);
    const page = await openPage(await context.newPage(), wish.origin);
    const asks = wish.views.map(({ moment: { atMs }, viewingId }) => {
      const index = segmentsAddress(viewingId, { cameraId: wish.cameraId, atMs });
      return { index, bytes: bytesAddress(viewingId), atMs };
    });
    // The first picture of a browser's life starts its decoder: not counted.
    for (const ask of asks.splice(0, 2)) await page.evaluate(showMoment, { ...ask, whole: false });
    const full = {
      fragmentMs: await inTurn(page, asks.splice(0, 14), false),
      wholeMs: await inTurn(page, asks.splice(0, 8), true),
    };
    await throttle(page);
    const fragmentMs = await inTurn(page, asks.splice(0, 14), false);
    const others = await Promise.all(
      Array.from({ length: pages }, async () => {
        const other = await openPage(await context.newPage(), wish.origin);
        await throttle(other);
        return other;
      }),
    );
    const each = others.map((other, at) => inTurn(other, asks.slice(at * 2, at * 2 + 2), true));
    return { fullSpeed: full, at20: { fragmentMs, wholeMs: (await Promise.all(each)).flat() } };
  } finally {
    await browser.close();
  }
}

/** An empty page of the house's own origin, so that nothing but the measured calls is under way. */
async function openPage(page: Page, origin: string): Promise<Page> {
  const address = `${origin}/bench-page`;
  await page.route(address, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><body></body>" }),
  );
  await page.goto(address);
  await page.unroute(address);
  return page;
}

async function throttle(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: downloadBytesPerSecond,
    uploadThroughput: downloadBytesPerSecond,
  });
}

async function inTurn(
  page: Page,
  asks: readonly Omit<Ask, "whole">[],
  whole: boolean,
): Promise<number[]> {
  const took: number[] = [];
  for (const ask of asks) took.push(await page.evaluate(showMoment, { ...ask, whole }));
  return took;
}

interface Ask {
  /** With `{segmentId}` where the id goes. */
  readonly bytes: string;
  readonly index: string;
  readonly atMs: number;
  readonly whole: boolean;
}

/** Runs in the page. The clock stops when the browser presents the frame of the moment. */
async function showMoment(ask: Ask): Promise<number> {
  interface Piece {
    readonly offsetBytes: number;
    readonly sizeBytes: number;
    readonly atMs: number;
  }
  interface Listed {
    readonly segmentId: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly sizeBytes: number;
    readonly init: { readonly sizeBytes: number };
    readonly tracks: readonly { readonly codecString: string }[];
    readonly fragments: readonly Piece[];
  }
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  const media = new MediaSource();
  video.src = URL.createObjectURL(media);
  await new Promise((resolve) => media.addEventListener("sourceopen", resolve, { once: true }));
  const start = performance.now();
  const { segments }: { segments: readonly Listed[] } = await (await fetch(ask.index)).json();
  const segment = segments.find((one) => one.startMs <= ask.atMs && ask.atMs < one.endMs);
  const fragment = segment?.fragments.findLast((one) => segment.startMs + one.atMs <= ask.atMs);
  if (segment === undefined || fragment === undefined)
    throw new Error("the moment is not in the index");
  const part = async (startByte: number, sizeBytes: number) => {
    const headers = { range: `bytes=${startByte}-${startByte + sizeBytes - 1}` };
    return (
      await fetch(ask.bytes.replace("{segmentId}", segment.segmentId), { headers })
    ).arrayBuffer();
  };
  const buffer = media.addSourceBuffer(
    `video/mp4; codecs="${segment.tracks.map((track) => track.codecString).join(",")}"`,
  );
  const append = async (bytes: ArrayBuffer) => {
    const done = new Promise((resolve, reject) => {
      buffer.addEventListener("updateend", resolve, { once: true });
      buffer.addEventListener("error", () => reject(new Error("the bytes cannot be played")), {
        once: true,
      });
    });
    buffer.appendBuffer(bytes);
    await done;
  };
  const wanted = ask.whole
    ? [part(0, segment.sizeBytes)]
    : [part(0, segment.init.sizeBytes), part(fragment.offsetBytes, fragment.sizeBytes)];
  for (const bytes of await Promise.all(wanted)) await append(bytes);
  const target = (ask.atMs - segment.startMs) / 1_000;
  // A whole file shows its first picture by itself: only the frame of the moment counts.
  const shown = new Promise<void>((resolve) => {
    const look = (_now: number, frame: { readonly mediaTime: number }): void => {
      if (Math.abs(frame.mediaTime - target) < 0.1) resolve();
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
  video.currentTime = target;
  const patience = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("no picture within 30 s")), 30_000),
  );
  await Promise.race([shown, patience]);
  const took = performance.now() - start;
  video.removeAttribute("src");
  video.load();
  video.remove();
  return took;
}
