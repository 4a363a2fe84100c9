/** How many stations, loops and candidates an exam has. */
export interface Shape {
  readonly stations: number;
  readonly circuits: number;
  readonly candidates: number;
}

/** More candidates than places make more rounds (轮). */
export function roundsOf({ stations, circuits, candidates }: Shape): number {
  const places = stations * circuits;
  return places === 0 ? 0 : Math.ceil(candidates / places);
}

/** Turns (场) of the day: in each round as many as there are stations. */
export function turnsOf(shape: Shape): number {
  return roundsOf(shape) * shape.stations;
}

/** Where an exam's candidate is in one turn; circuit, station and turn by their number from 0. */
export interface Visit {
  readonly candidateId: string;
  readonly circuit: number;
  readonly station: number;
  readonly turn: number;
  readonly round: number;
}

interface Seats {
  readonly stations: number;
  readonly circuits: number;
  /** Who begins where; as long as there are places in all rounds. */
  readonly order: readonly (string | null)[];
}

/**
 * Every visit of the day. Within a round all move on by one station at the bell (a cyclic Latin square): each
 * comes to each station once, and no station ever holds two.
 */
export function visitsOf({ stations, circuits, order }: Seats): Visit[] {
  const places = stations * circuits;
  if (places === 0) return [];
  return order.flatMap((candidateId, at) => {
    if (candidateId === null) return [];
    const round = Math.floor(at / places);
    const seat = Math.floor((at % places) / circuits);
    const circuit = at % circuits;
    return Array.from({ length: stations }, (_, turn) => ({
      candidateId,
      circuit,
      station: (seat + turn) % stations,
      turn: round * stations + turn,
      round,
    }));
  });
}

/**
 * The order as it was wished, made to fit: who is no candidate any more leaves it, who is not yet in it
 * takes the first free place; it is as long as there are places in all rounds.
 */
export function fittingOrder(
  wished: readonly (string | null)[],
  candidateIds: readonly string[],
  shape: Pick<Shape, "stations" | "circuits">,
): (string | null)[] {
  const rounds = roundsOf({ ...shape, candidates: candidateIds.length });
  const length = rounds * shape.stations * shape.circuits;
  const known = new Set(candidateIds);
  const placed = new Set<string>();
  const order = Array.from({ length }, (_, at) => {
    const one = wished[at] ?? null;
    if (one === null || !known.has(one) || placed.has(one)) return null;
    placed.add(one);
    return one;
  });
  const left = candidateIds.filter((one) => !placed.has(one));
  return order.map((one) => one ?? left.shift() ?? null);
}

/** Two candidates, or a candidate and an empty place, change places. */
export function swapped(
  order: readonly (string | null)[],
  first: number,
  second: number,
): (string | null)[] {
  return order.map((one, at) => {
    if (at === first) return order[second] ?? null;
    return at === second ? (order[first] ?? null) : one;
  });
}
