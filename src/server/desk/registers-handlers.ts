import type { registersRoutes } from "../../contract/routes/registers.ts";
import { type CasesOf, joinAccess, registers, sheets } from "../registers/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

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
    "registers.sheet-file": async ({ house, params }) =>
      asFile(await sheets.open(house, params.sheetId), "pdf"),
    "registers.table": async ({ house, actor, params, query }) =>
      asFile(await registers.table(house, actor, { casesOf, ...params, ...query }), "xlsx"),
    "registers.pair": ({ house, actor, params, body }) =>
      sheets.pair(house, actor, { ...params, ...body }),
    "registers.note-stray": ({ house, actor, body }) => sheets.noteStray(house, actor, body.serial),
    "registers.reconcile": ({ house, query }) => sheets.reconcile(house, query),
    "registers.join": ({ house, query }) => joinAccess(house, casesOf, query),
  };
}
