import { ColumnWidthOutlined, ZoomInOutlined, ZoomOutOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { LessonComment } from "../../contract/completion.ts";
import type { Bookmark } from "../../contract/looking.ts";
import type { LessonTimeline } from "../../contract/routes/recording.ts";
import { length, secondOfDay } from "../look/times.ts";
import { useAppearance } from "../look/theme.ts";
import { useWords } from "../words/index.ts";
import { axisPixels, following, rowPixels, zoomed, type View, type Whole } from "./layout.ts";
import { marksOf, type TimelineMark } from "./marks.ts";
import { reachedMs, tracksOf } from "./tracks.ts";
import { usePainting, usePointers, useWheel, useWidth, type Hover } from "./use-canvas.ts";
import "./timeline.css";

interface Props {
  readonly timeline: LessonTimeline;
  readonly bookmarks: readonly Bookmark[];
  readonly comments: readonly LessonComment[];
  readonly atMs: number;
  readonly chosen: readonly string[];
  readonly onSeek: (toMs: number) => void;
}

/** The view follows the clock when the clock has moved out of it. */
function useView(whole: Whole, atMs: number) {
  const [view, setView] = useState<View>(whole);
  const [seen, setSeen] = useState(atMs);
  if (seen !== atMs) {
    setSeen(atMs);
    setView(following(view, whole, atMs));
  }
  return [view, setView] as const;
}

/** Tracks per camera on our own canvas; beside it a labelled slider does the same for the keyboard. */
export function Timeline(props: Props) {
  const { t } = useWords();
  const { timeline, atMs, onSeek } = props;
  const { dark } = useAppearance();
  const whole = timeline.span;
  const [view, setView] = useView(whole, atMs);
  const [hover, setHover] = useState<Hover | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const widthPixels = useWidth(canvas);
  const tracks = useMemo(() => tracksOf(timeline.cameras), [timeline.cameras]);
  const chosen = useMemo(() => new Set(props.chosen), [props.chosen]);
  const height = axisPixels + tracks.length * rowPixels;
  const { lesson } = timeline;
  const hoverMs = hover?.atMs;
  const { bookmarks, comments } = props;
  const marks = useMemo(() => marksOf(bookmarks, comments), [bookmarks, comments]);
  const picture = {
    widthPixels,
    height,
    view,
    lesson,
    tracks,
    marks,
    chosen,
    atMs,
    hoverMs,
    dark,
  };
  usePainting(canvas, { ...picture, reachedMs: reachedMs(timeline) });
  useWheel(canvas, whole, setView);
  const pointers = usePointers({
    marks,
    view,
    whole,
    widthPixels,
    onView: setView,
    onSeek,
    onHover: setHover,
  });
  const zoom = (factor: number) => setView((now) => zoomed(now, whole, factor, atMs));
  return (
    <section className="timeline" aria-label={t("timeline/title")}>
      <div className="timeline-tools">
        <Slider {...props} />
        <Zoom onZoom={zoom} onAll={() => setView(whole)} />
      </div>
      <div className="timeline-body">
        <Names tracks={tracks} chosen={chosen} />
        <div className="timeline-canvas">
          <canvas ref={canvas} style={{ height }} aria-hidden {...pointers} />
          {hover === null ? null : <Hint {...hover} tracks={tracks} />}
        </div>
      </div>
      <div className="timeline-legend" aria-hidden>
        <span className="key recorded">{t("timeline/recorded")}</span>
        <span className="key gap">{t("timeline/gap")}</span>
        <span className="key around">{t("timeline/around")}</span>
        <span className="quiet">{t("timeline/wheel")}</span>
      </div>
    </section>
  );
}

function Zoom(props: { readonly onZoom: (factor: number) => void; readonly onAll: () => void }) {
  const { t } = useWords();
  return (
    <>
      <Button
        size="small"
        icon={<ZoomInOutlined aria-hidden />}
        aria-label={t("timeline/zoomIn")}
        onClick={() => props.onZoom(2)}
      />
      <Button
        size="small"
        icon={<ZoomOutOutlined aria-hidden />}
        aria-label={t("timeline/zoomOut")}
        onClick={() => props.onZoom(0.5)}
      />
      <Button
        size="small"
        icon={<ColumnWidthOutlined aria-hidden />}
        aria-label={t("timeline/zoomAll")}
        onClick={props.onAll}
      />
    </>
  );
}

function Names(props: {
  readonly tracks: ReturnType<typeof tracksOf>;
  readonly chosen: ReadonlySet<string>;
}) {
  return (
    <ul className="timeline-names" style={{ paddingTop: axisPixels }} aria-hidden>
      {props.tracks.map((track) => (
        <li
          key={track.cameraId}
          style={{ height: rowPixels }}
          title={track.title}
          className={props.chosen.has(track.cameraId) ? "chosen" : ""}
        >
          {track.title}
        </li>
      ))}
    </ul>
  );
}

function Hint(props: {
  readonly x: number;
  readonly row: number;
  readonly atMs: number;
  readonly mark: TimelineMark | undefined;
  readonly tracks: ReturnType<typeof tracksOf>;
}) {
  const { t } = useWords();
  const track = props.tracks[props.row];
  const gap = track?.gaps.find((one) => props.atMs >= one.startMs && props.atMs < one.endMs);
  return (
    <div className="timeline-hint" style={{ left: props.x }}>
      <b>{secondOfDay(props.mark?.atMs ?? props.atMs)}</b>
      {props.mark === undefined ? null : <MarkHint mark={props.mark} />}
      {track === undefined ? null : <span>{track.title}</span>}
      {gap === undefined ? null : (
        <span className="cause">
          {t("timeline/gap")} {length(gap.endMs - gap.startMs)} ·{" "}
          {t(`terms/gapCauses/${gap.cause}`)}
        </span>
      )}
    </div>
  );
}

/** What a flag stands for; the lists beside the picture say the same to the keyboard. */
function MarkHint({ mark }: { readonly mark: TimelineMark }) {
  const { t } = useWords();
  return (
    <span>
      {mark.of.kind === "bookmark" ? t(`terms/bookmarks/${mark.of.bookmark}`) : mark.of.text}
    </span>
  );
}

const steps = new Map([
  ["ArrowLeft", -5_000],
  ["ArrowDown", -5_000],
  ["ArrowRight", 5_000],
  ["ArrowUp", 5_000],
  ["PageDown", -60_000],
  ["PageUp", 60_000],
]);

function Slider(props: Props) {
  const { t } = useWords();
  const { span } = props.timeline;
  const endMs = reachedMs(props.timeline);
  const onKey = (event: KeyboardEvent) => {
    const step = steps.get(event.key);
    if (event.key === "Home") props.onSeek(span.startMs);
    else if (event.key === "End") props.onSeek(endMs);
    else if (step !== undefined) props.onSeek(props.atMs + step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      type="range"
      className="timeline-slider"
      aria-label={t("timeline/slider")}
      aria-valuetext={secondOfDay(props.atMs)}
      min={span.startMs}
      max={endMs}
      step={1_000}
      value={Math.min(endMs, Math.max(span.startMs, Math.round(props.atMs)))}
      onChange={(event) => props.onSeek(Number(event.target.value))}
      onKeyDown={onKey}
    />
  );
}
