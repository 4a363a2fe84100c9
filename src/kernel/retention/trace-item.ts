import {
  type ItemAct,
  type ItemKind,
  type ItemStage,
  type ItemState,
  itemActs,
} from "../../contract/retention.ts";

/**
 * The life of a trace (留痕资料), one machine for all five kinds (S0-2a). What a state does not list
 * is not done to it. Looking and using change nothing about where an item stands, and are not possible
 * where nothing is left to look at.
 */
const steps: Readonly<Record<ItemState, Partial<Record<ItemAct, ItemState>>>> = {
  collecting: { store: "kept", look: "collecting" },
  kept: {
    look: "kept",
    use: "kept",
    archive: "archived",
    "fall-due": "due",
    hold: "held",
  },
  held: { look: "held", use: "held", archive: "archived-held", release: "kept" },
  due: {
    look: "due",
    use: "due",
    archive: "archived",
    prolong: "kept",
    hold: "held",
    propose: "in-destruction",
    "roll-over": "destroyed",
    dispose: "destroyed",
  },
  archived: { look: "archived", use: "archived", hold: "archived-held", propose: "in-destruction" },
  "archived-held": { look: "archived-held", use: "archived-held", release: "archived" },
  // A hold stops a destruction that has not begun yet; the case is told by the judge of eligibility.
  "in-destruction": { withdraw: "due", begin: "being-destroyed", hold: "held" },
  // The point of no return: keys go first, and nothing brings them back.
  "being-destroyed": { destroy: "destroyed" },
  destroyed: {},
};

/** Which of the seven stages an act belongs to. */
export const stageOf: Readonly<Record<ItemAct, ItemStage>> = {
  collect: "collection",
  store: "storage",
  look: "consultation",
  use: "use",
  archive: "archiving",
  "fall-due": "safekeeping",
  prolong: "safekeeping",
  hold: "safekeeping",
  release: "safekeeping",
  propose: "destruction",
  withdraw: "destruction",
  begin: "destruction",
  destroy: "destruction",
  "roll-over": "destruction",
  dispose: "destruction",
};

/**
 * What a kind does not know. Only recordings roll over; only what is paper or a thing leaves by
 * somebody else's decision, and a thing is not handed to the archives.
 */
const unknown: Readonly<Record<ItemKind, readonly ItemAct[]>> = {
  footage: ["dispose"],
  "system-data": ["roll-over", "dispose"],
  "operation-log": ["roll-over", "dispose"],
  "training-ledger": ["roll-over"],
  equipment: ["roll-over", "archive"],
};

export const firstState: ItemState = "collecting";

/** The state an act leads to; undefined: there is no such step, and it is refused. */
export function stepItem(kind: ItemKind, state: ItemState, act: ItemAct): ItemState | undefined {
  return unknown[kind].includes(act) ? undefined : steps[state][act];
}

/** Acts that are possible now, in the order of the stages. */
export function possibleActs(kind: ItemKind, state: ItemState): ItemAct[] {
  return Object.entries(steps[state]).flatMap(([name]) => {
    const act = itemActs.find((one) => one === name);
    return act !== undefined && stepItem(kind, state, act) !== undefined ? [act] : [];
  });
}

/** The state an item belongs in by what its claims say; undefined: where it is, it may stay. */
export function actToFollow(
  state: ItemState,
  says: { readonly held: boolean; readonly due: boolean },
): ItemAct | undefined {
  const isHeld = state === "held" || state === "archived-held";
  if (
    says.held &&
    !isHeld &&
    (state === "kept" || state === "due" || state === "archived" || state === "in-destruction")
  )
    return "hold";
  if (!says.held && isHeld) return "release";
  if (says.due && !says.held && state === "kept") return "fall-due";
  return !says.due && state === "due" ? "prolong" : undefined;
}
