import { Slider } from "antd";
import { type KeyboardEvent, type PointerEvent, useEffect, useState } from "react";
import type { Mask, MaskArea } from "../../contract/exports.ts";
import { address } from "../ask.ts";
import { useDebounced } from "../look/use-debounced.ts";
import { daySecond, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { inPicture } from "./mask-row.tsx";
import { type RangeCamera, boundsOf } from "./use-range.ts";

const stepPerMille = 10;
const restMs = 600;
const triesMost = 3;

/** A still of one camera at a moment that can be moved, with the masks that lie on it then. */
export function MaskStill(props: {
  readonly requestId: string;
  readonly camera: RangeCamera;
  readonly masks: readonly Mask[];
  readonly onArea: (at: number, area: MaskArea) => void;
}) {
  const { t } = useWords();
  const { camera, masks } = props;
  const { startMs, endMs } = boundsOf(camera.spans) ?? { startMs: 0, endMs: 1 };
  const [wishedMs, setWishedMs] = useState<number | null>(null);
  // Every still is made and entered: where the slider only passes by, none is.
  const seenMs = useDebounced(wishedMs, restMs);
  const inside = (atMs: number) => Math.min(Math.max(atMs, startMs), endMs - 1);
  const atMs = inside(seenMs ?? startMs);
  const { lessonId, cameraId } = camera;
  const { requestId } = props;
  const src = address("exports.still", {
    params: { requestId },
    query: { lessonId, cameraId, atMs },
  });
  const shown = ({ cameraId: of, span }: Mask) =>
    of === cameraId && (span === null || (span.startMs <= atMs && atMs < span.endMs));
  return (
    <>
      <div className="mask-moment">
        <span>
          {t("masking/at")} <span className="number">{daySecond(inside(wishedMs ?? atMs))}</span>
        </span>
        <Slider
          min={startMs}
          max={endMs - 1}
          step={1_000}
          value={inside(wishedMs ?? atMs)}
          ariaLabelForHandle={t("masking/at")}
          ariaValueTextFormatterForHandle={(value) => secondOfDay(value)}
          tooltip={{ formatter: (value) => secondOfDay(value ?? startMs) }}
          onChange={setWishedMs}
        />
      </div>
      <div className="mask-still">
        <Still key={src} src={src} />
        {masks.map((mask, at) =>
          shown(mask) ? (
            <Area key={at} at={at} mask={mask} onChange={(area) => props.onArea(at, area)} />
          ) : null,
        )}
      </div>
    </>
  );
}

/** The house makes one still at a time: it is asked for again before it is given up. */
function Still(props: { readonly src: string }) {
  const { t } = useWords();
  const [tries, setTries] = useState(1);
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => {
      setWaiting(false);
      setTries((before) => before + 1);
    }, restMs * 2);
    return () => clearTimeout(timer);
  }, [waiting]);
  if (tries > triesMost) return <p role="alert">{t("exportsPanel/noStill")}</p>;
  return (
    <img key={tries} alt={t("masking/still")} src={props.src} onError={() => setWaiting(true)} />
  );
}

function Area(props: {
  readonly at: number;
  readonly mask: Mask;
  readonly onChange: (area: MaskArea) => void;
}) {
  const { t } = useWords();
  const { area, cover } = props.mask;
  const onChange = (next: MaskArea) => props.onChange(inPicture(next));
  const [grip, setGrip] = useState({ x: 0, y: 0 });
  const place = (event: PointerEvent<HTMLButtonElement>) => {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (frame === undefined) return undefined;
    const x = ((event.clientX - frame.left) * 1_000) / frame.width;
    const y = ((event.clientY - frame.top) * 1_000) / frame.height;
    return { x, y };
  };
  const hold = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = place(event);
    if (at !== undefined) setGrip({ x: at.x - area.x, y: at.y - area.y });
  };
  const drag = (event: PointerEvent<HTMLButtonElement>) => {
    const at = place(event);
    if (at === undefined || event.buttons !== 1) return;
    onChange({ ...area, x: at.x - grip.x, y: at.y - grip.y });
  };
  const key = (event: KeyboardEvent) => {
    const dx = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const dy = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const [across, down] = [dx * stepPerMille, dy * stepPerMille];
    onChange(
      event.shiftKey
        ? { ...area, width: area.width + across, height: area.height + down }
        : { ...area, x: area.x + across, y: area.y + down },
    );
  };
  return (
    <button
      type="button"
      className={`mask-area mask-${cover}`}
      aria-label={t("masking/areaText", { number: props.at + 1, ...area })}
      style={{
        left: `${area.x / 10}%`,
        top: `${area.y / 10}%`,
        width: `${area.width / 10}%`,
        height: `${area.height / 10}%`,
      }}
      onPointerDown={hold}
      onPointerMove={drag}
      onKeyDown={key}
    >
      {props.at + 1}
    </button>
  );
}
