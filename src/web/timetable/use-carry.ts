import { useState, type KeyboardEvent } from "react";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { nowMs } from "../look/now.ts";

interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface Carrying {
  readonly lesson: LessonNow;
  readonly at: Cell;
  readonly moved: boolean;
}

const steps: ReadonlyMap<string, Cell> = new Map([
  ["ArrowUp", { row: -1, column: 0 }],
  ["ArrowDown", { row: 1, column: 0 }],
  ["ArrowLeft", { row: 0, column: -1 }],
  ["ArrowRight", { row: 0, column: 1 }],
]);

/** Recording begins some minutes early; the house has the last word about that. */
export function isMovable(lesson: LessonNow): boolean {
  const beginsMs = lesson.recording ? lesson.recordFromMs : lesson.startMs;
  return lesson.state === "planned" && beginsMs > nowMs();
}

/** Enter picks a lesson up, arrows choose a cell, Enter puts it down, Escape leaves it where it was. */
export function useCarry(grid: {
  readonly rows: number;
  readonly columns: number;
  readonly onPut: (lesson: LessonNow, at: Cell) => void;
}) {
  const [carrying, setCarrying] = useState<Carrying | null>(null);
  const onKey = (event: KeyboardEvent, from: { readonly lesson: LessonNow; readonly at: Cell }) => {
    const step = steps.get(event.key);
    if (carrying === null) {
      if (event.key !== "Enter" || !isMovable(from.lesson)) return;
      event.preventDefault();
      setCarrying({ ...from, moved: false });
      return;
    }
    if (event.key === "Escape") setCarrying(null);
    else if (event.key === "Enter") {
      setCarrying(null);
      if (carrying.moved) grid.onPut(carrying.lesson, carrying.at);
    } else if (step !== undefined) {
      const within = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
      const at = {
        row: within(carrying.at.row + step.row, grid.rows),
        column: within(carrying.at.column + step.column, grid.columns),
      };
      setCarrying({ ...carrying, at, moved: true });
    } else if (event.key !== " ") return;
    event.preventDefault();
  };
  return { carrying, onKey, drop: () => setCarrying(null) };
}
