import type { Strokes } from "../../contract/approval.ts";
import type { MediumKind, MediumMove, MediumState, SecrecyLevel } from "../../contract/media.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

export type MediaTables = {
  "media.medium": {
    medium_id: string;
    site_id: string;
    label: string;
    kind: MediumKind;
    maker_serial: string;
    serial_key: string;
    secrecy: SecrecyLevel;
    custodian: string;
    state: MediumState;
    request_id: string | null;
    request_serial: string | null;
    holder: string | null;
    owed: boolean;
    links: number;
    registered_at_ms: number;
    moved_at_ms: number;
  };
  "media.link": {
    medium_id: string;
    number: number;
    site_id: string;
    move: MediumMove;
    state: MediumState;
    at_ms: number;
    account_id: string;
    name: string;
    request_id: string | null;
    request_serial: string | null;
    holder: string | null;
    note: string;
    strokes: Strokes;
    signature_sha256: string;
  };
};
export type MediumRow = MediaTables["media.medium"];
export type LinkRow = MediaTables["media.link"];

/** False when the serial is registered already. */
export async function insertMedium(tx: Writing, row: MediumRow): Promise<boolean> {
  const done = await tx
    .withTables<MediaTables>()
    .insertInto("media.medium")
    .values(row)
    .onConflict((known) => known.columns(["site_id", "serial_key"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function insertLink(tx: Writing, row: LinkRow): Promise<void> {
  const strokes = jsonb<Strokes>(row.strokes);
  await tx
    .withTables<MediaTables>()
    .insertInto("media.link")
    .values({ ...row, strokes })
    .execute();
}

export type MediumChange = Pick<
  MediumRow,
  "state" | "request_id" | "request_serial" | "holder" | "owed" | "links" | "moved_at_ms"
>;
export async function updateMedium(
  tx: Writing,
  mediumId: string,
  change: MediumChange,
): Promise<void> {
  await tx
    .withTables<MediaTables>()
    .updateTable("media.medium")
    .set(change)
    .where("medium_id", "=", mediumId)
    .execute();
}

export interface MediumFilter {
  readonly mediumId?: string;
  readonly serialKey?: string;
  readonly requestId?: string | undefined;
  readonly most: number;
}

/** Newest registration first. */
export function selectMedia(
  db: Database | Writing,
  siteId: string,
  filter: MediumFilter,
): Promise<MediumRow[]> {
  let query = db
    .withTables<MediaTables>()
    .selectFrom("media.medium")
    .selectAll()
    .where("site_id", "=", siteId);
  const { mediumId, serialKey, requestId } = filter;
  if (mediumId !== undefined) query = query.where("medium_id", "=", mediumId);
  if (serialKey !== undefined) query = query.where("serial_key", "=", serialKey);
  if (requestId !== undefined) query = query.where("request_id", "=", requestId);
  return query
    .orderBy("registered_at_ms", "desc")
    .orderBy("medium_id", "desc")
    .limit(filter.most)
    .execute();
}

/** Media of a case, or one, held until the transaction ends: of two moves at once the second sees the first. */
export function lockMedia(
  tx: Writing,
  siteId: string,
  of: { readonly mediumId: string } | { readonly requestId: string },
): Promise<MediumRow[]> {
  const all = tx
    .withTables<MediaTables>()
    .selectFrom("media.medium")
    .selectAll()
    .where("site_id", "=", siteId);
  const some =
    "mediumId" in of
      ? all.where("medium_id", "=", of.mediumId)
      : all.where("request_id", "=", of.requestId);
  return some.orderBy("medium_id").forUpdate().execute();
}

export function selectLinks(db: Database, mediumId: string): Promise<LinkRow[]> {
  return db
    .withTables<MediaTables>()
    .selectFrom("media.link")
    .selectAll()
    .where("medium_id", "=", mediumId)
    .orderBy("number")
    .execute();
}
