import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostileNames } from "../../tests/vectors/hostile-names.ts";
import { byteLength, collisionKey, namePart, safeName } from "./naming-characters.ts";
import {
  fileName,
  folderNames,
  joinNames,
  nameTemplates,
  officialName,
  watchNameFacts,
} from "./naming.ts";
import type { NameFacts } from "./naming.ts";

const example: NameFacts = {
  occasionId: "0196f5aa-0000-7000-8000-00000a1b2c3d",
  date: "2026-06-01",
  time: "0830",
  project: "心肺复苏实训",
  audiences: ["2024 级临床本科"],
  teachers: ["张 XX"],
  place: "1 号实训室",
};

/** Safe as one component on ext4, NTFS, SMB, in ZIP and in an S3 key; says what is wrong. */
function unsafe(name: string): string | undefined {
  if (byteLength(name) > 255) return "longer than 255 bytes";
  if (name.length > 255) return "longer than 255 UTF-16 units (NTFS)";
  if (name === "" || name === "." || name === "..") return "empty or dots";
  if (/[\\/:*?"<>|%#^`{}[\]~]/u.test(name)) return "reserved character";
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u.test(name))
    return "control, format, private or broken";
  if (/[\p{Zs}]/u.test(name.replaceAll(" ", ""))) return "a blank that is no space";
  if (/[. ]$/u.test(name)) return "ends with dot or space";
  if (/^[-. ]/u.test(name)) return "begins with hyphen, dot or space";
  if (/^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?: *\.|$)/iu.test(name)) return "device name";
  if (name !== name.normalize("NFC")) return "not NFC";
  return name.isWellFormed() ? undefined : "not well-formed";
}

describe("official names", () => {
  test("[S0-7] [C-01] the regulation's example renders byte for byte", () => {
    expect(officialName(example)).toBe(
      "【2026-06-01】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室",
    );
    expect(byteLength(officialName(example))).toBe(81);
  });

  test("[C-01] the literal rule and the plain form render by their own templates", () => {
    expect(officialName(example, "PLUS@1")).toBe(
      "【2026-06-01】 + 心肺复苏实训 + 2024 级临床本科 + 张 XX + 1 号实训室",
    );
    expect(officialName(example, "SAFE@1")).toBe(
      "【2026-06-01】心肺复苏实训-2024级临床本科-张XX-1号实训室",
    );
  });

  test.each([
    [["张三"], "张三"],
    [["张三", "李四"], "张三、李四"],
    [["张三", "李四", "王五"], "张三、李四等3人"],
    [Array.from({ length: 12 }, (_, at) => `教师${at}`), "教师0、教师1等12人"],
  ])("[C-05] teachers %j become %s", (teachers, joined) => {
    expect(joinNames(teachers)).toBe(joined);
    expect(officialName({ ...example, teachers })).toBe(
      `【2026-06-01】心肺复苏实训 - 2024 级临床本科 - ${joined}-1 号实训室`,
    );
  });

  test("[C-03] files carry start, camera and segment, and a sub-stream its own mark", () => {
    const base = "【2026-06-01】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室";
    expect(fileName(example, { label: "C03", stream: "main", number: 7 })).toBe(
      `${base}_0830_C03_S0007.mp4`,
    );
    expect(fileName(example, { label: "C03", stream: "sub", number: 7 })).toBe(
      `${base}_0830_C03sub_S0007.mp4`,
    );
    expect(fileName(example, { label: "C103", stream: "main", number: 12_345 })).toBe(
      `${base}_0830_C103_S12345.mp4`,
    );
  });

  test("[C-03] two lessons of one day × 8 cameras × 100 segments have 1,600 unique names", () => {
    const later = { ...example, occasionId: "0196f5aa-0000-7000-8000-00000a1b2c3e", time: "1400" };
    const names = new Set<string>();
    for (const facts of [example, later])
      for (let camera = 1; camera <= 8; camera++)
        for (let number = 1; number <= 100; number++)
          names.add(
            collisionKey(
              fileName(facts, {
                label: `C${String(camera).padStart(2, "0")}`,
                stream: "main",
                number,
              }),
            ),
          );
    expect(names.size).toBe(1_600);
    expect(folderNames(later)[0]).toBe(folderNames(example)[0]);
    expect(folderNames(later)[1]).not.toBe(folderNames(example)[1]);
  });

  test("a day of a 24-hour camera has a name of the same five parts", () => {
    const facts = watchNameFacts({
      occasionId: example.occasionId,
      date: "2026-06-01",
      place: "1 号实训室",
    });
    expect(officialName(facts)).toBe("【2026-06-01】全天录像 - 全体人员 - 系统自动-1 号实训室");
  });

  test("[C-04] unsafe characters become full-width look-alikes", () => {
    expect(namePart('a/b\\c:d*e?f"g<h>i|j')).toBe("a／b＼c：d＊e？f＂g＜h＞i｜j");
    expect(namePart("急救\u202e\u0000训练\u200b")).toBe("急救训练");
    expect(namePart("e\u0301")).toBe("\u00e9");
    expect(namePart(" 甲\n\u3000乙. ")).toBe("甲 乙．");
    expect(safeName("-rf", 255)).toBe("－rf");
    expect(safeName("CON.txt", 255)).toBe("CON＿.txt");
    expect(safeName("..", 255)).toBe("．．");
    expect(safeName("\u202e", 255)).toBe("＿");
  });

  test("[C-04] a long name shortens its audience behind a mark, never the date", () => {
    const name = officialName({ ...example, audiences: ["临床".repeat(60)] });
    expect(byteLength(name)).toBeLessThanOrEqual(207);
    expect(name).toMatch(/^【2026-06-01】心肺复苏实训 - (?:临床)+临?…1b2c3d - 张 XX-1 号实训室$/);
    const all = officialName({
      ...example,
      project: "项".repeat(120),
      audiences: ["班".repeat(120)],
      teachers: ["师".repeat(120)],
      place: "室".repeat(120),
    });
    expect(all).toMatch(/^【2026-06-01】项+… - …1b2c3d - 师+…-室+…?$/);
  });

  test("[C-04] 500 hostile texts are safe in every part, template and file", () => {
    expect(hostileNames.length).toBeGreaterThanOrEqual(500);
    const found: string[] = [];
    const look = (name: string, from: string) => {
      const fault = unsafe(name);
      if (fault !== undefined)
        found.push(`${fault}: ${JSON.stringify(from)} → ${JSON.stringify(name)}`);
    };
    for (const text of hostileNames) {
      look(safeName(text, 255), text);
      for (const template of nameTemplates)
        for (const facts of [
          { ...example, project: text },
          { ...example, audiences: [text, text, text] },
          { ...example, teachers: [text] },
          { ...example, place: text },
          { ...example, project: text, audiences: [text], teachers: [text, text], place: text },
        ]) {
          for (const folder of folderNames(facts, template)) look(folder, text);
          const file = fileName(
            facts,
            { label: "C9999", stream: "sub", number: 9_999_999, extension: "segment.json" },
            template,
          );
          look(file, text);
          expect(file.startsWith("【2026-06-01】")).toBe(true);
          expect(
            byteLength(`日常教学/2026/${folderNames(facts, template)[2]}/C9999/${file}`),
          ).toBeLessThanOrEqual(1_024);
        }
    }
    expect(found).toEqual([]);
  });
});

test("[S0-7] 10,000 fuzzed lessons have safe, unique names that the catalogue leads back to their facts", () => {
  const text = fc.oneof(
    fc.constantFrom(...hostileNames),
    fc.string({ unit: "binary", maxLength: 120 }),
    fc.string({ maxLength: 8 }),
  );
  const facts = fc.record({
    date: fc
      .date({ min: new Date("2020-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    time: fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}30`),
    project: text,
    audiences: fc.array(text, { minLength: 1, maxLength: 4 }),
    teachers: fc.array(text, { minLength: 1, maxLength: 4 }),
    place: text,
  });
  const seed = 20_260_601;
  const sets = fc.sample(facts, { numRuns: 10_000, seed }).map((one, at): NameFacts => {
    const id = `0196f5aa-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;

    return { ...one, occasionId: id };
  });
  // Every tenth repeats the five parts of the one before: the same lesson twice a day.
  for (let at = 9; at < sets.length; at += 10) {
    const before = sets[at - 1];
    const own = sets[at];
    if (before !== undefined && own !== undefined)
      sets[at] = { ...before, occasionId: own.occasionId };
  }
  const catalogue = new Map<string, NameFacts>();
  for (const one of sets) {
    const name = folderNames(one).find((candidate) => !catalogue.has(collisionKey(candidate)));
    expect(name, `seed ${seed}`).toBeDefined();
    if (name === undefined) continue;
    expect(unsafe(name)).toBeUndefined();
    catalogue.set(collisionKey(name), one);
  }
  expect(catalogue.size).toBe(10_000);
  const back = new Set([...catalogue.values()].map((one) => one.occasionId));
  expect(back.size).toBe(10_000);
  for (const one of sets) {
    const found = folderNames(one).map((name) => catalogue.get(collisionKey(name)));
    expect(found).toContainEqual(one);
  }
});
