import { expect, test } from "vitest";
import { openDestructionHouse, plainPorts, settle } from "../../../tests/fixture/destruction.ts";
import { value } from "../../../tests/fixture/places.ts";
import { granted } from "../../contract/outcome.ts";
import { act, sequenceNow } from "../ledger/index.ts";
import { items } from "../retention/index.ts";
import { destructions } from "./index.ts";

test("[S0-17.3, F-22] paper is in no list of recordings, goes by the archives' number, and has its own line of F-22", async () => {
  await using d = await openDestructionHouse();
  const { house, admin, director } = d;
  const nowMs = house.clock.now();
  const sheetId = house.newId();
  const printed = {
    sheetId,
    form: "F-20" as const,
    serial: "F-20-2026-0001",
    fromMs: nowMs - 86_400_000,
    toMs: nowMs,
    rows: 1,
    firstRow: "2026-000001",
    lastRow: "2026-000001",
    requestId: null,
    rowsSha256: "0".repeat(64),
    fileSha256: "0".repeat(64),
    ledgerSize: 0,
  };
  await act(house, admin.actor, "register.printed@1", async () =>
    granted({ value: undefined, subject: { type: "register", id: sheetId }, body: printed }),
  );
  await sequenceNow(house);
  await settle(house);
  await d.passYears();
  const { candidates } = value(await destructions.candidates(house));
  const paper = candidates.find((one) => one.name === printed.serial);
  expect(paper).toMatchObject({ homeId: null, selectable: false, why: [] });
  const itemId = paper?.itemId ?? "";
  expect(await destructions.listItems(house, admin.actor, { itemIds: [itemId] })).toMatchObject({
    code: "item_not_footage",
  });
  const ask = { itemId, typeset: plainPorts.typeset };
  expect(await destructions.printDisposal(house, admin.actor, ask)).toMatchObject({
    code: "not_found",
  });
  const dispose = (reference: string) =>
    items.dispose(house, admin.actor, { itemId, reference, signing: admin.signing });
  expect(await dispose("")).toMatchObject({ code: "reference_missing" });
  value(await dispose("档处〔2029〕12 号"));
  const record = value(await destructions.printDisposal(house, director.actor, ask));
  expect(record.fileName).toMatch(/^F-22-2026-\d+\.pdf$/);
  const sheet: unknown = JSON.parse(Buffer.from(record.bytes).toString());
  expect(sheet).toMatchObject({
    title: "留痕资料销毁记录（纸质及实物）",
    rows: [
      { title: "资料编号" },
      { title: "资料名称", text: printed.serial },
      { title: "资料种类", text: "实训台账" },
      { title: "留存类别" },
      { title: "形成日期", text: "2026-06-01" },
      { title: "到期日", text: "2029-06-02" },
      { title: "方式" },
      { title: "处置文号", text: "档处〔2029〕12 号" },
      { title: "处置时间" },
      { title: "办理人签字", marks: [{ strokes: null }] },
    ],
  });
});
