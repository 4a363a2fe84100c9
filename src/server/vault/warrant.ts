/**
 * The permission to erase what lies in certain homes. Only the destruction room draws one: from a case
 * that was approved and watched by two witnesses, or from a standing order that is in force (C-27).
 */
export class Warrant {
  /** The case or the standing order it was drawn from. */
  readonly warrantId: string;
  readonly from: "case" | "standing-order";
  /** What people call the case. */
  readonly serial: string | null;
  readonly #homeIds: ReadonlySet<string>;

  constructor(of: {
    readonly warrantId: string;
    readonly from: "case" | "standing-order";
    readonly serial?: string;
    readonly homeIds: Iterable<string>;
  }) {
    this.warrantId = of.warrantId;
    this.from = of.from;
    this.serial = of.serial ?? null;
    this.#homeIds = new Set(of.homeIds);
  }

  covers(homeId: string): boolean {
    return this.#homeIds.has(homeId);
  }
}
