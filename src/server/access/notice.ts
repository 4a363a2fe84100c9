import type { PersonActor } from "../../contract/actor.ts";
import type { Notice } from "../../contract/looking.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { sha256 } from "../../platform/hash.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { defaultNotice } from "./default-notice.ts";
import { hasAccepted, insertAcceptance, insertNotice, newestNotice } from "./notice.store.ts";

/** The notice that stands, and whether this sign-in has accepted it (S3-8.3). */
export async function readNotice(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ notice: Notice; accepted: boolean }>> {
  const notice = await standing(house, house.db);
  const which = { signInId: actor.signInId, version: notice.version };
  return granted({ notice, accepted: await hasAccepted(house.db, which) });
}

/** Whether this sign-in may see a first frame. */
export async function noticeAccepted(house: House, signInId: string): Promise<boolean> {
  const { version } = await standing(house, house.db);
  return hasAccepted(house.db, { signInId, version });
}

/** Once per sign-in and version; the entry names the exact text by its digest. */
export async function acceptNotice(
  house: House,
  actor: PersonActor,
  version: number,
): Promise<Outcome<{ version: number }>> {
  return act(house, actor, "notice.accepted@1", async (tx) => {
    const notice = await standing(house, tx);
    // Somebody changed it while it was being read: the new text is to be read first.
    if (notice.version !== version) return refused("conflict", { version: notice.version });
    const fresh = await insertAcceptance(tx, {
      sign_in_id: actor.signInId,
      version,
      site_id: house.siteId,
      account_id: actor.accountId,
      accepted_at_ms: house.clock.now(),
    });
    if (!fresh) return refused("conflict", { version });
    return granted({
      value: { version },
      subject: { type: "account", id: actor.accountId },
      body: { version, sha256: digestOf(notice) },
    });
  });
}

/** A new version; who accepted the old one is asked again. */
export async function changeNotice(
  house: House,
  actor: PersonActor,
  text: { zh: string; en: string },
): Promise<Outcome<Notice>> {
  return act(house, actor, "notice.changed@1", async (tx) => {
    const before = await standing(house, tx);
    const notice = { ...text, version: before.version + 1, sinceMs: house.clock.now() };
    await insertNotice(tx, {
      site_id: house.siteId,
      version: notice.version,
      zh: notice.zh,
      en: notice.en,
      since_ms: notice.sinceMs,
    });
    return granted({
      value: notice,
      subject: { type: "site", id: house.siteId },
      body: { version: notice.version, sha256: digestOf(notice) },
    });
  });
}

async function standing(house: House, db: Database | Writing): Promise<Notice> {
  const row = await newestNotice(db, house.siteId);
  if (row === undefined) return defaultNotice;
  return { version: row.version, zh: row.zh, en: row.en, sinceMs: row.since_ms };
}

function digestOf({ zh, en }: Notice): string {
  return toHex(sha256(utf8(canonicalJson({ zh, en }))));
}
