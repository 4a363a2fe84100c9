import { z } from "zod";
import { Disclosed } from "../entries.ts";
import { Id, Ms } from "../ids.ts";
import { route } from "../route.ts";

export const LedgerLine = z.strictObject({
  entryId: Id,
  /** Number in the tree; null for the second until it is sequenced. */
  index: z.int().nullable(),
  kind: z.string(),
  atMs: Ms,
  actorName: z.string(),
  subject: z.strictObject({ type: z.string(), id: Id }),
  body: z.record(z.string(), z.unknown()),
  personal: z.record(z.string(), z.string()),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

export const EntryProof = z.strictObject({
  index: z.int(),
  leaf: z.string(),
  personal: z.record(z.string(), Disclosed),
  inclusion: z.array(z.string()),
  checkpoint: z.string(),
  verifierKey: z.string(),
});
export type EntryProof = z.infer<typeof EntryProof>;

export const ledgerRoutes = {
  "ledger.list": route({
    method: "GET",
    path: "/api/ledger/entries",
    permission: "ledger.read",
    audit: { none: "read" },
    title: { zh: "留痕账本条目", en: "Ledger entries" },
    query: z.strictObject({
      before: z.coerce.number().int().optional(),
      kind: z.string().max(64).optional(),
      subjectId: Id.optional(),
      fromMs: z.coerce.number().int().optional(),
      toMs: z.coerce.number().int().optional(),
    }),
    answer: z.strictObject({ lines: z.array(LedgerLine), more: z.boolean() }),
  }),
  "ledger.proof": route({
    method: "GET",
    path: "/api/ledger/entries/{entryId}/proof",
    permission: "ledger.read",
    audit: { none: "read" },
    title: { zh: "条目证明", en: "Proof of an entry" },
    params: z.strictObject({ entryId: Id }),
    answer: EntryProof,
  }),
  /** The C2SP surface: checkpoint and tiles, so that stock tools can follow the log. */
  "ledger.checkpoint": route({
    method: "GET",
    path: "/api/ledger/checkpoint",
    permission: "ledger.read",
    audit: { none: "read" },
    title: { zh: "签名检查点", en: "Signed checkpoint" },
    answer: "text",
  }),
  "ledger.consistency": route({
    method: "GET",
    path: "/api/ledger/consistency",
    permission: "ledger.read",
    audit: { none: "read" },
    title: { zh: "一致性证明", en: "Consistency proof" },
    query: z.strictObject({ from: z.coerce.number().int(), to: z.coerce.number().int() }),
    answer: z.strictObject({ from: z.int(), to: z.int(), hashes: z.array(z.string()) }),
  }),
  "health.read": route({
    method: "GET",
    path: "/healthz",
    permission: "open",
    audit: { none: "read" },
    background: true,
    title: { zh: "存活检查", en: "Health" },
    answer: z.strictObject({
      status: z.enum(["ok", "degraded"]),
      database: z.boolean(),
      recorder: z.boolean(),
      ledger: z.boolean(),
    }),
  }),
  "metrics.read": route({
    method: "GET",
    path: "/metrics",
    permission: "health.read",
    audit: { none: "read" },
    background: true,
    bearer: "metrics",
    title: { zh: "Prometheus 指标", en: "Prometheus metrics" },
    answer: "text",
  }),
} as const;
