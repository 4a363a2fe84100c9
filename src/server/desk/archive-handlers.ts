import { type BookletLine } from "../../contract/archive.ts";
import { formNames } from "../../contract/forms.ts";
import type { archiveRoutes } from "../../contract/routes/archive.ts";
import type { House } from "../../platform/house.ts";
import { type ArchivePorts, archive } from "../archive/index.ts";
import { sheets } from "../registers/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function archiveHandlers(): Handlers<keyof typeof archiveRoutes> {
  const ports: ArchivePorts = { typeset: sheets.typesetParticulars, booklet };
  const { typeset, booklet: bookletOf } = ports;
  return {
    "archive.read": ({ house, actor, params }) =>
      archive.read(house, actor, { ...params, bookletOf }),
    "archive.choose": ({ house, actor, params, body }) =>
      archive.choose(house, actor, { ...params, ...body, bookletOf }),
    "archive.confirm": ({ house, actor, params, body }) =>
      archive.confirm(house, actor, { ...params, ...body, bookletOf }),
    "archive.examine": ({ house, params }) => archive.examine(house, params),
    "archive.report": async ({ house, actor, params }) =>
      asFile(await archive.printReport(house, actor, { ...params, typeset }), "pdf"),
    "archive.retry": ({ house, actor, params }) =>
      archive.retry(house, actor, { ...params, bookletOf }),
    "archive.accept": ({ house, actor, params, body }) =>
      archive.accept(house, actor, { ...params, ...body, bookletOf }),
    "archive.package": ({ house, actor, params }) => archive.package(house, actor, params),
    "archive.handover": async ({ house, actor, params }) =>
      asFile(await archive.printHandover(house, actor, { ...params, typeset, bookletOf }), "pdf"),
    "archive.receive": ({ house, actor, params, body }) =>
      archive.receive(house, actor, { ...params, ...body, bookletOf }),
  };
}

/** Every sheet of every form printed in a span, form by form, the oldest first. */
async function booklet(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<BookletLine[]> {
  const lines: BookletLine[] = [];
  for (const form of formNames) {
    for (let beforeMs: number | undefined = span.toMs; beforeMs !== undefined;) {
      const page = await sheets.list(house, { form, beforeMs });
      if (!page.ok) break;
      const own = page.value.sheets.filter((sheet) => sheet.printedAtMs >= span.fromMs);
      lines.push(...own.map(bookletLine));
      const last: number | undefined = page.value.sheets.at(-1)?.printedAtMs;
      const more = page.value.more && own.length === page.value.sheets.length;
      beforeMs = more ? last : undefined;
    }
  }
  return lines.toSorted((a, b) => (a.serial < b.serial ? -1 : 1));
}

type PrintedSheet = Extract<
  Awaited<ReturnType<typeof sheets.list>>,
  { ok: true }
>["value"]["sheets"][number];

function bookletLine(sheet: PrintedSheet): BookletLine {
  const { sheetId, form, serial, pages, rows, printedAtMs, state, fileSha256 } = sheet;
  return { sheetId, form, serial, pages, rows, printedAtMs, state, fileSha256 };
}
