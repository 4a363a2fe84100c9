import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { delimitedRows } from "./delimited.ts";
import { deviceHeadings, guessedMapping, readDeviceSheet } from "./device-sheet.ts";
import { readDeviceStatements, statementExtensions } from "./device-statements.ts";

const documented = [
  "time_s,kind,depth_mm,residual_mm,hand,volume_ml,lasts_s",
  "0,compression,52.3,1,right,,",
  "0.55,compression,49,,wrong,,",
  "16.2,breath,,,,480,1.1",
].join("\r\n");
const read = (text: string) => readDeviceSheet(text, guessedMapping(deviceHeadings(text)));

describe("[S0-5.3.2] what a manikin exports", () => {
  test("the documented table is read as it is", () => {
    expect(read(documented)).toEqual({
      faults: [],
      events: {
        compressions: [
          { atMs: 0, depthMm: 52.3, residualMm: 1, handRight: true },
          { atMs: 550, depthMm: 49, residualMm: null, handRight: false },
        ],
        breaths: [{ atMs: 16_200, volumeMl: 480, lastsMs: 1_100 }],
      },
    });
  });

  test("another export maps to it: other names, semicolons, decimal commas, centimetres, clock times", () => {
    const text = "时刻;按压深度 (cm);回弹 (cm);潮气量\n00:01:02,5;5,25;0,1;\n01:03,0;;;500\n";
    const guessed = guessedMapping(deviceHeadings(text));
    expect(guessed).toMatchObject({
      columns: { time: "时刻", depth: "按压深度 (cm)", residual: "回弹 (cm)", volume: "潮气量" },
      depthUnit: "cm",
    });
    expect(readDeviceSheet(text, { ...guessed, timeUnit: "clock" })).toEqual({
      faults: [],
      events: {
        compressions: [{ atMs: 62_500, depthMm: 52.5, residualMm: 1, handRight: null }],
        breaths: [{ atMs: 63_000, volumeMl: 500, lastsMs: null }],
      },
    });
  });

  test("every row that cannot be taken is named with its reason", () => {
    const rows = [
      "x,compression,50,,,,",
      "1,massage,50,,,,",
      "2,compression,-5,,,,",
      "3,compression,500,,,,",
      "4,compression,50,a,,,",
      "5,compression,50,,maybe,,",
      "6,breath,,,,99999,",
      "7,breath,,,,,x",
    ];
    const [head = ""] = documented.split("\r\n");
    expect(read([head, ...rows].join("\n")).faults).toEqual([
      { row: 2, fault: "time" },
      { row: 3, fault: "kind" },
      { row: 4, fault: "depth" },
      { row: 5, fault: "depth" },
      { row: 6, fault: "residual" },
      { row: 7, fault: "hand" },
      { row: 8, fault: "volume" },
      { row: 9, fault: "lasts" },
    ]);
    expect(read(head).faults).toEqual([{ row: 0, fault: "no-events" }]);
    expect(read('a,"b').faults).toEqual([{ row: 0, fault: "not-text" }]);
    const wrong = { ...guessedMapping(deviceHeadings(documented)) };
    const elsewhere = { ...wrong, columns: { ...wrong.columns, depth: "deepness" } };
    expect(readDeviceSheet(documented, elsewhere).faults).toEqual([
      { row: 0, fault: "no-heading" },
    ]);
    const long = [head, ...Array.from({ length: 7_001 }, (_, at) => `${at},,50,,,,`)].join("\n");
    expect(read(long).faults).toEqual([{ row: 0, fault: "too-many" }]);
  });

  test("cells come back from a delimited text whatever stands in them", () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.trim());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(",", ";", "\t"),
        (rows, mark) => {
          const head = ["a", "b", "c"];
          const text = [head, ...rows]
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(mark))
            .join("\r\n");
          const kept = rows.filter((row) => row.some((one) => one !== ""));
          expect(delimitedRows(text)?.map(({ cells }) => cells)).toEqual([head, ...kept]);
        },
      ),
    );
  });

  test("statements are read from a list or a store's answer; others among them are passed over", () => {
    const said = (timestamp: string, extensions: Record<string, unknown>) => ({
      actor: { account: { name: "p-17", homePage: "https://example.org" } },
      verb: { id: "https://example.org/did" },
      timestamp,
      result: { extensions },
    });
    const { compression, breath } = statementExtensions;
    const statements = [
      said("2026-06-01T08:30:00.500+08:00", { [compression]: { depthMm: 53.27, handRight: true } }),
      said("2026-06-01T00:30:01Z", { [breath]: { volumeMl: 450, lastsMs: 900 } }),
      said("2026-06-01T00:30:02Z", { "https://example.org/other": 1 }),
    ];
    const startedAtMs = Date.UTC(2026, 5, 1, 0, 30, 0, 500);
    const expected = {
      startedAtMs,
      faults: [],
      events: {
        compressions: [{ atMs: startedAtMs, depthMm: 53.3, residualMm: null, handRight: true }],
        breaths: [{ atMs: startedAtMs + 500, volumeMl: 450, lastsMs: 900 }],
      },
    };
    expect(readDeviceStatements(JSON.stringify(statements))).toEqual(expected);
    expect(readDeviceStatements(JSON.stringify({ statements, more: "" }))).toEqual(expected);
    const bad = [said("yesterday", {}), said("2026-06-01T00:30:02Z", { [compression]: {} })];
    expect(readDeviceStatements(JSON.stringify(bad)).faults).toEqual([
      { row: 1, fault: "time" },
      { row: 2, fault: "depth" },
    ]);
    expect(readDeviceStatements("{").faults).toEqual([{ row: 0, fault: "not-text" }]);
    expect(readDeviceStatements("[]").faults).toEqual([{ row: 0, fault: "no-events" }]);
  });
});
