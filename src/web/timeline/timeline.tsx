import { ZoomInOutlined, ZoomOutOutlined, ColumnWidthOutlined } from "@ant-design/icons";
import { Button } from "antd";
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import type { LessonTimeline } from "../../contract/routes/recording.ts";
import { length, secondOfDay } from "../look/times.ts";
import { useAppearance } from "../look/theme.ts";
import { useWords } from "../words/index.ts";
import { axisPixels, following, hitOf, panned, rowPixels, zoomed, type View } from "./layout.ts";
import { coloursOf, paint } from "./paint.ts";
import { reachedMs, tracksOf } from "./tracks.ts";
import "./timeline.css";

interface Props {
  readonly timeline: LessonTimeline;
  readonly atMs: number;
  readonly chosen: readonly string[];
  readonly onSeek: (toMs: number) => void;
}

/** Tracks per camera on our own canvas; beside it a labelled slider does the same for the keyboard. */
export function Timeline(props: Props) {
  const { t } = useWords();
  const { timeline, atMs } = props;
  const { dark } = useAppearance();
  const whole = timeline.span;
  const [view, setView] = useState<View>(whole);
  const [hover, setHover] = useState<{
    readonly x: number;
    readonly row: number;
    readonly atMs: number;
  } | null>(null);
  const [widthPixels, setWidth] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tracks = useMemo(() => tracksOf(timeline.cameras), [timeline.cameras]);
  const chosen = useMemo(() => new Set(props.chosen), [props.chosen]);
  const pointers = useRef(new Map<number, { readonly x: number; readonly y: number }>());
  const height = axisPixels + tracks.length * rowPixels;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element === null || context === null || context === undefined || widthPixels === 0) return;
    const scale = window.devicePixelRatio;
    const wide = Math.round(widthPixels * scale);
    const high = Math.round(height * scale);
    if (element.width !== wide) element.width = wide;
    if (element.height !== high) element.height = high;
    paint(context, {
      widthPixels,
      scale,
      view,
      lesson: timeline.lesson,
      reachedMs: reachedMs(timeline),
      tracks,
      chosen,
      atMs,
      hoverMs: hover?.atMs,
      colours: coloursOf(element),
    });
  }, [widthPixels, height, view, timeline, tracks, chosen, atMs, hover, dark]);
  useEffect(() => {
    setView((now) => following(now, whole, atMs));
  }, [atMs, whole]);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    // React listens passively to wheels; the page must not scroll while zooming.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      setView((now) => {
        const around = hitOf(now, element.clientWidth, { x: event.offsetX, y: 0 }).atMs;
        if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
          const by = event.shiftKey ? event.deltaY : event.deltaX;
          return panned(now, whole, (by / element.clientWidth) * (now.endMs - now.startMs));
        }
        return zoomed(now, whole, Math.exp(-event.deltaY * 0.0016), around);
      });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [whole]);

  const place = (event: PointerEvent) => ({
    x: event.nativeEvent.offsetX,
    y: event.nativeEvent.offsetY,
  });
  const onMove = (event: PointerEvent) => {
    const now = place(event);
    const before = pointers.current.get(event.pointerId);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (before !== undefined && other !== undefined) {
      const factor =
        Math.max(8, Math.abs(now.x - other.x)) / Math.max(8, Math.abs(before.x - other.x));
      const middle = hitOf(view, widthPixels, { x: (now.x + other.x) / 2, y: 0 }).atMs;
      setView(zoomed(view, whole, factor, middle));
    } else if (before !== undefined) props.onSeek(hitOf(view, widthPixels, now).atMs);
    if (before !== undefined) pointers.current.set(event.pointerId, now);
    setHover({ x: now.x, ...hitOf(view, widthPixels, now) });
  };
  const onDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, place(event));
    if (pointers.current.size === 1) props.onSeek(hitOf(view, widthPixels, place(event)).atMs);
  };
  const onUp = (event: PointerEvent) => pointers.current.delete(event.pointerId);
  const zoom = (factor: number) => setView((now) => zoomed(now, whole, factor, atMs));

  return (
    <section className="timeline" aria-label={t("timeline/title")}>
      <div className="timeline-tools">
        <Slider {...props} />
        <Button
          size="small"
          icon={<ZoomInOutlined aria-hidden />}
          aria-label={t("timeline/zoomIn")}
          onClick={() => zoom(2)}
        />
        <Button
          size="small"
          icon={<ZoomOutOutlined aria-hidden />}
          aria-label={t("timeline/zoomOut")}
          onClick={() => zoom(0.5)}
        />
        <Button
          size="small"
          icon={<ColumnWidthOutlined aria-hidden />}
          aria-label={t("timeline/zoomAll")}
          onClick={() => setView(whole)}
        />
      </div>
      <div className="timeline-body">
        <ul className="timeline-names" style={{ paddingTop: axisPixels }} aria-hidden>
          {tracks.map((track) => (
            <li
              key={track.cameraId}
              style={{ height: rowPixels }}
              title={track.title}
              className={chosen.has(track.cameraId) ? "chosen" : ""}
            >
              {track.title}
            </li>
          ))}
        </ul>
        <div className="timeline-canvas">
          <canvas
            ref={canvas}
            style={{ height }}
            aria-hidden
            onPointerDown={onDown}
            onPointerMove={onMove}
            onPointerUp={onUp}
            onPointerCancel={onUp}
            onPointerLeave={() => setHover(null)}
          />
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

function Hint(props: {
  readonly x: number;
  readonly row: number;
  readonly atMs: number;
  readonly tracks: ReturnType<typeof tracksOf>;
}) {
  const { t } = useWords();
  const track = props.tracks[props.row];
  const gap = track?.gaps.find((one) => props.atMs >= one.startMs && props.atMs < one.endMs);
  return (
    <div className="timeline-hint" style={{ left: props.x }}>
      <b>{secondOfDay(props.atMs)}</b>
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
