import { granted } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { schedulerActor } from "./copies-actor.ts";
import type { FilePart } from "./copies-tables.ts";
import { markLocalDamage } from "./objects.store.ts";

export interface Rot {
  /** The copy's name, by which the damage is marked. */
  readonly name: string;
  /** Our own file. */
  readonly path: string;
  readonly homeId: string | null;
  readonly objectId: string | null;
  readonly part: FilePart | null;
  readonly what: "missing" | "changed";
  /** What follows for the copies, in the same step. */
  readonly also?: (tx: Writing) => Promise<void>;
}

/** Ours is rotten: marked, entered, and somebody must know. */
export async function noteRot(house: House, rot: Rot): Promise<void> {
  const { name, objectId, part, what } = rot;
  const mark = async (tx: Writing): Promise<void> => {
    await markLocalDamage(tx, name, what);
    await rot.also?.(tx);
  };
  if (objectId === null || part === null || part === "manifest")
    await act(house, schedulerActor, "house.file-rotted@1", async (tx) => {
      await mark(tx);
      return granted({
        value: undefined,
        subject: fileSubject(house, rot.homeId),
        body: { object: name.slice(0, 300), what },
      });
    });
  else
    await act(house, schedulerActor, "vault.rot-found@1", async (tx) => {
      await mark(tx);
      return granted({
        value: undefined,
        subject: { type: "segment", id: objectId },
        body: { objectId, part },
      });
    });
  await incidents.raise(house, {
    kind: "bit-rot",
    severity: "major",
    subject: { type: "object", id: name.slice(0, 200) },
    facts: { what, path: rot.path.slice(-400) },
  });
}

/** A file that is no recording belongs to its occasion, or to the house. */
export function fileSubject(house: House, homeId: string | null) {
  return homeId === null
    ? ({ type: "house", id: house.siteId } as const)
    : ({ type: "home", id: homeId } as const);
}
