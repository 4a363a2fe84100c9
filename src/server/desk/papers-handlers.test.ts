import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Guest, type TestDesk, testOrigin } from "../../../tests/fixture/desk.ts";
import { openWholeDesk } from "../../../tests/fixture/whole-desk.ts";
import { hostilePapers } from "../../../tests/vectors/hostile-papers.ts";
import { latin, pdf, png } from "../../../tests/vectors/paper-makers.ts";

const boundary = "----paper";

function form(fileName: string, bytes: Uint8Array): Buffer {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/html\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, latin(`\r\n--${boundary}--\r\n`)]);
}

describe("papers at the desk", () => {
  let t: TestDesk;
  let keeper: Guest;
  let auditor: Guest;
  beforeAll(async () => {
    t = await openWholeDesk();
    keeper = await t.guest("admin");
    auditor = await t.guest("auditor");
  });
  afterAll(() => t[Symbol.asyncDispose]());

  const keep = (bytes: Uint8Array, kind = "letter", fileName = "a.html") =>
    t.call({
      as: keeper,
      method: "POST",
      url: `/api/papers/${kind}`,
      headers: {
        origin: testOrigin,
        "content-type": `multipart/form-data; boundary=${boundary}`,
      },
      payload: form(fileName, bytes),
    });
  const fetch = (as: Guest, paperId: string) =>
    t.call({ as, method: "GET", url: `/api/papers/${paperId}/file` });

  test("a paper goes out as a file of its true kind, sandboxed, never as a page of ours", async () => {
    const kept = await keep(pdf(), "letter", "../x\\<script>.html");
    expect(kept.statusCode).toBe(200);
    const { paperId } = kept.json<{ paperId: string }>();
    const answer = await fetch(keeper, paperId);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload).toEqual(pdf());
    expect(answer.headers["content-type"]).toBe("application/pdf");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["content-security-policy"]).toContain("sandbox");
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(String(answer.headers["content-disposition"])).toMatch(/^attachment; /);
    expect(String(answer.headers["content-disposition"])).not.toMatch(/[<>\\]|\.\.\//);
  });

  test("somebody else gets the same answer for a paper there is and one there is not", async () => {
    const { paperId } = (await keep(png())).json<{ paperId: string }>();
    const there = await fetch(auditor, paperId);
    const nowhere = await fetch(auditor, t.house.newId());
    expect(there.statusCode).toBe(404);
    expect(there.body).toBe(nowhere.body);
  });

  test("who reads registers reads the scan of a sheet, and no other paper", async () => {
    const scan = (await keep(png(), "signed-scan")).json<{ paperId: string }>();
    expect((await fetch(auditor, scan.paperId)).statusCode).toBe(404);
    const body = { fromMs: t.clock.now() - 86_400_000, toMs: t.clock.now() + 1_000 };
    const url = "/api/registers/F-07/sheets";
    const printed = await t.call({ as: keeper, method: "POST", url, payload: body });
    const [sheet] = printed.json<{ sheets: { sheetId: string }[] }>().sheets;
    const paired = await t.call({
      as: keeper,
      method: "PUT",
      url: `/api/register-sheets/${sheet?.sheetId}/paper`,
      payload: { state: "scanned", paperId: scan.paperId },
    });
    expect(paired.statusCode).toBe(200);
    expect((await fetch(auditor, scan.paperId)).statusCode).toBe(200);
  });

  test("hostile samples are refused with a reason, whatever they are called", async () => {
    for (const [, bytes, fault] of hostilePapers.filter((_, at) => at % 40 === 0)) {
      const answer = await keep(bytes, "legal", "公函.pdf");
      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toMatchObject({ code: "paper_refused", facts: { reason: fault } });
    }
  });
});
