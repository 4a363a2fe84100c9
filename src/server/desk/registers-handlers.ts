import { granted } from "../../contract/outcome.ts";
import type { registersRoutes } from "../../contract/routes/registers.ts";
import { type CasesOf, joinAccess, registers, sheets } from "../registers/index.ts";
import type { BytesAnswer, Handlers } from "./handler.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** `casesOf`: the cases, from the room that decides them. */
export function registersHandlers(casesOf: CasesOf): Handlers<keyof typeof registersRoutes> {
  return {
    "registers.list": ({ house }) => registers.list(house, casesOf),
    "registers.read": ({ house, actor, params, query }) =>
      registers.read(house, actor, { casesOf, ...params, ...query }),
    "registers.print": ({ house, actor, params, body }) =>
      sheets.print(house, actor, { casesOf, ...params, ...body }),
    "registers.print-case": ({ house, actor, params }) =>
      sheets.printCase(house, actor, { casesOf, ...params }),
    "registers.sheets": ({ house, params, query }) => sheets.list(house, { ...params, ...query }),
    "registers.sheet-file": async ({ house, params }) => {
      const file = await sheets.open(house, params.sheetId);
      return file.ok ? granted(asFile(file.value, "application/pdf")) : file;
    },
    "registers.table": async ({ house, actor, params, query }) => {
      const file = await registers.table(house, actor, { casesOf, ...params, ...query });
      return file.ok ? granted(asFile(file.value, xlsx)) : file;
    },
    "registers.pair": ({ house, actor, params, body }) =>
      sheets.pair(house, actor, { ...params, ...body }),
    "registers.note-stray": ({ house, actor, body }) => sheets.noteStray(house, actor, body.serial),
    "registers.reconcile": ({ house, query }) => sheets.reconcile(house, query),
    "registers.join": ({ house, query }) => joinAccess(house, casesOf, query),
  };
}

function asFile(
  file: { readonly bytes: Uint8Array; readonly fileName: string },
  mediaType: string,
): BytesAnswer {
  const { bytes, fileName } = file;
  return {
    mediaType,
    fileName,
    sizeBytes: bytes.length,
    read: (part) => bytes.subarray(part.startByte, part.endByte),
  };
}
