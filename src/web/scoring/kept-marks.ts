import { z } from "zod";
import { Id } from "../../contract/ids.ts";
import { HandIn, Mark, type ScoreSheet } from "../../contract/scoring.ts";

export interface SheetOf {
  readonly assignmentId: string;
  readonly studentId: string;
}

const Kept = z.strictObject({
  assignmentId: Id,
  studentId: Id,
  marks: z.array(Mark),
  handIn: HandIn.nullable(),
});
type Kept = z.infer<typeof Kept>;

/** What reaches the house, and what it answers. */
export interface Carrier {
  marks(of: SheetOf, marks: readonly Mark[]): Promise<ScoreSheet>;
  handIn(of: SheetOf, handIn: HandIn): Promise<ScoreSheet>;
  /** Told of each sheet as the house has it now. */
  arrived(of: SheetOf, sheet: ScoreSheet): void;
  /** Whether the house said no; anything else is the network, and is tried again. */
  isRefusal(error: unknown): boolean;
}

export interface KeptState {
  readonly waiting: readonly Kept[];
  readonly sending: boolean;
  /** The house refused the first of the waiting; nothing goes out until the examiner has decided. */
  readonly refused: unknown;
}

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Marks of one examiner until the house has them (S0-5.3.2). Each mark is on this device's disk before the
 * screen shows it, and leaves it only when the house has answered: a network that ends, a page that is closed
 * or a battery that is empty loses nothing; a lost answer means sending again, which the house takes once.
 */
export class KeptMarks {
  readonly #key: string;
  readonly #shelf: Shelf;
  readonly #carrier: Carrier;
  readonly #listeners = new Set<() => void>();
  #state: KeptState;

  constructor(of: { accountId: string; shelf: Shelf; carrier: Carrier }) {
    this.#key = `liuhen-marks-${of.accountId}`;
    this.#shelf = of.shelf;
    this.#carrier = of.carrier;
    this.#state = { waiting: this.#read(), sending: false, refused: undefined };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): KeptState => this.#state;

  /** Marks of a sheet that wait here. */
  marksOf(of: SheetOf): readonly Mark[] {
    return this.#state.waiting.filter((one) => same(one, of)).flatMap((one) => one.marks);
  }

  keep(of: SheetOf, mark: Mark): void {
    this.#add({ ...of, marks: [mark], handIn: null });
  }

  keepHandIn(of: SheetOf, handIn: HandIn): void {
    this.#add({ ...of, marks: [], handIn });
  }

  /** Sends what waits, in its order; returns when nothing waits, the house refused, or the network is away. */
  async send(): Promise<void> {
    if (this.#state.sending || this.#state.refused !== undefined) return;
    this.#set({ sending: true });
    try {
      for (let first = this.#state.waiting[0]; first !== undefined;) {
        // What was marked of the same sheet meanwhile goes in the same sending.
        const run = this.#firstRun();
        const sheet = await this.#carry(first, run);
        this.#write(this.#state.waiting.slice(run.length));
        this.#carrier.arrived(first, sheet);
        first = this.#state.waiting[0];
      }
      this.#set({ sending: false });
    } catch (error) {
      const refused = this.#carrier.isRefusal(error) ? error : undefined;
      this.#set({ sending: false, refused });
    }
  }

  /** Gives up what the house refused: the marks of that sheet that wait; others go on. */
  dropRefused(): void {
    const [first] = this.#state.waiting;
    if (first === undefined) return;
    this.#write(this.#state.waiting.filter((one) => !same(one, first)));
    this.#set({ refused: undefined });
  }

  /** Tries again what was refused, now with this reason: the sheet had been handed in meanwhile. */
  giveReason(reason: string): void {
    const [first] = this.#state.waiting;
    if (first === undefined) return;
    const reasoned = this.#state.waiting.map((one) =>
      same(one, first)
        ? { ...one, marks: one.marks.map((mark) => ({ ...mark, reason: mark.reason ?? reason })) }
        : one,
    );
    this.#write(reasoned);
    this.#set({ refused: undefined });
  }

  #firstRun(): readonly Kept[] {
    const { waiting } = this.#state;
    const [first] = waiting;
    if (first === undefined) return [];
    if (first.handIn !== null) return [first];
    const end = waiting.findIndex((one) => !same(one, first) || one.handIn !== null);
    return waiting.slice(0, Math.min(end === -1 ? waiting.length : end, 200));
  }

  #carry(first: Kept, run: readonly Kept[]): Promise<ScoreSheet> {
    const { assignmentId, studentId, handIn } = first;
    const of = { assignmentId, studentId };
    return handIn === null
      ? this.#carrier.marks(
          of,
          run.flatMap((one) => one.marks),
        )
      : this.#carrier.handIn(of, handIn);
  }

  #add(kept: Kept): void {
    this.#write([...this.#state.waiting, kept]);
  }

  #write(waiting: readonly Kept[]): void {
    if (waiting.length === 0) this.#shelf.removeItem(this.#key);
    else this.#shelf.setItem(this.#key, JSON.stringify(waiting));
    this.#set({ waiting });
  }

  #set(change: Partial<KeptState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #read(): Kept[] {
    const text = this.#shelf.getItem(this.#key);
    if (text === null) return [];
    const parsed = z.array(Kept).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  }
}

function same(a: SheetOf, b: SheetOf): boolean {
  return a.assignmentId === b.assignmentId && a.studentId === b.studentId;
}
