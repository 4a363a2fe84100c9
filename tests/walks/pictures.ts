import { expect, type Page } from "@playwright/test";

/** What one picture element on the page shows at one moment. */
export interface PictureNow {
  readonly name: string;
  readonly seconds: number;
  readonly paused: boolean;
  readonly frames: number;
  /** What is written over the picture; empty while the picture itself is shown. */
  readonly over: string;
}

export interface Sample {
  readonly ticks: number;
  /** The player's clock, by its slider: whole seconds. */
  readonly clockMs: number;
  readonly pictures: readonly PictureNow[];
}

/** Looks at every picture of `container` every 50 ms, inside the page: no journey blurs the clocks. */
export function watchPictures(page: Page, container: string, forMs: number): Promise<Sample[]> {
  return page.evaluate(
    async ({ container, forMs }) => {
      const look = () => ({
        ticks: performance.now(),
        clockMs: Number(document.querySelector<HTMLInputElement>(".timeline-slider")?.value ?? 0),
        pictures: [...document.querySelectorAll(container)].flatMap((frame) => {
          const video = frame.querySelector("video");
          if (video === null) return [];
          return [
            {
              name: frame.getAttribute("aria-label") ?? "",
              seconds: video.currentTime,
              paused: video.paused,
              frames: video.getVideoPlaybackQuality().totalVideoFrames,
              over: frame.querySelector(".tile-over")?.textContent ?? "",
            },
          ];
        }),
      });
      const samples = [look()];
      while (samples.length === 0 || performance.now() - (samples[0]?.ticks ?? 0) < forMs) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        samples.push(look());
      }
      return samples;
    },
    { container, forMs },
  );
}

/** True when the element shows a picture of its own size, decoded. */
export function showsPicture(page: Page, label: string): Promise<boolean> {
  return page
    .getByLabel(label, { exact: true })
    .evaluate(
      (element) =>
        element instanceof HTMLVideoElement && element.videoWidth > 0 && element.readyState >= 2,
    );
}

/** Waits until so many cameras of a recording show their picture and nothing is written over it. */
export async function picturesStand(page: Page, count: number): Promise<void> {
  const ready = () =>
    page
      .locator("figure.tile video")
      .evaluateAll(
        (all) => all.filter((one) => one instanceof HTMLVideoElement && one.readyState >= 2).length,
      );
  await expect.poll(ready).toBe(count);
  await expect(page.locator(".tile-over")).toHaveCount(0);
}
