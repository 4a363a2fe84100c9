import { RecorderPlan } from "../../contract/plan.ts";
import type { House } from "../../platform/house.ts";
import { joinPath, readSmall } from "../../platform/vault-files.ts";
import { quiet } from "../ledger/index.ts";
import { findLines, noteAsked } from "./catalogue.store.ts";

const planBytes = 64 * 1024 * 1024;

/** The same for the plan file the recorder reads; nothing before the first plan. */
export async function noteWrittenPlan(house: House): Promise<number> {
  const text = await readSmall(joinPath(house.paths.plan, "plan.json"), planBytes);
  if (text === undefined) return 0;
  const plan = RecorderPlan.safeParse(JSON.parse(text));
  return plan.success ? notePlan(house, plan.data) : 0;
}

/**
 * Notes what the recorder's plan asks of each camera stream for every occasion that has begun, so that
 * a camera which never sent a picture leaves a gap and not silence (P-8). Returns how many were new.
 */
async function notePlan(house: House, plan: RecorderPlan): Promise<number> {
  const nowMs = house.clock.now();
  const asked = plan.cameras.flatMap(({ cameraId, label, streams, occasions }) =>
    occasions
      .filter((occasion) => occasion.startMs <= nowMs)
      .flatMap(({ id, startMs, endMs }) =>
        streams.map(({ stream }) => ({
          occasionId: id,
          cameraId,
          stream,
          siteId: house.siteId,
          label,
          asked: { startMs, endMs },
        })),
      ),
  );
  if (asked.length === 0) return 0;
  const rows = await findLines(house.db, [...new Set(asked.map((line) => line.occasionId))]);
  const known = new Map(
    rows.map((row) => [`${row.occasion_id} ${row.camera_id} ${row.stream}`, row]),
  );
  const changed = asked.filter((line) => {
    const row = known.get(`${line.occasionId} ${line.cameraId} ${line.stream}`);
    return row?.asked_start_ms !== line.asked.startMs || row.asked_end_ms !== line.asked.endMs;
  });
  if (changed.length === 0) return 0;
  await quiet(house, "what the plan asks of a stream is derived from the entered plan", (tx) =>
    noteAsked(tx, changed),
  );
  return changed.length;
}
