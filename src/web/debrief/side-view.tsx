import { Select } from "antd";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { z } from "zod";
import type { Attempt, DrawnTool, Note, Stroke } from "../../contract/debrief.ts";
import type { LessonTimeline, ViewingOpened } from "../../contract/routes/recording.ts";
import { RefusedError } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useComments } from "../completion/comments.tsx";
import { useBookmarks } from "../looking/bookmarks.tsx";
import { NoticeGate } from "../looking/notice.tsx";
import { RefusedLook, isAboutRight } from "../looking/refused-look.tsx";
import type { Playback } from "../player/playback.ts";
import { Ended, isEnd, type Over, useEnding } from "../recording/ending.tsx";
import { Tile } from "../recording/stage.tsx";
import { firstChoice, usePlayback } from "../recording/use-playback.ts";
import { useViewing } from "../recording/use-viewing.ts";
import { Timeline } from "../timeline/timeline.tsx";
import { useWords } from "../words/index.ts";
import { Drawing } from "./drawing.tsx";

export interface Ready {
  readonly player: Playback;
  readonly startMs: number;
  readonly endMs: number;
}

interface Props {
  /** What to call it where two stand side by side. */
  readonly title: string;
  readonly lessonId: string;
  readonly attempt: Attempt | undefined;
  readonly startMs: number | undefined;
  readonly notes: readonly Note[];
  readonly tool: DrawnTool | null;
  readonly fresh: (cameraId: string) => readonly Stroke[];
  readonly onBegin: () => void;
  readonly onStroke: (cameraId: string, stroke: Stroke) => void;
  readonly onReady: (ready: Ready | undefined) => void;
  readonly onSeek: (toMs: number) => void;
}

/** One attempt's pictures: looked at by the looker's own right to that lesson, or not at all. */
export function SideView(props: Props) {
  const { t } = useWords();
  const { lessonId } = props;
  const { notice, timeline, viewing, asks, reopen, onAccepted } = useViewing(lessonId);
  const error = notice.error ?? timeline.error ?? (asks ? null : viewing.error);
  const refused = error instanceof RefusedError && isAboutRight(error) ? error : null;
  return (
    <section className="debrief-side" aria-label={t("debrief/pictures", { which: props.title })}>
      {asks ? <NoticeGate onAccepted={onAccepted} /> : null}
      {refused === null ? null : <RefusedLook error={refused} lessonId={lessonId} />}
      {error === null || refused !== null ? null : <Failure error={error} onRetry={reopen} />}
      {error === null && !asks && (viewing.data === undefined || timeline.data === undefined) ? (
        <Bones rows={7} />
      ) : null}
      {viewing.data === undefined || timeline.data === undefined ? null : timeline.data.cameras
          .length === 0 ? (
        <Empty title={t("player/noCameras")} next={t("player/noCamerasNext")} />
      ) : (
        <Pictures
          key={viewing.data.viewingId}
          {...props}
          viewing={viewing.data}
          timeline={timeline.data}
          onReopen={reopen}
        />
      )}
    </section>
  );
}

interface PicturesProps extends Props {
  readonly viewing: z.infer<typeof ViewingOpened>;
  readonly timeline: LessonTimeline;
  readonly onReopen: () => void;
}

const tilesMost = 4;

function Pictures(props: PicturesProps) {
  const { t } = useWords();
  const { viewing, timeline, onReady, onSeek } = props;
  const [refused, setRefused] = useState<unknown>(null);
  const [over, setOver] = useState<Over | null>(null);
  const { startMs } = props;
  const player = usePlayback({ viewing, timeline, startMs }, setRefused);
  const shown = useSyncExternalStore(player.subscribe, player.shown);
  const bookmarks = useBookmarks(viewing.lessonId);
  const comments = useComments(viewing.lessonId);
  const [chosen, setChosen] = useState(() => firstChoice(timeline.cameras));
  useEffect(() => player.choose(over === null ? chosen : []), [player, chosen, over]);
  const endMs = Math.min(timeline.span.endMs, timeline.nowMs);
  const fromMs = timeline.span.startMs;
  useEffect(() => {
    onReady(over === null ? { player, startMs: fromMs, endMs } : undefined);
    return () => onReady(undefined);
  }, [player, fromMs, endMs, over, onReady]);
  useEnding(viewing, {
    over,
    end: shown.tiles.map((tile) => tile.failure).find(isEnd),
    onOver: setOver,
  });
  if (over !== null) return <Ended over={over} onReopen={props.onReopen} />;
  return (
    <>
      {refused instanceof RefusedError ? (
        <Failure error={refused} onRetry={props.onReopen} />
      ) : null}
      <div className="debrief-side-head">
        <h2>
          {props.title} <span className="quiet">{props.attempt?.name ?? viewing.title}</span>
        </h2>
        <Select
          mode="multiple"
          size="small"
          aria-label={`${t("player/cameras")}: ${props.title}`}
          value={[...chosen]}
          maxTagCount="responsive"
          options={timeline.cameras.map((line) => ({
            value: line.cameraId,
            label: `${line.label} ${line.name}`,
          }))}
          onChange={(next) => setChosen(next.slice(0, tilesMost))}
        />
      </div>
      <Tiles {...props} {...{ player, shown, chosen }} onHarm={(harm) => setOver({ harm })} />
      <Timeline
        timeline={timeline}
        bookmarks={bookmarks}
        comments={comments}
        atMs={shown.atMs}
        chosen={chosen}
        onSeek={onSeek}
      />
    </>
  );
}

/** A drawing stands from its instant on for so long, and a moment before. */
const shownBeforeMs = 300;
const shownAfterMs = 3_000;

function Tiles(
  props: PicturesProps & {
    readonly player: Playback;
    readonly shown: ReturnType<Playback["shown"]>;
    readonly chosen: readonly string[];
    readonly onHarm: Parameters<typeof Tile>[0]["onHarm"];
  },
) {
  const { player, shown, chosen, timeline } = props;
  const here = props.notes.filter(
    (note) =>
      !note.corrected &&
      shown.atMs >= note.atMs - shownBeforeMs &&
      shown.atMs <= note.atMs + shownAfterMs,
  );
  return (
    <div className="stage">
      <div className="stage-grid" data-mark-ground data-count={Math.max(1, chosen.length)}>
        {chosen.map((cameraId) => {
          const line = timeline.cameras.find((one) => one.cameraId === cameraId);
          if (line === undefined) return null;
          return (
            <Tile
              key={cameraId}
              line={line}
              tile={shown.tiles.find((one) => one.cameraId === cameraId)}
              viewing={props.viewing}
              nowMs={timeline.nowMs}
              onHarm={props.onHarm}
              {...{ player, shown }}
              drawn={
                <Drawing
                  kept={here.flatMap((note) => (note.cameraId === cameraId ? note.strokes : []))}
                  fresh={props.fresh(cameraId)}
                  tool={props.tool}
                  onBegin={props.onBegin}
                  onStroke={(stroke) => props.onStroke(cameraId, stroke)}
                />
              }
            />
          );
        })}
      </div>
    </div>
  );
}
