import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Digest, DigestLine } from "../../contract/supervision.ts";
import { digestDueMs, digestState, isLateDigest } from "../../kernel/supervision/digest-state.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { accounts, findAccounts } from "../people/index.ts";
import { sign } from "../signing/index.ts";
import {
  type DigestReceiptRow,
  type DigestRow,
  insertReceipt,
  saveSuperior,
  selectDigests,
  selectReceiptStrokes,
  selectReceipts,
  selectSuperior,
} from "./digests.store.ts";
import { tendDigests } from "./make-digest.ts";

type Reader = Pick<PersonActor, "accountId" | "role">;
interface Known {
  readonly row: DigestRow;
  readonly receipt: DigestReceiptRow | undefined;
}

async function knownDigests(house: House, reader: Reader): Promise<Known[]> {
  return asTier(house, reader, async (db) => {
    const rows = await selectDigests(db, { siteId: house.siteId, most: limits.digestsListed });
    const receipts = await selectReceipts(db, house.siteId);
    return rows.map((row) => ({
      row,
      receipt: receipts.find((one) => one.digest_id === row.digest_id),
    }));
  });
}

/** Digests the reader may see, newest first, and who is told where none acknowledges. */
export async function listDigests(
  house: House,
  reader: Reader,
): Promise<
  Outcome<{
    digests: DigestLine[];
    superior: { accountId: string; name: string } | null;
    superiors: { accountId: string; name: string }[];
  }>
> {
  const known = await knownDigests(house, reader);
  const digests = known.map((one) => lineOf(house, reader, one));
  if (reader.role !== "director" && reader.role !== "admin")
    return granted({ digests, superior: null, superiors: [] });
  const superiors = (await accounts.withRole(house, "superior")).map(({ accountId, name }) => ({
    accountId,
    name,
  }));
  const named = await selectSuperior(house.db, house.siteId);
  const superior = superiors.find((one) => one.accountId === named) ?? null;
  return granted({ digests, superior, superiors });
}

export async function readDigest(
  house: House,
  reader: Reader,
  digestId: string,
): Promise<Outcome<Digest>> {
  const known = (await knownDigests(house, reader)).find((one) => one.row.digest_id === digestId);
  if (known === undefined) return refused("not_found");
  const { row, receipt } = known;
  const people = await findAccounts(
    house,
    row.content.refusals.flatMap((one) => one.accountId ?? []),
  );
  return granted({
    ...lineOf(house, reader, known),
    content: row.content,
    names: Object.fromEntries([...people].map(([accountId, { name }]) => [accountId, name])),
    sha256: row.sha256,
    remark: receipt?.remark ?? "",
    strokes: receipt === undefined ? null : await selectReceiptStrokes(house.db, digestId),
  });
}

function lineOf(house: House, reader: Reader, { row, receipt }: Known): DigestLine {
  const times = { madeAtMs: row.made_at_ms, acknowledgedAtMs: receipt?.at_ms ?? null };
  return {
    digestId: row.digest_id,
    month: row.month,
    madeAtMs: row.made_at_ms,
    dueMs: digestDueMs(row.made_at_ms),
    state: digestState(times, house.clock.now()),
    overdueTasks: row.content.tasks.length,
    openIncidents: row.content.incidentsTotal,
    refusals: row.content.refusalsTotal,
    escalatedAtMs: row.escalated_at_ms,
    acknowledged:
      receipt === undefined
        ? null
        : { name: receipt.name, atMs: receipt.at_ms, late: receipt.late },
    mine: receipt === undefined && reader.role === "director",
  };
}

/** The director signs that the digest was read: over its digest, once, late for ever after seven days. */
export async function acknowledgeDigest(
  house: House,
  actor: PersonActor,
  ask: { readonly digestId: string; readonly remark: string; readonly signing: Signing },
): Promise<Outcome<DigestLine>> {
  const known = (await knownDigests(house, actor)).find(
    (one) => one.row.digest_id === ask.digestId,
  );
  if (known === undefined) return refused("not_found");
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const { row } = known;
  const done = await act(house, actor, "digest.acknowledged@1", async (tx) => {
    const atMs = house.clock.now();
    const receipt = {
      digest_id: row.digest_id,
      site_id: house.siteId,
      account_id: actor.accountId,
      name: actor.name,
      at_ms: atMs,
      late: isLateDigest(row.made_at_ms, atMs),
      remark: ask.remark,
      strokes: signed.value.strokes,
      signature_sha256: signed.value.sha256,
    };
    if (!(await insertReceipt(tx, receipt))) return refused("digest_acknowledged");
    return granted({
      value: lineOf(house, actor, { row, receipt }),
      subject: { type: "digest", id: row.digest_id },
      body: {
        digestId: row.digest_id,
        month: row.month,
        late: receipt.late,
        digestSha256: row.sha256,
        signatureSha256: receipt.signature_sha256,
      },
      personal: ask.remark === "" ? {} : { remark: ask.remark },
    });
  });
  if (done.ok) await tendDigests(house);
  return done;
}

/** Names who is told of a digest nobody acknowledged; null: everybody of the role above. */
export async function nameSuperior(
  house: House,
  actor: PersonActor,
  accountId: string | null,
): Promise<Outcome<Record<never, never>>> {
  const superiors = await accounts.withRole(house, "superior");
  return act(house, actor, "digest.superior-named@1", async (tx) => {
    if (accountId !== null && !superiors.some((one) => one.accountId === accountId))
      return refused("bad_input", { field: "accountId" });
    const before = await selectSuperior(tx, house.siteId);
    await saveSuperior(tx, house.siteId, accountId);
    return granted({
      value: {},
      subject: { type: "house", id: house.siteId },
      body: { before, after: accountId },
    });
  });
}
