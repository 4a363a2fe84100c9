import type { PersonActor } from "../../contract/actor.ts";
import type { MarkHarm } from "../../contract/looking.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { MarkOwner } from "../../contract/routes/looking.ts";
import { markCode } from "../../kernel/mark-code.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { act } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { findViewing } from "./access.store.ts";
import { endViewing } from "./end-viewing.ts";
import { findMark, insertMark, liveMark } from "./marks.store.ts";
import { orUnwritable } from "./or-unwritable.ts";

/** A fresh code: 40 random bits say nothing about anybody and are not guessed. */
export function newCode(): string {
  return markCode(draw(5));
}

/** The code of the caller's live pictures: one per sign-in, entered when it is first asked for. */
export async function issueMark(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ code: string; startedAtMs: number }>> {
  const known = await liveMark(house.db, actor.signInId);
  if (known !== undefined) return granted({ code: known.code, startedAtMs: known.started_at_ms });
  return orUnwritable(house, () =>
    act(house, actor, "watermark.issued@1", async (tx) => {
      const code = newCode();
      const startedAtMs = house.clock.now();
      await insertMark(tx, {
        code,
        site_id: house.siteId,
        account_id: actor.accountId,
        sign_in_id: actor.signInId,
        viewing_id: null,
        started_at_ms: startedAtMs,
        terminal: actor.terminal,
        address: actor.address,
      });
      return granted({
        value: { code, startedAtMs },
        subject: { type: "sign-in", id: actor.signInId },
        body: { code, signInId: actor.signInId },
      });
    }),
  );
}

/** Whose picture a code was on (S0-14.1); the caller may read the ledger. */
export async function traceMark(house: House, code: string): Promise<Outcome<MarkOwner>> {
  const mark = await findMark(house.db, house.siteId, code);
  if (mark === undefined) return refused("not_found");
  const account = (await findAccounts(house, [mark.account_id])).get(mark.account_id);
  return granted({
    code,
    name: account?.name ?? "",
    login: account?.login ?? "",
    role: account?.role ?? "",
    terminal: mark.terminal,
    address: mark.address,
    signInId: mark.sign_in_id,
    startedAtMs: mark.started_at_ms,
    viewing: mark.viewing_id === null ? null : await viewingOf(house, mark.viewing_id),
  });
}

async function viewingOf(house: House, viewingId: string): Promise<MarkOwner["viewing"]> {
  const row = await findViewing(house.db, house.siteId, viewingId);
  if (row === undefined) return null;
  const facts = await lessonById(house, row.lesson_id);
  return {
    viewingId,
    lessonId: row.lesson_id,
    title: facts?.lesson.officialName ?? "",
    right: row.right_name,
    purpose: row.purpose,
    serial: row.request_serial,
  };
}

/** The caller's own page lost its watermark: it is entered, and a viewing ends. */
export async function reportMark(
  house: House,
  actor: PersonActor,
  report: { code: string; harm: MarkHarm },
): Promise<Outcome<{ noted: true }>> {
  const { code, harm } = report;
  const mark = await findMark(house.db, house.siteId, code);
  if (mark === undefined || mark.account_id !== actor.accountId) return refused("not_found");
  const noted = await act(house, actor, "watermark.removed@1", async () =>
    granted({
      value: { noted: true as const },
      subject: { type: "account" as const, id: actor.accountId },
      body: { code, viewingId: mark.viewing_id, harm },
    }),
  );
  if (!noted.ok || mark.viewing_id === null) return noted;
  const row = await findViewing(house.db, house.siteId, mark.viewing_id);
  if (row !== undefined && row.closed_at_ms === null)
    await endViewing(house, actor, { row, played: [], exit: "mark-removed" });
  return noted;
}
