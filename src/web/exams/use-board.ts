import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { RunAct } from "../../contract/osce.ts";
import { turnsOf, visitsOf } from "../../kernel/osce/rotation.ts";
import { standingOf } from "../../kernel/osce/run-acts.ts";
import {
  type Phase,
  type Run,
  bellsOf,
  dayLengthMs,
  elapsedAt,
  momentOf,
  phaseAt,
  phasesOf,
  runOf,
} from "../../kernel/osce/run-clock.ts";
import { type Answer, ask } from "../ask.ts";
import { nowMs } from "../look/now.ts";

export type Board = Answer<"exams.board">;
const askEveryMs = 2_000;
const tickMs = 200;

export const boardKey = (examId: string) => ["exam-board", examId] as const;

/** What the house said, and how far its clock is ahead of this device's. */
interface Heard {
  readonly board: Board;
  readonly aheadMs: number;
}

export async function hearBoard(examId: string): Promise<Heard> {
  const askedMs = nowMs();
  const board = await ask("exams.board", { params: { examId } }, { background: true });
  // The house looked at its clock about half way between question and answer.
  return { board, aheadMs: board.nowMs - (askedMs + nowMs()) / 2 };
}

export function heardNow(board: Board): Heard {
  return { board, aheadMs: board.nowMs - nowMs() };
}

/** The board, asked again and again; without network what is known goes on by the same clock. */
export function useBoard(examId: string | null) {
  return useQuery({
    queryKey: boardKey(examId ?? ""),
    queryFn: () => hearBoard(examId ?? ""),
    enabled: examId !== null,
    refetchInterval: askEveryMs,
    refetchIntervalInBackground: true,
    networkMode: "always",
    retry: false,
    staleTime: 0,
    gcTime: Infinity,
  });
}

/** The house's time on this device, a few times a second. */
export function useHouseNow(aheadMs: number): number {
  const [now, setNow] = useState(() => nowMs());
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now + aheadMs;
}

export interface Moment {
  readonly run: Run;
  readonly nowMs: number;
  readonly elapsedMs: number;
  readonly phase: Phase;
  readonly turns: number;
  readonly endMs: number;
}

export function turnsOfBoard(board: Board): number {
  return turnsOf({
    stations: board.stations.length,
    circuits: board.circuits.length,
    candidates: board.candidates.length,
  });
}

/** Where the day is at a moment of the house's clock. */
export function momentAt(board: Board, atMs: number): Moment {
  const turns = turnsOfBoard(board);
  const run = runOf(board.plannedMs, board.acts);
  const elapsedMs = elapsedAt(run, atMs);
  const phase = phaseAt(phasesOf(board.timing, turns), elapsedMs);
  const endMs = momentOf(run, dayLengthMs(board.timing, turns), atMs);
  return { run, nowMs: atMs, elapsedMs, phase, turns, endMs };
}

export interface Standing {
  readonly candidateId: string;
  readonly name: string;
  readonly how: "absent" | "late" | null;
}

/** Who stands at a place in a turn. */
export function whoIsAt(
  board: Board,
  at: { readonly circuit: number; readonly station: string; readonly turn: number },
): Standing | null {
  const station = board.stations.findIndex((one) => one.key === at.station);
  const shape = { stations: board.stations.length, circuits: board.circuits.length };
  const visit = visitsOf({ ...shape, order: board.order }).find(
    (one) => one.turn === at.turn && one.circuit === at.circuit && one.station === station,
  );
  const candidate = board.candidates.find((one) => one.candidateId === visit?.candidateId);
  if (candidate === undefined) return null;
  const { candidateId, name } = candidate;
  return { candidateId, name, how: standingOf(board.acts).get(candidateId) ?? null };
}

/** The turn whose candidate the screens speak of: in a change-over and a break already the next. */
export function turnAhead({ phase, turns }: Moment): number {
  const next = phase.name === "change" || phase.name === "break";
  return Math.min(turns - 1, phase.turn + (next ? 1 : 0));
}

/** The next bell by the house's clock; null when the last has rung. */
export function nextBell(board: Board, { run, elapsedMs, nowMs: atMs, turns }: Moment) {
  const ring = bellsOf(board.timing, turns).find((one) => one.atMs > elapsedMs);
  return ring === undefined ? null : { bell: ring.bell, atMs: momentOf(run, ring.atMs, atMs) };
}

export type Acting = Pick<RunAct, "kind"> & {
  readonly actId: string;
  readonly candidateId?: string;
  readonly circuit?: number;
  readonly station?: string;
  readonly reason?: string;
};

export async function sendAct(examId: string, act: Acting): Promise<Board> {
  const { actId, kind, candidateId = null, circuit = null, station = null, reason = "" } = act;
  return ask("exams.run", {
    params: { examId },
    body: { actId, kind, candidateId, circuit, station, reason },
  });
}
