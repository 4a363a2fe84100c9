import type { PersonActor } from "../../contract/actor.ts";
import type { Outcome } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";

/** The board is the same for whoever reads it: figures are counted with the director's eyes. */
export function boardReader(house: House): PersonActor {
  return someone(house.siteId, "director");
}

/** Somebody of this role whom nobody knows: no lesson, no area, no grant is theirs. */
export function strangerOf(house: House, role: PersonActor["role"]): PersonActor {
  return someone(house.newId(), role);
}

function someone(id: string, role: PersonActor["role"]): PersonActor {
  const nothing = { login: "", name: "", terminal: "", address: "" };
  return { kind: "person", accountId: id, signInId: id, role, ...nothing };
}

/** What the house asks itself is never refused; if it is, the board must not show a green. */
export function told<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`the board was refused: ${outcome.code}`);
  return outcome.value;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}
