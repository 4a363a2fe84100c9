import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { SampleResult, SpotCheck } from "../../contract/supervision.ts";
import { periodAt } from "../../kernel/tasks/periods.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { type Signature, digestOf, sign } from "../signing/index.ts";
import { tasks } from "../tasks/index.ts";
import { readSpotCheck } from "./read-spot-checks.ts";
import { insertNote, insertReport, lockQuarter, selectReports } from "./supervision.store.ts";

type Kind = "spot-check.noted@1" | "spot-check.finished@1";

/** What the inspector found of one sampled thing; said again, the newer word stands and the older stays. */
export async function noteSpotCheck(
  house: House,
  actor: PersonActor,
  ask: {
    readonly checkId: string;
    readonly key: string;
    readonly result: SampleResult;
    readonly note: string;
  },
): Promise<Outcome<Record<never, never>>> {
  const found = await ownCheck(house, actor, { ...ask, kind: "spot-check.noted@1" });
  if (!found.ok) return found;
  if (!found.value.sample.some((thing) => thing.key === ask.key)) return refused("not_found");
  const { checkId, key, result, note } = ask;
  return act(house, actor, "spot-check.noted@1", async (tx) => {
    if (await isFinished(house, tx, found.value)) return refused("spot_check_finished");
    await insertNote(tx, {
      note_id: house.newId(),
      site_id: house.siteId,
      check_id: checkId,
      key,
      result,
      note,
      noted_at_ms: house.clock.now(),
    });
    return granted({
      value: {},
      subject: { type: "spot-check", id: checkId },
      body: { checkId, key, result },
      personal: note === "" ? {} : { note },
    });
  });
}

/** The inspector signs the report once every sampled thing has its result. */
export async function finishSpotCheck(
  house: House,
  actor: PersonActor,
  ask: { readonly checkId: string; readonly conclusion: string; readonly signing: Signing },
): Promise<Outcome<Record<never, never>>> {
  const found = await ownCheck(house, actor, { ...ask, kind: "spot-check.finished@1" });
  if (!found.ok) return found;
  const check = found.value;
  const open = check.sample.filter((thing) => thing.result === null).length;
  if (open > 0) return refused("sample_not_noted", { open });
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const count = (result: SampleResult) =>
    check.sample.filter((thing) => thing.result === result).length;
  const reportSha256 = digestOf({
    checkId: check.checkId,
    seed: check.seed,
    sample: check.sample,
    conclusion: ask.conclusion,
  });
  const done = await act(house, actor, "spot-check.finished@1", async (tx) => {
    await lockQuarter(tx, house.siteId, check.quarter);
    const fresh = await insertReport(tx, {
      check_id: check.checkId,
      site_id: house.siteId,
      conclusion: ask.conclusion,
      finished_at_ms: house.clock.now(),
      report_sha256: reportSha256,
      strokes: signed.value.strokes,
      signature_sha256: signed.value.sha256,
    });
    if (!fresh) return refused("spot_check_finished");
    return granted({
      value: {},
      subject: { type: "spot-check", id: check.checkId },
      body: {
        checkId: check.checkId,
        quarter: check.quarter,
        fit: count("fit"),
        findings: count("finding"),
        unavailable: count("unavailable"),
        reportSha256,
        signatureSha256: signed.value.sha256,
      },
      personal: { conclusion: ask.conclusion },
    });
  });
  if (done.ok) await settleDuty(house, actor, { check, signature: signed.value });
  return done;
}

/** The quarter's duty is done with its first finished check; a later one changes nothing of it. */
async function settleDuty(
  house: House,
  actor: PersonActor,
  of: { readonly check: SpotCheck; readonly signature: Signature },
): Promise<void> {
  const { check, signature } = of;
  const now = periodAt("quarter", house.clock.now(), house.config.timeZone);
  const due = [check.quarter, now?.key ?? check.quarter];
  for (const period of new Set(due)) {
    const task = await tasks.ofPeriod(house, { kind: "spot-check", period });
    if (task === undefined || task.signed !== null) continue;
    await tasks.sign(house, actor, {
      taskId: task.taskId,
      result: "ok",
      remark: check.checkId,
      filled: {},
      signing: signature,
      factsOf: {
        "spot-check": async () => ({ sampled: check.size, populationSize: check.populationSize }),
      },
      beside: async () => [],
    });
    return;
  }
}

async function ownCheck(
  house: House,
  actor: PersonActor,
  of: { readonly checkId: string; readonly kind: Kind },
): Promise<Outcome<SpotCheck>> {
  const found = await readSpotCheck(house, actor, of.checkId);
  if (!found.ok || found.value.mine) return found;
  const refusal = refused(
    found.value.finishedAtMs === null ? "spot_check_not_yours" : "spot_check_finished",
  );
  await enterRefusal(house, actor, of.kind, refusal, { type: "spot-check", id: of.checkId });
  return refusal;
}

async function isFinished(house: House, tx: Writing, check: SpotCheck): Promise<boolean> {
  await lockQuarter(tx, house.siteId, check.quarter);
  return (await selectReports(tx, [check.checkId])).length > 0;
}
