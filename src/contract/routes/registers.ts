import { z } from "zod";
import { FormName, SheetState } from "../forms.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { limits } from "../limits.ts";
import { LookRight } from "../looking.ts";
import { route } from "../route.ts";

const Form = z.strictObject({ form: FormName });
const Period = z.strictObject({ fromMs: z.coerce.number().int(), toMs: z.coerce.number().int() });
const Search = z.string().trim().max(limits.nameCharacters).optional();

/** One line of a register: its running number of the year, its cells in the order of the columns. */
export const RegisterRow = z.strictObject({
  /** `2026-000012` */
  number: z.string(),
  atMs: Ms,
  cells: z.array(z.string()),
  /** The case it belongs to, for those who may open it. */
  requestId: Id.nullable(),
});
export type RegisterRow = z.infer<typeof RegisterRow>;

/** One printed sheet: at most `limits.sheetRows` lines, with a serial number without holes. */
export const Sheet = z.strictObject({
  sheetId: Id,
  form: FormName,
  /** `F-20-2026-0007` */
  serial: z.string(),
  fromMs: Ms,
  toMs: Ms,
  rows: z.int(),
  /** First and last running number on it; empty where there is no line. */
  firstRow: z.string(),
  lastRow: z.string(),
  /** The one case on it, where it is no page of a register. */
  requestId: Id.nullable(),
  pages: z.int(),
  /** SHA-256 of the lines' canonical text, as printed at its foot. */
  rowsSha256: Sha256Hex,
  fileSha256: Sha256Hex,
  ledgerSize: z.int(),
  printedAtMs: Ms,
  printedBy: z.string(),
  state: SheetState,
  stateAtMs: Ms.nullable(),
  stateBy: z.string().nullable(),
  paperId: Id.nullable(),
});
export type Sheet = z.infer<typeof Sheet>;

export const Reconciliation = z.strictObject({
  printed: z.int(),
  /** Sheets whose signed paper is back, scanned or not. */
  matched: z.int(),
  /** Sheets whose paper is not back: the list to work through. */
  missingPaper: z.array(Sheet),
  /** Papers in the binder whose serial number no sheet has. */
  missingElectronic: z.array(
    z.strictObject({ serial: z.string(), notedAtMs: Ms, notedBy: z.string() }),
  ),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

/** Every viewing against what allows it (I-03, I-04); the difference is what an inspector asks for. */
export const AccessJoin = z.strictObject({
  viewings: z.int(),
  byRight: z.array(z.strictObject({ right: LookRight, viewings: z.int() })),
  byGrant: z.int(),
  grantUses: z.int(),
  registerRows: z.int(),
  unmatched: z.array(
    z.strictObject({ entryId: Id, atMs: Ms, name: z.string(), serial: z.string().nullable() }),
  ),
});
export type AccessJoin = z.infer<typeof AccessJoin>;

export const registersRoutes = {
  "registers.list": route({
    method: "GET",
    path: "/api/registers",
    permission: "register.read",
    audit: { none: "read" },
    title: { zh: "登记表目录", en: "The registers" },
    answer: z.strictObject({
      registers: z.array(
        z.strictObject({ form: FormName, rows: z.int(), sheets: z.int(), waiting: z.int() }),
      ),
    }),
  }),
  "registers.read": route({
    method: "GET",
    path: "/api/registers/{form}",
    permission: "register.read",
    audit: { none: "read" },
    title: { zh: "登记表的一页", en: "A page of a register" },
    params: Form,
    query: Period.extend({ text: Search, offset: z.coerce.number().int().min(0).default(0) }),
    answer: z.strictObject({ rows: z.array(RegisterRow), total: z.int() }),
  }),
  "registers.print": route({
    method: "POST",
    path: "/api/registers/{form}/sheets",
    permission: "register.read",
    audit: "register.printed@1",
    title: { zh: "打印登记表", en: "Print a register" },
    params: Form,
    body: z.strictObject({ fromMs: Ms, toMs: Ms }),
    answer: z.strictObject({ sheets: z.array(Sheet) }),
  }),
  "registers.print-case": route({
    method: "POST",
    path: "/api/requests/{requestId}/sheet",
    permission: "register.read",
    audit: "register.printed@1",
    title: { zh: "打印单件审批表", en: "Print one case on its form" },
    params: z.strictObject({ requestId: Id }),
    answer: Sheet,
  }),
  "registers.sheets": route({
    method: "GET",
    path: "/api/registers/{form}/sheets",
    permission: "register.read",
    audit: { none: "read" },
    title: { zh: "已打印的单据", en: "Printed sheets" },
    params: Form,
    query: z.strictObject({ beforeMs: z.coerce.number().int().optional() }),
    answer: z.strictObject({ sheets: z.array(Sheet), more: z.boolean() }),
  }),
  "registers.sheet-file": route({
    method: "GET",
    path: "/api/register-sheets/{sheetId}/file",
    permission: "register.read",
    audit: { none: "read" },
    title: { zh: "单据文件（PDF）", en: "PDF of a sheet" },
    params: z.strictObject({ sheetId: Id }),
    answer: "bytes",
  }),
  "registers.table": route({
    method: "GET",
    path: "/api/registers/{form}/table",
    permission: "register.read",
    audit: "register.exported@1",
    title: { zh: "登记表（XLSX）", en: "XLSX of a register" },
    params: Form,
    query: Period.extend({ text: Search }),
    answer: "bytes",
  }),
  "registers.pair": route({
    method: "PUT",
    path: "/api/register-sheets/{sheetId}/paper",
    permission: "register.read",
    audit: "register.paired@1",
    title: { zh: "登记纸质件状态", en: "Say where a sheet's paper is" },
    params: z.strictObject({ sheetId: Id }),
    body: z.strictObject({ state: SheetState, paperId: Id.nullable() }),
    answer: Sheet,
  }),
  "registers.note-stray": route({
    method: "POST",
    path: "/api/register-strays",
    permission: "register.read",
    audit: "register.stray-noted@1",
    title: { zh: "登记无电子记录的纸质件", en: "Note a paper that no sheet has" },
    body: z.strictObject({ serial: z.string().trim().min(1).max(64) }),
    answer: z.strictObject({ serial: z.string() }),
  }),
  "registers.reconcile": route({
    method: "GET",
    path: "/api/register-reconciliation",
    permission: "register.read",
    audit: { none: "read" },
    title: { zh: "纸质与电子台账核对", en: "Paper against electronic registers" },
    query: Period,
    answer: Reconciliation,
  }),
  "registers.join": route({
    method: "GET",
    path: "/api/register-access",
    permission: "register.read",
    audit: { none: "read" },
    title: { zh: "查阅记录与审批核对", en: "Viewings against what allows them" },
    query: Period,
    answer: AccessJoin,
  }),
} as const;
