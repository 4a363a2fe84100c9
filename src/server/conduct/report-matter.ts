import type { PersonActor } from "../../contract/actor.ts";
import type {
  Concerned,
  Matter,
  MatterKind,
  ReportInput,
  ViolationInput,
} from "../../contract/conduct.ts";
import type { EntryBody } from "../../contract/entries.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { isReportedLate } from "../../kernel/conduct/matters.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import { type MatterRow, insertMatter } from "./conduct.store.ts";
import { mattersOf } from "./matter-view.ts";

/** Somebody of the staff tells of misuse, a damage or a hazard (S0-5.4.3). */
export async function reportMatter(
  house: House,
  actor: PersonActor,
  input: ReportInput,
): Promise<Outcome<Matter>> {
  return enterMatter(house, actor, { ...input, code: null, person: null });
}

/** Records one of the six violations (S0-19); that it is one, people have found. */
export async function recordViolation(
  house: House,
  actor: PersonActor,
  input: ViolationInput,
): Promise<Outcome<Matter>> {
  return enterMatter(house, actor, { ...input, kind: "violation" });
}

type NewMatter = Omit<ViolationInput, "code"> & {
  readonly kind: MatterKind;
  readonly code: ViolationInput["code"] | null;
};

async function enterMatter(
  house: House,
  actor: PersonActor,
  input: NewMatter,
): Promise<Outcome<Matter>> {
  const unfit = await unfitPlace(house, actor, input);
  if (unfit !== undefined) return unfit;
  const person = await personNamed(house, input.person);
  if (person === undefined) return refused("bad_input", { field: "person" });
  const row = matterRow(house, actor, { ...input, ...person });
  const made = await act(house, actor, "matter.reported@1", async (tx) => {
    await insertMatter(tx, row);
    return granted({ value: undefined, ...reportedEntry(row, null) });
  });
  return made.ok ? shown(house, actor, row) : made;
}

/** A lesson is one the person may see, a camera one there is; what lies ahead was not noticed yet. */
async function unfitPlace(
  house: House,
  actor: PersonActor,
  of: Pick<NewMatter, "lessonId" | "cameraId" | "noticedAtMs">,
) {
  if (of.noticedAtMs > house.clock.now()) return refused("bad_input", { field: "noticedAtMs" });
  if (of.lessonId !== null) {
    const seen = await lessons.read(house, actor, of.lessonId);
    if (!seen.ok) return seen;
  }
  if (of.cameraId !== null && (await cameras.find(house, [of.cameraId])).length === 0)
    return refused("not_found");
  return undefined;
}

/** Undefined: an account nobody has, or a student's: students are spoken to by their teachers. */
export async function personNamed(
  house: House,
  who: Concerned | null,
): Promise<Pick<MatterRow, "person_id" | "person_name"> | undefined> {
  if (who === null) return { person_id: null, person_name: null };
  if ("name" in who) return { person_id: null, person_name: who.name };
  const account = (await findAccounts(house, [who.accountId])).get(who.accountId);
  return account === undefined
    ? undefined
    : { person_id: account.accountId, person_name: account.name };
}

export function matterRow(
  house: House,
  actor: PersonActor,
  of: Omit<NewMatter, "person"> & Pick<MatterRow, "person_id" | "person_name">,
): MatterRow {
  const reportedAtMs = house.clock.now();
  const { kind, noticedAtMs } = of;
  return {
    matter_id: house.newId(),
    site_id: house.siteId,
    kind,
    code: of.code,
    lesson_id: of.lessonId,
    camera_id: of.cameraId,
    place: of.place,
    noticed_at_ms: noticedAtMs,
    reported_at_ms: reportedAtMs,
    reported_by: actor.accountId,
    reported_name: actor.name,
    late: isReportedLate(kind, { noticedAtMs, reportedAtMs }),
    said: of.text,
    person_id: of.person_id,
    person_name: of.person_name,
    responsible_id: null,
    responsible_name: null,
    sanctions: [],
    disposition: null,
    closed_by: null,
    closed_name: null,
    closed_at_ms: null,
  };
}

/** The entry that tells of a new matter; texts and names are personal. */
export function reportedEntry(
  row: MatterRow,
  suspicionId: string | null,
): {
  subject: { type: "matter"; id: string };
  body: EntryBody<"matter.reported@1">;
  personal: Record<string, string>;
} {
  return {
    subject: { type: "matter", id: row.matter_id },
    body: {
      matterId: row.matter_id,
      kind: row.kind,
      code: row.code,
      suspicionId,
      lessonId: row.lesson_id,
      cameraId: row.camera_id,
      noticedAtMs: row.noticed_at_ms,
      reportedAtMs: row.reported_at_ms,
      late: row.late,
      textSha256: textDigest(row.said),
    },
    personal: {
      text: row.said,
      ...(row.person_name === null ? {} : { person: row.person_name }),
    },
  };
}

export const textDigest = (text: string): string => toHex(sha256(utf8(text)));

export async function shown(
  house: House,
  actor: PersonActor,
  row: MatterRow,
): Promise<Outcome<Matter>> {
  const [matter] = await mattersOf(house, house.db, { actor, rows: [row] });
  return matter === undefined ? refused("not_found") : granted(matter);
}
