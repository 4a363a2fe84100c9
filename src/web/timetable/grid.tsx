import { useNavigate } from "@tanstack/react-router";
import { useState, type DragEvent } from "react";
import type { Period } from "../../contract/timetable.ts";
import { teacherClashes } from "../../kernel/lessons/clashes.ts";
import { placeAll, rowsFor, type Placed, type Row } from "../../kernel/lessons/grid.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { day as dayText } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { type Column, beganBefore, clockOf, lessonsOf, placeAt, stretchOf } from "./columns.ts";
import { LessonBlock } from "./lesson-block.tsx";
import { type Carrying, useCarry } from "./use-carry.ts";
import type { Mover } from "./use-move.ts";
import "./timetable.css";

interface Props {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly lessons: readonly LessonNow[];
  readonly periods: readonly Period[];
  readonly mover: Mover;
  readonly onMoveTo: (lesson: LessonNow) => void;
}

interface Held {
  readonly lesson: LessonNow;
  /** Which of its rows was taken hold of. */
  readonly grab: number;
}

/** Periods down, rooms or days across; a lesson is a block in it (S0-5.3.1). */
export function TimetableGrid(props: Props) {
  const { t } = useWords();
  const { columns, lessons, periods, mover } = props;
  const inColumns = columns.map((column) => lessonsOf(lessons, column));
  const rows = rowsFor(
    periods,
    columns.flatMap((column, c) =>
      (inColumns[c] ?? []).map((lesson) => stretchOf(lesson, column.dayMs)),
    ),
  );
  const put = (lesson: LessonNow, at: At) => {
    const row = rows[at.row];
    const column = columns[at.column];
    if (row === undefined || column === undefined) return;
    const to = placeAt(lesson, { row, column }, periods);
    const same = to.startMs === lesson.startMs && to.venueId === lesson.venueId;
    if (!same) mover.move({ lesson, to });
  };
  const carry = useCarry({ rows: rows.length, columns: columns.length, onPut: put });
  const hold = useHold(put);
  const clashes = teacherClashes(lessons);
  return (
    <section className="scroll-x tt-scroll" aria-label={props.label}>
      <p className="unseen" role="status">
        {told(t, carry.carrying, { rows, columns })}
      </p>
      <div
        className="tt-grid"
        style={{
          minWidth: `${periodWidthPx + columns.length * columnLeastPx}px`,
          gridTemplateColumns: `${periodWidthPx}px repeat(${columns.length}, minmax(0, 1fr))`,
          gridTemplateRows: `auto repeat(${rows.length}, minmax(62px, auto))`,
        }}
      >
        <Heads rows={rows} columns={columns} />
        <Cells rows={rows} columns={columns} hold={hold} />
        {columns.map((column, c) => (
          <Blocks
            key={column.key}
            grid={props}
            rows={rows}
            at={c}
            column={column}
            lessons={inColumns[c] ?? []}
            clashes={clashes}
            carry={carry}
            hold={hold}
          />
        ))}
        {carry.carrying === null ? null : <Target at={carry.carrying.at} />}
      </div>
    </section>
  );
}

const periodWidthPx = 92;
const columnLeastPx = 118;

interface At {
  readonly row: number;
  readonly column: number;
}

/** What the pointer holds, and the cell it is over. */
function useHold(put: (lesson: LessonNow, at: At) => void) {
  const [held, setHeld] = useState<Held | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const end = () => {
    setHeld(null);
    setOver(null);
  };
  return {
    over,
    setOver,
    take: setHeld,
    end,
    drop: (at: At) => {
      if (held !== null) put(held.lesson, { ...at, row: Math.max(0, at.row - held.grab) });
      end();
    },
  };
}
type Hold = ReturnType<typeof useHold>;

function Target(props: { readonly at: At }) {
  const { row, column } = props.at;
  return <div className="tt-target" style={{ gridColumn: column + 2, gridRow: row + 2 }} />;
}

function Cells(props: {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly hold: Hold;
}) {
  const may = useMay();
  const { rows, columns, hold } = props;
  return columns.map((column, c) =>
    rows.map((row, r) => (
      <Cell
        key={`${column.key} ${row.fromMinute}`}
        row={row}
        column={column}
        at={{ row: r, column: c }}
        over={hold.over === `${r} ${c}`}
        mayPlan={may("lesson.plan")}
        onOver={() => hold.setOver(`${r} ${c}`)}
        onDrop={() => hold.drop({ row: r, column: c })}
      />
    )),
  );
}

/** The lessons of one column. */
function Blocks(props: {
  readonly grid: Props;
  readonly rows: readonly Row[];
  readonly at: number;
  readonly column: Column;
  readonly lessons: readonly LessonNow[];
  readonly clashes: ReadonlyMap<string, string>;
  readonly carry: ReturnType<typeof useCarry>;
  readonly hold: Hold;
}) {
  const { grid, rows, column, lessons, carry, hold } = props;
  const placed = placeAll(
    rows,
    lessons.map((lesson) => stretchOf(lesson, column.dayMs)),
  );
  return lessons.map((lesson, at) => {
    const { first = 0, last = 0 } = placed[at] ?? {};
    return (
      <LessonBlock
        key={lesson.lessonId}
        lesson={lesson}
        column={column}
        style={areaOf(placed[at], props.at)}
        clash={props.clashes.get(lesson.lessonId)}
        carrying={carry.carrying?.lesson.lessonId === lesson.lessonId}
        mover={grid.mover}
        onMoveTo={grid.onMoveTo}
        onKey={(event) => {
          if (!beganBefore(lesson, column))
            carry.onKey(event, { lesson, at: { row: first, column: props.at } });
        }}
        onLeave={carry.drop}
        onDragStart={(event) => hold.take({ lesson, grab: grabbedRow(event, last - first + 1) })}
        onDragEnd={hold.end}
        onDrop={(event) =>
          hold.drop({ row: first + grabbedRow(event, last - first + 1), column: props.at })
        }
      />
    );
  });
}

/** Which of a block's rows the pointer took hold of. */
function grabbedRow(event: DragEvent<HTMLElement>, span: number): number {
  const box = event.currentTarget.getBoundingClientRect();
  const part = box.height === 0 ? 0 : (event.clientY - box.top) / box.height;
  return Math.min(span - 1, Math.max(0, Math.floor(part * span)));
}

function areaOf(placed: Placed | undefined, column: number) {
  const { first = 0, last = 0, lane = 0, lanes = 1 } = placed ?? {};
  return {
    gridColumn: column + 2,
    gridRow: `${first + 2} / ${last + 3}`,
    width: `calc(${100 / lanes}% - 6px)`,
    marginInlineStart: `calc(${(100 * lane) / lanes}% + 3px)`,
  };
}

function told(
  t: ReturnType<typeof useWords>["t"],
  carrying: Carrying | null,
  grid: { readonly rows: readonly Row[]; readonly columns: readonly Column[] },
): string {
  if (carrying === null) return "";
  const { row, column } = carrying.at;
  if (!carrying.moved) return t("gridPage/carrying", { project: carrying.lesson.project });
  const title = grid.columns[column];
  return t("gridPage/target", {
    column: title === undefined ? "" : `${title.title} ${title.note}`,
    row: rowName(t, grid.rows[row]),
  });
}

function rowName(t: ReturnType<typeof useWords>["t"], row: Row | undefined): string {
  if (row === undefined) return "";
  const clock = `${clockOf(row.fromMinute)}–${clockOf(row.toMinute)}`;
  return `${row.name ?? t("gridPage/between")} ${clock}`;
}

function Heads(props: { readonly rows: readonly Row[]; readonly columns: readonly Column[] }) {
  const { t } = useWords();
  return (
    <>
      <div className="tt-head tt-corner" style={{ gridColumn: 1, gridRow: 1 }}>
        {t("gridPage/period")}
      </div>
      {props.columns.map((column, c) => (
        <div
          key={column.key}
          className={column.today ? "tt-head today" : "tt-head"}
          style={{ gridColumn: c + 2, gridRow: 1 }}
        >
          <b>{column.title}</b> <span className="number">{column.note}</span>
        </div>
      ))}
      {props.rows.map((row, r) => (
        <div
          key={row.fromMinute}
          className="tt-head tt-period"
          style={{ gridColumn: 1, gridRow: r + 2 }}
        >
          <b>{row.name ?? t("gridPage/between")}</b>
          <span className="number">
            {clockOf(row.fromMinute)}
            <br />
            {clockOf(row.toMinute)}
          </span>
        </div>
      ))}
    </>
  );
}

/** A free cell is where a new lesson begins, and where a moved one is put down. */
function Cell(props: {
  readonly row: Row;
  readonly column: Column;
  readonly at: { readonly row: number; readonly column: number };
  readonly over: boolean;
  readonly mayPlan: boolean;
  readonly onOver: () => void;
  readonly onDrop: () => void;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { row, column, at, mayPlan } = props;
  const style = { gridColumn: at.column + 2, gridRow: at.row + 2 };
  const className = `tt-cell${column.today ? " today" : ""}${props.over ? " over" : ""}`;
  if (!mayPlan) return <div className={className} style={style} />;
  const name = t("gridPage/emptySlot", {
    column: `${column.title} ${column.note}`,
    row: rowName(t, row),
  });
  return (
    <button
      type="button"
      // One of them is reached by keyboard: what scrolls must be reachable.
      tabIndex={at.row === 0 && at.column === 0 ? 0 : -1}
      className={className}
      style={style}
      aria-label={name}
      data-row={at.row}
      data-column={at.column}
      onDragOver={(event) => {
        event.preventDefault();
        if (!props.over) props.onOver();
      }}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
      onClick={() =>
        void navigate({
          to: "/lessons/plan",
          search: {
            ...(column.venueId === null ? {} : { venue: column.venueId }),
            ...(column.teacherId === null ? {} : { teacher: column.teacherId }),
            day: dayText(column.dayMs),
            start: clockOf(row.fromMinute),
            end: clockOf(row.toMinute),
          },
        })
      }
    />
  );
}
