import type { PersonActor } from "../../contract/actor.ts";
import type { DestructionCase, WitnessSigning } from "../../contract/destruction.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { mayWitness } from "../../kernel/destruction/judge-persons.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import {
  after,
  guardOf,
  partsOf,
  serialOf,
  signingRow,
  standpointOf,
  witnessesOf,
} from "./case-parts.ts";
import { nextState } from "../../kernel/destruction/case-states.ts";
import { changeDestruction, changedDestruction } from "./change-destruction.ts";
import {
  type Case,
  insertSigning,
  lapseWitnesses,
  selectCase,
  updateCase,
} from "./destruction.store.ts";
import { stillFit } from "./drop-back.ts";

const kind = "destruction.witnessed@1" as const;

interface Witnessing {
  readonly host: PersonActor;
  readonly witness: PersonActor;
  readonly elsewhere: PersonActor | null;
}

/**
 * One of two witnesses signs at the terminal of whoever executes (S0-17.2b, N-18): shows who they are
 * there, and draws. Each step judges the list anew.
 */
export async function witnessDestruction(
  house: House,
  host: PersonActor,
  ask: { readonly caseId: string; readonly signing: WitnessSigning },
): Promise<Outcome<DestructionCase>> {
  const { caseId, signing } = ask;
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined) return refused("not_found");
  if (one.row.state !== "approved")
    return refuse(house, host, { caseId, refusal: refused("destruction_state") });
  const { login, password, code } = signing;
  const present = await accounts.present(house, host, { login, password, code });
  if (!present.ok) return refuse(house, host, { caseId, refusal: present });
  const witnessing = { host, witness: present.value.actor, elsewhere: present.value.elsewhere };
  const judged = judgeWitness(house, one, witnessing);
  if (!judged.ok) return refuse(house, host, { caseId, refusal: judged });
  const unfit = await stillFit(house, caseId);
  if (unfit !== undefined) return refuse(house, host, { caseId, refusal: unfit });
  const signature = { strokes: signing.signature, sha256: digestOf(signing.signature) };
  return changedDestruction(house, host, { caseId, kind }, async (tx, locked) => {
    const again = judgeWitness(house, locked, witnessing);
    if (!again.ok) return again;
    const { number } = again.value;
    if (number === 1)
      await lapseWitnesses(tx, { caseId, turn: locked.row.turn, atMs: house.clock.now() });
    const act = number === 1 ? ("witness-1" as const) : ("witness-2" as const);
    const signer = witnessing.witness;
    await insertSigning(tx, signingRow(house, { one: locked, act, signer, signature }));
    if (number === 2) {
      const guard = { ...guardOf(locked, house.clock.now()), bothWitnesses: true };
      const state = nextState(locked.row.state, "witness", guard);
      if (state === undefined) return refused("destruction_state");
      await updateCase(tx, caseId, { state });
    }
    return granted({
      body: {
        caseId,
        serial: serialOf(locked.row),
        witness: number,
        accountId: signer.accountId,
        signInId: host.signInId,
        signatureSha256: signature.sha256,
      },
      personal: { witness: signer.name },
    });
  });
}

function judgeWitness(house: House, one: Case, of: Witnessing): Outcome<{ number: 1 | 2 }> {
  const { host, witness, elsewhere } = of;
  if (one.row.state !== "approved") return refused("destruction_state");
  // A student watches nothing over; everybody else of the house may be asked to.
  if (witness.role === "student") return refused("witness_unknown");
  return mayWitness(
    partsOf(one.row),
    {
      accountId: witness.accountId,
      nowMs: house.clock.now(),
      hostId: host.accountId,
      elsewhere: elsewhere === null ? null : standpointOf(elsewhere),
      ...standpointOf(host),
    },
    witnessesOf(one)[0],
  );
}

async function refuse(
  house: House,
  actor: PersonActor,
  of: { readonly caseId: string; readonly refusal: Refusal },
): Promise<Refusal> {
  await enterRefusal(house, actor, kind, of.refusal, { type: "destruction", id: of.caseId });
  return of.refusal;
}

/** Two witnesses in time, and nothing begun since: they sign anew before it can go on. */
export async function leaveWitnesses(house: House, caseId: string): Promise<boolean> {
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined || one.row.state !== "witnessed" || !haveLeft(house, one)) return false;
  const at = { caseId, kind: "destruction.witnesses-lapsed@1" as const };
  const scheduler = { kind: "system", name: "scheduler" } as const;
  const done = await changeDestruction(house, scheduler, at, async (tx, locked) => {
    const state = after(locked, "leave", house.clock.now());
    if (state === undefined || !haveLeft(house, locked)) return refused("destruction_state");
    await lapseWitnesses(tx, { caseId, turn: locked.row.turn, atMs: house.clock.now() });
    await updateCase(tx, caseId, { state });
    return granted({ body: { caseId, serial: serialOf(locked.row) } });
  });
  return done.ok;
}

function haveLeft(house: House, one: Case): boolean {
  const newest = Math.max(0, ...witnessesOf(one).map((witness) => witness.atMs));
  return house.clock.now() - newest > limits.witnessesTogetherMs;
}
