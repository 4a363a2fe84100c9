import { expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue } from "../../../tests/fixture/places.ts";
import type { CardItem } from "../../contract/readiness.ts";
import { systemClock } from "../../platform/clock.ts";
import { findFfmpeg } from "../../platform/ffmpeg.ts";
import { simulatedCameras, startSimulator } from "../../simulator/index.ts";
import { Watch } from "../detection/index.ts";
import { takeGlance } from "./glance.ts";
import { seeCameras } from "./see-cameras.ts";

test("[S0-4.3a] a look opens each camera for some seconds: picture, light, sound, clock and network are told, one that is off is red", async () => {
  await using t = await openTestHouse({ clock: systemClock });
  const simulator = await startSimulator({
    cameras: simulatedCameras(3),
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
    reportEveryMs: 500,
    user: "u",
    secret: "p",
  });
  try {
    const admin = t.actor("admin");
    const { venueId } = await makeVenue(t.house, admin);
    const made = [];
    for (const label of ["C01", "C02", "C03"]) {
      const { host, port, path } = simulator.sourceOf({ camera: label, stream: "main" });
      const source = { scheme: "rtsp", host, port, path, transport: "tcp" } as const;
      const main = { stream: "main", source, user: "u", secret: "p" } as const;
      made.push(
        await makeCamera(t.house, admin, cameraInput(venueId, { name: label, streams: [main] })),
      );
    }
    simulator.inject({ camera: "C02" }, { kind: "kill" });
    simulator.inject({ camera: "C03" }, { kind: "black" });
    const eyes = { watch: new Watch(t.house), glance: takeGlance };
    const began = performance.now();
    const [first, second, third] = await seeCameras(t.house, eyes, made);
    // All at the same time: three of them, one after the other, could take 36 s.
    expect(performance.now() - began).toBeLessThan(25_000);
    const state = (items: readonly CardItem[] | undefined, check: CardItem["check"]) =>
      items?.find((item) => item.check === check);
    expect(state(first?.items, "live")).toMatchObject({ state: "good" });
    expect(state(first?.items, "network")).toMatchObject({
      state: "good",
      figures: { packetsLost: 0 },
    });
    expect(Math.abs(state(first?.items, "clock")?.figures.offsetMs ?? 9_999)).toBeLessThan(1_000);
    expect(second?.items.filter((item) => item.state === "good")).toEqual([]);
    expect(["unreachable", "lost"]).toContain(state(second?.items, "live")?.cause);
    if (findFfmpeg() === undefined) return;
    expect(state(first?.items, "light")).toMatchObject({ state: "good" });
    expect(state(first?.items, "sound")?.state).toBe("good");
    for (const { jpeg } of [first, third].filter((one) => one !== undefined))
      expect([...(jpeg ?? [])].slice(0, 2)).toEqual([0xff, 0xd8]);
    expect(state(third?.items, "picture")).toMatchObject({ state: "bad", cause: "black" });
  } finally {
    await simulator.stop();
  }
}, 60_000);
