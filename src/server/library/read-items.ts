import type { PersonActor } from "../../contract/actor.ts";
import type { LibraryItem, LibraryRead } from "../../contract/library.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { bodies } from "../approval/index.ts";
import {
  type ItemRow,
  type WithdrawalRow,
  selectItems,
  selectWithdrawals,
} from "./library.store.ts";

/** What this reader may know of, newest first, by words of title, text, project or lesson, and by year. */
export async function listItems(
  house: House,
  actor: PersonActor,
  ask: { readonly text?: string | undefined; readonly year?: number | undefined },
): Promise<Outcome<{ items: LibraryItem[]; years: number[] }>> {
  const rows = await asTier(house, actor, (db) =>
    selectItems(db, house.siteId, { most: limits.libraryMost }),
  );
  const withdrawals = await withdrawalsOf(house, rows);
  const all = rows.map((row) => itemOf(house, row, withdrawals.get(row.item_id)));
  const wanted = (ask.text ?? "").toLowerCase();
  const items = all.filter(
    (item) =>
      (ask.year === undefined || item.year === ask.year) &&
      [item.title, item.about, ...item.projects, ...item.lessonTitles].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
  );
  const years = [...new Set(all.map((item) => item.year))].toSorted((a, b) => b - a);
  return granted({ items, years });
}

/** One item as this reader may know it; for others it does not exist. */
export async function readItem(
  house: House,
  actor: PersonActor,
  itemId: string,
): Promise<Outcome<LibraryRead>> {
  const row = await seenItem(house, actor, itemId);
  return row === undefined ? refused("not_found") : granted(await readOf(house, actor, row));
}

export async function seenItem(
  house: House,
  actor: PersonActor,
  itemId: string,
): Promise<ItemRow | undefined> {
  const [row] = await asTier(house, actor, (db) =>
    selectItems(db, house.siteId, { itemId, most: 1 }),
  );
  return row;
}

export async function readOf(house: House, actor: PersonActor, row: ItemRow): Promise<LibraryRead> {
  const withdrawals = await withdrawalsOf(house, [row]);
  const shown = row.state === "shown";
  const looks = rolePermissions[actor.role].includes("library.look");
  const holds = shown && (await bodies.holder(house, actor, "first")).ok;
  return {
    ...itemOf(house, row, withdrawals.get(row.item_id)),
    consent: { statement: row.consent_statement, paperId: row.consent_paper_id },
    files: [...row.files],
    can: [...(shown && looks ? ["look" as const] : []), ...(holds ? ["withdraw" as const] : [])],
  };
}

function withdrawalsOf(
  house: House,
  rows: readonly ItemRow[],
): Promise<Map<string, WithdrawalRow>> {
  const gone = rows.filter((row) => row.state === "withdrawn");
  return selectWithdrawals(
    house.db,
    gone.map((row) => row.item_id),
  );
}

function itemOf(house: House, row: ItemRow, withdrawal: WithdrawalRow | undefined): LibraryItem {
  const { date } = localTime(row.recorded_at_ms, house.config.timeZone);
  return {
    itemId: row.item_id,
    title: row.title,
    about: row.about,
    state: row.state,
    masked: row.masked,
    projects: row.projects,
    lessonTitles: row.lesson_titles,
    recordedAtMs: row.recorded_at_ms,
    year: Number(date.slice(0, 4)),
    requestId: row.request_id,
    serial: row.serial,
    addedAtMs: row.added_at_ms,
    addedBy: row.added_by,
    looks: row.looks,
    withdrawn:
      row.withdrawn_at_ms === null
        ? null
        : {
            atMs: row.withdrawn_at_ms,
            name: withdrawal?.name ?? null,
            reason: withdrawal?.reason ?? "",
          },
  };
}

/** Whether this person answers for the library and the paper is the consent of one of its items. */
export async function readsConsent(
  house: House,
  actor: PersonActor,
  paperId: string,
): Promise<boolean> {
  if (actor.role !== "admin" && actor.role !== "auditor") return false;
  const rows = await asTier(house, actor, (db) =>
    selectItems(db, house.siteId, { paperId, most: 1 }),
  );
  return rows.length > 0;
}
