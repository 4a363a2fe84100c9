import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Attempt, DrawnTool, Note, Stroke } from "../../contract/debrief.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { BookmarkList } from "../looking/bookmarks.tsx";
import { useWords } from "../words/index.ts";
import { attemptKey } from "./attempt-choice.tsx";
import { debriefKey, type Drawn, NoteForm, NoteList } from "./notes.tsx";
import { Pair } from "./pair.ts";
import { PairControls } from "./pair-controls.tsx";
import { type AttemptScore, Rubric } from "./rubric.tsx";
import { type Ready, SideView } from "./side-view.tsx";

interface Props {
  readonly lessonId: string;
  readonly first: Attempt | undefined;
  readonly second: Attempt | undefined;
  /** Where the address leads to. */
  readonly atMs: number | undefined;
  readonly startMs: number;
}

function useScore(attempt: Attempt | undefined) {
  return useQuery({
    queryKey: ["debrief-attempt", attempt === undefined ? "" : attemptKey(attempt)],
    queryFn: () =>
      attempt === undefined
        ? null
        : ask("debrief.attempt", {
            params: { assignmentId: attempt.assignmentId, studentId: attempt.studentId },
          }),
  });
}

function useNotes(lessonId: string | undefined) {
  return useQuery({
    queryKey: debriefKey(lessonId ?? ""),
    queryFn: () => (lessonId === undefined ? null : ask("debrief.read", { params: { lessonId } })),
  });
}

/** The players that are there, aligned; each lives as long as its side's viewing. */
function usePair(aligned: readonly (number | undefined)[]) {
  const [pair] = useState(() => new Pair());
  const [ready, setReady] = useState<readonly (Ready | undefined)[]>([]);
  const shown = useSyncExternalStore(pair.subscribe, pair.shown);
  useEffect(() => {
    pair.run();
    return () => pair.close();
  }, [pair]);
  const [first, second] = ready;
  const [firstAt, secondAt] = aligned;
  useEffect(() => {
    const sides = [
      first === undefined ? [] : [{ ...first, alignedMs: firstAt ?? first.startMs }],
      second === undefined ? [] : [{ ...second, alignedMs: secondAt ?? second.startMs }],
    ];
    pair.take(sides.flat());
  }, [pair, first, second, firstAt, secondAt]);
  const onFirst = useCallback((one: Ready | undefined) => setReady(([, two]) => [one, two]), []);
  const onSecond = useCallback((two: Ready | undefined) => setReady(([one]) => [one, two]), []);
  return { pair, shown, ready, onFirst, onSecond };
}

/** Where a side stands for position 0 at first: its first mark, or the lesson's beginning. */
function startOf(attempt: Attempt | undefined, startMs: number): number {
  return attempt?.firstMs ?? attempt?.lessonStartMs ?? startMs;
}

/** Where each side stands for position 0, and how that is changed. */
function useAligned({ first, second, startMs }: Props) {
  const pairKey = [first, second].map((one) => (one === undefined ? "" : attemptKey(one))).join();
  const [moved, setMoved] = useState<{ key: string; at: readonly number[] } | null>(null);
  const aligned =
    moved?.key === pairKey ? moved.at : [startOf(first, startMs), startOf(second, startMs)];
  return { aligned, setAligned: (at: readonly number[]) => setMoved({ key: pairKey, at }) };
}

function movesOf(of: {
  readonly pair: Pair;
  readonly ready: readonly (Ready | undefined)[];
  readonly aligned: readonly number[];
  readonly setAligned: (at: readonly number[]) => void;
  readonly alone: boolean;
}) {
  const { pair, ready, aligned, setAligned, alone } = of;
  const led = (side: 0 | 1) => (toMs: number) => {
    pair.pause();
    pair.seek(toMs - (aligned[side] ?? 0));
  };
  return {
    /** Both go to where this instant of one side stands. */
    led,
    /** Both instants are shown at once from now on. */
    align: (at: readonly number[]) => {
      setAligned(at);
      for (const [side, one] of ready.entries()) one?.player.seek(at[side] ?? one.startMs);
    },
    /** On one side's own timeline only that side moves, and both are aligned as they stand then. */
    one: (side: 0 | 1, toMs: number) => {
      if (alone) {
        pair.seek(toMs - (aligned[0] ?? 0));
        return;
      }
      const now = ready.map((one, at) => one?.player.nowMs() ?? aligned[at] ?? 0);
      pair.pause();
      ready[side]?.player.seek(toMs);
      setAligned(now.map((ms, at) => (at === side ? toMs : ms)));
    },
  };
}

export function SideBySide(props: Props) {
  const { t } = useWords();
  const { lessonId, first, second } = props;
  const { aligned, setAligned } = useAligned(props);
  const { pair, shown, ready, onFirst, onSecond } = usePair(aligned);
  const scores = [useScore(first), useScore(second)] as const;
  const notes = [useNotes(lessonId), useNotes(second?.lessonId)] as const;
  const drawing = useDrawing();
  const moves = movesOf({ pair, ready, aligned, setAligned, alone: second === undefined });
  const sideProps = (side: 0 | 1) => ({
    title: second === undefined ? "" : t(side === 0 ? "debrief/first" : "debrief/other"),
    attempt: side === 0 ? first : second,
    startMs: side === 0 ? (props.atMs ?? aligned[0]) : aligned[1],
    notes: notes[side].data?.notes ?? [],
    tool: drawing.tool,
    fresh: (cameraId: string) => drawing.of(side, cameraId),
    onBegin: () => pair.pause(),
    onStroke: (cameraId: string, stroke: Stroke) => drawing.add(side, cameraId, stroke),
    onReady: side === 0 ? onFirst : onSecond,
    onSeek: (toMs: number) => moves.one(side, toMs),
  });
  const studentId = (drawing.side === 0 ? first : second)?.studentId ?? null;
  return (
    <div className="stack">
      {second === undefined ? null : (
        <AlignChoice
          scores={scores.map((one) => one.data)}
          {...{ first, second }}
          onAlign={moves.align}
        />
      )}
      <div className={second === undefined ? "debrief-sides" : "debrief-sides two"}>
        <SideView key={`first ${lessonId}`} lessonId={lessonId} {...sideProps(0)} />
        {second === undefined ? null : (
          <SideView key={attemptKey(second)} lessonId={second.lessonId} {...sideProps(1)} />
        )}
      </div>
      <PairControls pair={pair} shown={shown} />
      <div className="debrief-below">
        <RubricOf attempt={first} score={scores[0]} onSeek={moves.led(0)} />
        {second === undefined ? (
          <BookmarkList lessonId={lessonId} onSeek={moves.led(0)} />
        ) : (
          <RubricOf attempt={second} score={scores[1]} onSeek={moves.led(1)} />
        )}
        <Notes
          read={notes[0].data}
          drawing={drawing}
          drawn={drawing.drawn([lessonId, second?.lessonId ?? lessonId])}
          studentId={studentId}
          atMs={() => ready[drawing.side]?.player.nowMs() ?? props.startMs}
          onSeek={moves.led(0)}
        />
      </div>
    </div>
  );
}

/** Draw and write for those who may, and what was written. */
function Notes(props: {
  readonly read: ReturnType<typeof useNotes>["data"];
  readonly drawing: ReturnType<typeof useDrawing>;
  readonly drawn: Drawn;
  readonly studentId: string | null;
  readonly atMs: () => number;
  readonly onSeek: (toMs: number) => void;
}) {
  const { t } = useWords();
  const { drawing } = props;
  const [corrects, setCorrects] = useState<Note | null>(null);
  const mayNote = props.read?.mayNote === true;
  return (
    <div className="stack">
      {mayNote ? (
        <NoteForm
          drawn={props.drawn}
          tool={drawing.tool}
          studentId={props.studentId}
          corrects={corrects}
          atMs={props.atMs}
          onTool={drawing.setTool}
          onClear={drawing.clear}
          onDone={() => {
            drawing.clear();
            setCorrects(null);
          }}
        />
      ) : null}
      <NoteList
        title={t("debrief/notes")}
        notes={props.read?.notes ?? []}
        mayNote={mayNote}
        onSeek={props.onSeek}
        onCorrect={setCorrects}
      />
    </div>
  );
}

/** What was drawn and not kept yet: on one picture at a time. */
function useDrawing() {
  const [tool, setTool] = useState<DrawnTool | null>(null);
  const [now, setNow] = useState<{ side: 0 | 1; cameraId: string; strokes: readonly Stroke[] }>();
  return {
    tool,
    setTool,
    side: now?.side ?? 0,
    clear: () => setNow(undefined),
    of: (side: 0 | 1, cameraId: string) =>
      now?.side === side && now.cameraId === cameraId ? now.strokes : [],
    add: (side: 0 | 1, cameraId: string, stroke: Stroke) => {
      const before = now?.side === side && now.cameraId === cameraId ? now.strokes : [];
      setNow({ side, cameraId, strokes: [...before, stroke] });
    },
    drawn: (lessonIds: readonly string[]) => ({
      lessonId: lessonIds[now?.side ?? 0] ?? "",
      cameraId: now?.cameraId ?? null,
      strokes: now?.strokes ?? [],
    }),
  };
}

function RubricOf(props: {
  readonly attempt: Attempt | undefined;
  readonly score: ReturnType<typeof useScore>;
  readonly onSeek: (toMs: number) => void;
}) {
  const { attempt, score } = props;
  if (score.isError) return <Failure error={score.error} />;
  const { data } = score;
  if (attempt === undefined || data === undefined || data === null) return null;
  return <Rubric attempt={attempt} score={data} onSeek={props.onSeek} />;
}

/** Steps that both have a time for: both sides reach the chosen one together. */
function AlignChoice(props: {
  readonly scores: readonly (AttemptScore | null | undefined)[];
  readonly first: Attempt | undefined;
  readonly second: Attempt;
  readonly onAlign: (at: readonly number[]) => void;
}) {
  const { t } = useWords();
  const { scores, first, second } = props;
  const [one, two] = scores;
  const choices = useMemo(() => {
    const starts =
      first?.firstMs == null || second.firstMs === null ? [] : [[first.firstMs, second.firstMs]];
    const steps = (one?.steps ?? []).flatMap((step) => {
      const other = two?.steps.find((each) => each.itemId === step.itemId);
      return step.atMs === null || other === undefined || other.atMs === null
        ? []
        : [{ label: step.step, at: [step.atMs, other.atMs] }];
    });
    return [...starts.map((at) => ({ label: t("debrief/alignStart"), at })), ...steps];
  }, [one, two, first, second, t]);
  return (
    <label className="debrief-align">
      {t("debrief/alignMark")}
      <Select
        aria-label={t("debrief/alignMark")}
        placeholder={t("debrief/alignNote")}
        options={choices.map((choice, at) => ({ value: at, label: choice.label }))}
        onChange={(at: number) => {
          const choice = choices[at];
          if (choice !== undefined) props.onAlign(choice.at);
        }}
      />
    </label>
  );
}
