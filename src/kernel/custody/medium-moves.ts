import {
  type Medium,
  type MediumMove,
  type MediumState,
  type PageMove,
  pageMoves,
} from "../../contract/media.ts";

interface Move {
  readonly from: readonly MediumState[];
  readonly to: MediumState;
}

/**
 * Every move there is (S3-Q4, C-32). A medium that came back carries a copy: it is wiped before it is
 * issued again. Nothing leaves `destroyed`; what was lost may be found.
 */
const moves: Readonly<Record<Exclude<MediumMove, "register">, Move>> = {
  issue: { from: ["in-store"], to: "issued" },
  return: { from: ["issued"], to: "returned" },
  "hand-over": { from: ["issued"], to: "handed-over" },
  "take-back": { from: ["handed-over"], to: "returned" },
  sanitise: { from: ["returned"], to: "in-store" },
  destroy: { from: ["in-store", "returned", "handed-over"], to: "destroyed" },
  lose: { from: ["in-store", "issued", "handed-over", "returned"], to: "lost" },
  find: { from: ["lost"], to: "returned" },
};

/** The state after a move; undefined where the chain does not allow it. */
export function afterMove(
  state: MediumState,
  move: Exclude<MediumMove, "register">,
): MediumState | undefined {
  const { from, to } = moves[move];
  return from.includes(state) ? to : undefined;
}

/** A lent medium comes back by its case, which then knows of it; losing it can be told at any time. */
export function heldByCase(owed: boolean, move: MediumMove): boolean {
  return owed && (move === "take-back" || move === "destroy");
}

/** What its page offers now. */
export function movesOffered(state: MediumState, owed: boolean): Medium["can"] {
  const here = pageMoves.filter(
    (move: PageMove) => afterMove(state, move) !== undefined && !heldByCase(owed, move),
  );
  return afterMove(state, "issue") === undefined ? here : ["issue", ...here];
}

/** One serial however it was typed: case, width and spaces say nothing. */
export function comparableSerial(makerSerial: string): string {
  return makerSerial.normalize("NFKC").replaceAll(/\s+/g, "").toUpperCase();
}
