import type { HouseClient } from "../platform/house-client.ts";
import type { Furnished } from "./demo-furnish.ts";

/** A request that waits for the director, so that a newcomer has something to sign. Gives its number. */
export async function fileDemoRequest(client: HouseClient, furnished: Furnished): Promise<string> {
  const filed = await client.call("requests.file", {
    body: {
      operation: "clip",
      purpose: "teaching-research",
      reason: "集体备课：截取胸外按压的手法示范",
      lessonIds: [furnished.lesson.lessonId],
      cameraIds: [],
      span: null,
      window: null,
      unit: "急救教研室",
      handler: "张 XX",
      contact: "内线 8001",
      returnDueMs: null,
      paperIds: [],
    },
  });
  return filed.serial;
}
