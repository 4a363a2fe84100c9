import type { House } from "../../platform/house.ts";

/** A package in the making; only this process knows how far it is. */
interface InSteps<Step> {
  readonly steps: AsyncGenerator<Step | "wait", void>;
}

interface Making<Work extends InSteps<Step>, Step> {
  /** One at a time for each house: packages never compete with recording for more than one core and disk. */
  readonly atWork: WeakMap<House, Work>;
  readonly pickUp: () => Promise<Work | undefined>;
  /** Before each step; what it throws ends the work. */
  readonly ask?: (work: Work) => Promise<void>;
  readonly tell: (work: Work, step: Step) => Promise<void>;
  readonly giveUp: (work: Work, cause: unknown) => Promise<void>;
}

/** One bounded step of what is being made; true when there is more to do at once. */
export async function takeStep<Step, Work extends InSteps<Step>>(
  house: House,
  of: Making<Work, Step>,
): Promise<boolean> {
  const { atWork } = of;
  const work = atWork.get(house) ?? (await of.pickUp());
  if (work === undefined) return false;
  atWork.set(house, work);
  try {
    await of.ask?.(work);
    const { done, value } = await work.steps.next();
    if (done === true) {
      atWork.delete(house);
      return true;
    }
    if (value === "wait") return false;
    await of.tell(work, value);
    return true;
  } catch (cause) {
    atWork.delete(house);
    // What it holds open is closed before it is removed.
    await work.steps.throw(cause).catch(() => undefined);
    await of.giveUp(work, cause);
    return true;
  }
}
