/** Who of a lesson is expected, from its accounts and its names. Pure. */
export interface RosterFacts {
  readonly roster: readonly string[];
  readonly groups: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly students: readonly Student[];
}
interface Student {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly station: string;
}

export interface RosterLine {
  readonly accountId: string | null;
  readonly login: string;
  readonly name: string;
  readonly group: string;
  readonly station: string;
}

/**
 * Each student with an account, and each name of the roster that no account of the lesson bears. A name
 * that stands twice is two people only as far as accounts tell them apart.
 */
export function rosterLines({ roster, groups, students }: RosterFacts): RosterLine[] {
  const borne = new Set(students.map((student) => student.name));
  const bare = [...new Set(roster)].filter((name) => !borne.has(name));
  const placeOf = new Map(roster.map((name, at) => [name, at]));
  const lines = [
    ...students.map((student) => ({ ...student, group: groupOf(groups, student.name) })),
    ...bare.map((name) => ({
      accountId: null,
      login: "",
      name,
      group: groupOf(groups, name),
      station: "",
    })),
  ];
  const place = (line: RosterLine) => placeOf.get(line.name) ?? roster.length;
  return lines.toSorted((a, b) => place(a) - place(b) || (a.login < b.login ? -1 : 1));
}

function groupOf(groups: RosterFacts["groups"], name: string): string {
  return groups
    .filter((group) => group.members.includes(name))
    .map((group) => group.name)
    .join("、");
}

/** Somebody whose presence was or will be noted. */
export interface AttendeeFacts {
  readonly attendeeId: string;
  readonly accountId: string | null;
  readonly name: string;
}

/** The line's own attendee: by account, or by the name it was noted under before there was one. */
export function attendeeOf<A extends AttendeeFacts>(
  line: Pick<RosterLine, "accountId" | "name">,
  attendees: readonly A[],
  lines: readonly Pick<RosterLine, "name">[],
): A | undefined {
  const own = attendees.find((one) =>
    line.accountId === null
      ? one.accountId === null && one.name === line.name
      : one.accountId === line.accountId,
  );
  if (own !== undefined || lines.filter((one) => one.name === line.name).length > 1) return own;
  return attendees.find((one) => one.name === line.name && line.name !== "");
}

/**
 * The line of somebody who stands at the door with an account: their own, or that of their name, where
 * nobody else of the house bears it.
 */
export function lineOfAccount(
  lines: readonly RosterLine[],
  who: { readonly accountId: string; readonly name: string; readonly namesakes: number },
): RosterLine | undefined {
  const own = lines.find((line) => line.accountId === who.accountId);
  if (own !== undefined || who.namesakes > 1) return own;
  return lines.find((line) => line.accountId === null && line.name === who.name);
}
