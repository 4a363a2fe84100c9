import type { PersonActor } from "../../contract/actor.ts";
import type { TargetInput } from "../../contract/copies.ts";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { CopyTarget, TargetFacts } from "../../platform/copy-target.ts";
import { claimFolder, mayHoldCopies, openFolderTarget } from "../../platform/folder-target.ts";
import type { House } from "../../platform/house.ts";
import { openS3Target } from "../../platform/s3-target.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { judgeAllAt } from "./objects.store.ts";
import { closeTarget, keyStoreOf, secretContext } from "./open-target.ts";
import {
  dropPendingOf,
  insertTarget,
  selectTarget,
  selectTargets,
  setRunAsked,
  updateTargetState,
} from "./targets.store.ts";
import { quiet } from "../ledger/index.ts";
import { readSettings } from "./settings.ts";
import { windowAt } from "../../kernel/copies/window.ts";

interface Proved {
  readonly targetId: string;
  readonly place: object;
  readonly facts: TargetFacts;
}

/**
 * A new place for copies. It is tried before it counts: reachable, ours, writable, and its keys must be
 * destroyable. Without an escrow key there is none, for nobody could ever open what lies there.
 */
export async function addTarget(
  house: House,
  actor: PersonActor,
  input: TargetInput,
): Promise<Outcome<{ targetId: string }>> {
  const proved = await prove(house, input);
  if (!proved.ok) {
    const subject = { type: "account", id: actor.accountId } as const;
    await enterRefusal(house, actor, "copy.target-added@1", proved, subject);
    return proved;
  }
  const { targetId, place, facts } = proved.value;
  const lockDays = input.kind === "s3" ? input.lockDays : 0;
  const nowMs = house.clock.now();
  return act(house, actor, "copy.target-added@1", async (tx) => {
    await insertTarget(tx, {
      target_id: targetId,
      site_id: house.siteId,
      kind: input.kind,
      name: input.name,
      place,
      sealed_secret:
        input.kind === "s3" ? house.secrets.seal(secretContext(targetId), input.secretKey) : null,
      lock_days: lockDays,
      versioned: facts.versioned,
      locks: facts.locks,
      state: "ready",
      state_at_ms: nowMs,
      seen_at_ms: nowMs,
      free_bytes: facts.freeBytes,
      made_at_ms: nowMs,
      run_asked_at_ms: null,
    });
    return granted({
      value: { targetId },
      subject: { type: "copy-target", id: targetId },
      body: {
        targetId,
        kind: input.kind,
        versioned: facts.versioned,
        locks: facts.locks,
        lockDays,
      },
      personal: { name: input.name },
    });
  });
}

async function prove(house: House, input: TargetInput): Promise<Outcome<Proved>> {
  if (keyStoreOf(house).escrow() === undefined) return refused("copy_escrow_missing");
  const living = await selectTargets(house.db, house.siteId);
  if (living.length >= limits.copyTargetsMost)
    return refused("bad_input", { field: "target", most: limits.copyTargetsMost });
  const targetId = house.newId();
  try {
    return input.kind === "s3"
      ? await proveBucket(house, input, targetId)
      : await proveFolder(house, input, targetId);
  } catch (cause) {
    const refusal = refusalOf(cause);
    if (refusal === undefined) throw cause;
    house.log.warn({ err: cause }, "a place for copies could not be added");
    return refusal;
  }
}

async function proveFolder(
  house: House,
  input: Extract<TargetInput, { kind: "folder" | "set" }>,
  targetId: string,
): Promise<Outcome<Proved>> {
  const path = await mayHoldCopies(input.place.path, {
    allowed: house.config.copyFolders,
    houseRoot: house.paths.root,
  });
  if (path === undefined) return refused("copy_folder_refused");
  const facts = { path, siteId: house.siteId, targetId };
  if ((await claimFolder(facts)) === "foreign") return refused("copy_folder_foreign");
  return granted({ targetId, place: { path }, facts: await openFolderTarget(facts).probe() });
}

async function proveBucket(
  house: House,
  input: Extract<TargetInput, { kind: "s3" }>,
  targetId: string,
): Promise<Outcome<Proved>> {
  const { place, secretKey } = input;
  const patience = house.config.bucketPatience;
  const opened = await openS3Target({ place, secretKey, patience });
  if (!opened.ok) return opened;
  const target = opened.value;
  try {
    const facts = await target.probe();
    if (input.lockDays > 0 && !facts.locks) return refused("copy_lock_absent");
    if (await holdsAnything(target)) return refused("copy_folder_foreign");
    return granted({ targetId, place, facts });
  } finally {
    target.close();
  }
}

async function holdsAnything(target: CopyTarget): Promise<boolean> {
  for await (const _ of target.list("")) return true;
  return false;
}

function refusalOf(cause: unknown): Refusal | undefined {
  if (!(cause instanceof Fault)) return undefined;
  if (cause.code === "copy_lock_by_default") return refused("copy_lock_by_default");
  if (cause.kind === "disk_full") return refused("copy_target_full");
  if (cause.kind !== "network") return undefined;
  return refused(cause.code === "copy_refused" ? "copy_target_refused" : "copy_target_unreachable");
}

/** Nothing more goes there. What lies there stays, is still forgotten when asked, and protects nothing. */
export async function endTarget(
  house: House,
  actor: PersonActor,
  targetId: string,
): Promise<Outcome<Record<never, never>>> {
  return act(house, actor, "copy.target-ended@1", async (tx) => {
    const row = await selectTarget(tx, targetId);
    if (row === undefined || row.site_id !== house.siteId || row.state === "ended")
      return refused("not_found");
    await updateTargetState(tx, { targetId, state: "ended", atMs: house.clock.now() });
    await dropPendingOf(tx, targetId);
    await judgeAllAt(tx, targetId);
    closeTarget(house, targetId);
    return granted({
      value: {},
      subject: { type: "copy-target", id: targetId },
      body: { targetId },
    });
  });
}

/** Asks for a run now; outside the window it is marked so (N-08). */
export async function askRun(
  house: House,
  targetId: string,
): Promise<Outcome<{ outside: boolean }>> {
  const row = await selectTarget(house.db, targetId);
  if (row === undefined || row.site_id !== house.siteId || row.state === "ended")
    return refused("not_found");
  await quiet(house, "the run that follows is entered by its list", (tx) =>
    setRunAsked(tx, targetId, house.clock.now()),
  );
  const settings = await readSettings(house);
  const window = windowAt(house.clock.now(), settings, house.config.timeZone);
  return granted({ outside: window.phase !== "open" });
}
