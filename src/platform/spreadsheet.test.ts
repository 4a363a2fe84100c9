import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readTable, writeTable } from "./spreadsheet.ts";
import { packZip, unpackZip } from "./zip-archive.ts";

const limits = { rowsMost: 100, columnsMost: 20, cellCharacters: 1_000 };
const text = (value: string) => new TextEncoder().encode(value);

function workbook(sheet: string, more: { name: string; bytes: Uint8Array }[] = []): Uint8Array {
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return packZip([
    {
      name: "[Content_Types].xml",
      bytes: text('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    },
    {
      name: "xl/workbook.xml",
      bytes: text(
        `<workbook xmlns:r="${relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      bytes: text(
        `<Relationships><Relationship Id="r1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    },
    { name: "xl/worksheets/sheet1.xml", bytes: text(sheet) },
    ...more,
  ]);
}

describe("tables from outside", () => {
  test("what we write as XLSX reads back as the same text, formulas included", async () => {
    const rows = [
      ["日期", "实训项目"],
      ["2026-06-01", "=1+1"],
      ["@x", "<b>&\"'"],
    ];
    const bytes = await writeTable([
      { title: "课表", rows },
      { title: "示例", rows: [["别的"]] },
    ]);
    expect(await readTable(bytes, limits)).toEqual({ ok: true, value: rows });
  });

  test.each([
    ["UTF-8", text('日期,开始\n"甲,乙","第二\n行"\n')],
    ["UTF-8 with a mark", text('\uFEFF日期,开始\n"甲,乙","第二\n行"\n')],
    [
      "GB18030",
      Uint8Array.from([
        0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xbf, 0xaa, 0xca, 0xbc, 0x0a, 0x22, 0xbc, 0xd7, 0x2c, 0xd2,
        0xd2, 0x22, 0x2c, 0x22, 0xb5, 0xda, 0xb6, 0xfe, 0x0a, 0xd0, 0xd0, 0x22, 0x0a,
      ]),
    ],
    ["UTF-16", new Uint8Array(Buffer.from('\uFEFF日期\t开始\n"甲,乙"\t"第二\n行"\n', "utf16le"))],
  ])("CSV in %s is read by its content", async (_name, bytes) => {
    expect(await readTable(bytes, limits)).toEqual({
      ok: true,
      value: [
        ["日期", "开始"],
        ["甲,乙", "第二\n行"],
      ],
    });
  });

  test.each<[string, Uint8Array]>([
    [
      "empty bytes of an image",
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    ],
    ["a cut archive", workbook("<worksheet/>").subarray(0, 200)],
    ["a ZIP without a sheet", packZip([{ name: "a.txt", bytes: text("x") }])],
    ["a name that climbs", packZip([{ name: "../xl/workbook.xml", bytes: text("x") }])],
    [
      "two entries of one name",
      packZip([
        { name: "a.xml", bytes: text("x") },
        { name: "A.xml", bytes: text("y") },
      ]),
    ],
    [
      "a document type",
      workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'),
    ],
    [
      "a cell in the last corner",
      workbook(
        '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
      ),
    ],
    [
      "a row beyond the limit",
      workbook(
        '<worksheet><sheetData><row r="5000"><c r="A5000" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
      ),
    ],
    ["too many lines", text("a\n".repeat(200))],
    ["too many columns", text(",".repeat(50))],
    ["a cell too long", text("x".repeat(5_000))],
    ["control characters", text("a\u0001b")],
  ])("refuses %s", async (_name, bytes) => {
    expect(await readTable(bytes, limits)).toMatchObject({
      ok: false,
      code: "timetable_unreadable",
    });
  });

  test("a bomb is refused by its declared size, and by its real one when it lies", () => {
    const zeros = Buffer.alloc(60 * 1024 * 1024);
    const packed = deflateRawSync(zeros);
    const honest = deflated("xl/workbook.xml", { packed, declaredBytes: zeros.length });
    const lying = deflated("xl/workbook.xml", { packed, declaredBytes: 1_000 });
    const most = { entriesMost: 10, unpackedBytes: 48 * 1024 * 1024 };
    expect(() => unpackZip(honest, most, () => true)).toThrow("zip_too_large");
    expect(() => unpackZip(lying, most, () => true)).toThrow("zip_entry");
  });

  test("a sheet that hides its size from the check costs a bounded thread, not the house", async () => {
    const far = workbook(
      '<worksheet><sheetData><row r="1"><c r="XF&#68;1&#48;48576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
    );
    expect(await readTable(far, limits)).toMatchObject({ ok: false });
  });
});

/** A one-entry archive with a deflated body whose declared size may lie. */
function deflated(name: string, body: { packed: Buffer; declaredBytes: number }): Uint8Array {
  const stored = Buffer.from(packZip([{ name, bytes: body.packed }]));
  const directory = stored.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  stored.writeUInt16LE(8, directory + 10);
  stored.writeUInt32LE(body.declaredBytes, directory + 24);
  return stored;
}
