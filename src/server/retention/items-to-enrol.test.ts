import { describe, expect, test } from "vitest";
import { dayStart } from "../../kernel/local-time.ts";
import { classEnd } from "../../kernel/retention/classes.ts";
import type { ToldHome } from "../vault/index.ts";
import { itemOfHome, itemsOfYear } from "./items-to-enrol.ts";

const timeZone = "Asia/Shanghai";
const startMs = dayStart("2026-06-01", timeZone) + 8 * 3_600_000;
const home: ToldHome = {
  homeId: "019e0000-0000-7000-8000-000000000001",
  kind: "lesson",
  partition: "daily-teaching",
  officialName: "【2026-06-01】心肺复苏实训",
  place: "1 号实训室",
  path: "日常教学/2026/x",
  startMs,
  endMs: startMs + 3_600_000,
  snapshot: { activity: "daily-teaching", scene: "first-aid" },
  chosenAtMs: startMs,
  objects: 2,
  sizeBytes: 10,
  labels: ["C01"],
};

describe("a folder of the vault as an item", () => {
  test("[S0-8.3.1] [S0-8.3.2] [S0-8.3.4] a lesson's class follows its activity and scene", () => {
    const as = (activity: string, scene: string) =>
      itemOfHome({ ...home, snapshot: { activity, scene } }).class;
    expect(as("daily-teaching", "first-aid")).toBe("T3");
    expect(as("daily-teaching", "final-exam")).toBe("T5");
    expect(as("skills-exam", "skills-practice")).toBe("T5");
    expect(as("contest", "skills-contest")).toBe("T5");
    expect(as("external-training", "first-aid")).toBe("AG");
    // A snapshot that tells nothing: the partition does, and never for a shorter time.
    expect(itemOfHome({ ...home, snapshot: {}, partition: "contest" }).class).toBe("T5");
    expect(itemOfHome({ ...home, snapshot: {} }).class).toBe("T3");
  });

  test("[N-05] a day of a 24-hour camera rolls after thirty days", () => {
    const day = {
      startMs: dayStart("2026-06-01", timeZone),
      endMs: dayStart("2026-06-02", timeZone),
    };
    const item = itemOfHome({
      ...home,
      ...day,
      kind: "watch",
      partition: "operations",
      snapshot: {},
    });
    expect(item).toMatchObject({ source: "watch-day", class: "V30", partition: "operations" });
    const end = classEnd(item.class, { endMs: item.endedMs ?? 0, timeZone });
    expect(end.untilMs).toBe(dayStart("2026-07-02", timeZone));
  });

  test("[N-01] the term runs from the last recorded minute, also where the tail crosses midnight", () => {
    const late = dayStart("2026-06-02", timeZone);
    const { span, endedMs } = itemOfHome({
      ...home,
      endMs: late - 60_000,
      snapshot: { ...home.snapshot, recordFromMs: startMs - 600_000, recordToMs: late + 240_000 },
    });
    expect(span).toEqual({ startMs: startMs - 600_000, endMs: late + 240_000 });
    expect(endedMs).toBe(late + 240_000);
  });
});

test("[N-06] [C-50] a year's logs, sign-ins, data and checks are kept from the year's end", () => {
  const items = itemsOfYear(2028, timeZone);
  expect(items.map((item) => [item.source, item.class])).toEqual([
    ["year-log", "T3"],
    ["year-sign-ins", "SI"],
    ["year-data", "T3"],
    ["year-checks", "CK"],
  ]);
  for (const item of items) {
    const end = classEnd(item.class, { endMs: item.endedMs ?? 0, timeZone });
    expect(end.untilMs, item.source).toBe(dayStart("2032-01-01", timeZone));
  }
});
