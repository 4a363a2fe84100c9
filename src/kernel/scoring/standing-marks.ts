import type { Mark } from "../../contract/scoring.ts";

export interface Standing {
  readonly value: number | null;
  /** The marks that no other replaces; more than one where two devices did not know of each other. */
  readonly heads: readonly string[];
  /** Two heads say different things: nobody's is taken until an examiner decides. */
  readonly conflict: boolean;
}

/**
 * What stands of one sheet's marks, by what each is about (S0-5.3.2). The order of arrival and repeated
 * arrivals change nothing: marks are a set, and what stands is what nothing replaces.
 */
export function standingMarks(marks: readonly Mark[]): ReadonlyMap<string, Standing> {
  const replaced = new Set(marks.flatMap((mark) => mark.after));
  const heads = new Map(
    marks.filter((mark) => !replaced.has(mark.markId)).map((mark) => [mark.markId, mark]),
  );
  const byAbout = Map.groupBy(heads.values(), (mark) => mark.about);
  return new Map(
    [...byAbout].map(([about, some]) => {
      const said = new Set(some.map((mark) => mark.value));
      const [value = null] = said;
      const conflict = said.size > 1;
      return [
        about,
        {
          value: conflict ? null : value,
          heads: some.map((mark) => mark.markId).toSorted(),
          conflict,
        },
      ];
    }),
  );
}

/** Why a mark cannot be taken: it is about nothing here, out of range, or replaces what nobody knows. */
export type MarkTrouble = "unknown-item" | "out-of-range" | "replaces-unknown" | "reason-missing";

export interface MarkRules {
  /** What a mark may be about, and the values each may have. */
  readonly allowed: ReadonlyMap<string, (value: number) => boolean>;
  /** The sheet was handed in: from then on a change says why. */
  readonly handedIn: boolean;
  /** Items a device has scored: a mark of them is a review, and says why. */
  readonly automatic?: ReadonlySet<string>;
}

/**
 * The first mark of `sent` that cannot be taken after `known`. Each may only replace marks that came before
 * it and are about the same, so that what replaces what can never turn in a circle.
 */
export function markTrouble(
  known: readonly Mark[],
  sent: readonly Mark[],
  rules: MarkRules,
): { readonly markId: string; readonly trouble: MarkTrouble } | undefined {
  const about = new Map(known.map((mark) => [mark.markId, mark.about]));
  for (const mark of sent) {
    if (about.has(mark.markId)) continue;
    const trouble = troubleOf(mark, about, rules);
    if (trouble !== undefined) return { markId: mark.markId, trouble };
    about.set(mark.markId, mark.about);
  }
  return undefined;
}

function troubleOf(
  mark: Mark,
  about: ReadonlyMap<string, string>,
  { allowed, handedIn, automatic }: MarkRules,
): MarkTrouble | undefined {
  const fits = allowed.get(mark.about);
  if (fits === undefined) return "unknown-item";
  if (mark.value !== null && !fits(mark.value)) return "out-of-range";
  if (mark.after.some((id) => about.get(id) !== mark.about)) return "replaces-unknown";
  const asksWhy = handedIn || automatic?.has(mark.about) === true;
  return asksWhy && mark.reason === null ? "reason-missing" : undefined;
}
