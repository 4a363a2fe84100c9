import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, InputNumber, Select } from "antd";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import type { Mask, MaskArea } from "../../contract/exports.ts";
import { address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { daySecond } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import "./mask-fields.css";

interface Typed {
  readonly masks: readonly Mask[];
  readonly mute: boolean;
}

const parts = ["x", "y", "width", "height"] as const;
const firstArea: MaskArea = { x: 400, y: 300, width: 200, height: 300 };
const stepPerMille = 10;

/** Rectangles over a still of the granted range, by pointer, by keys or typed (C-52). */
export function MaskFields(props: {
  readonly requestId: string;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}) {
  const { t } = useWords();
  const { requestId, typed, onChange } = props;
  const [cameraId, setCameraId] = useState<string | null>(null);
  const range = useQuery({
    queryKey: ["export-range", requestId],
    queryFn: () => ask("exports.range", { params: { requestId } }),
  });
  if (range.isError) return <Failure error={range.error} onRetry={() => void range.refetch()} />;
  if (range.data === undefined) return <Bones rows={3} />;
  const found = range.data.lessons.flatMap(({ lessonId, cameras }) =>
    cameras.map((camera) => ({ ...camera, lessonId })),
  );
  const cameras = [...new Map(found.map((one) => [one.cameraId, one])).values()];
  const camera = cameras.find((one) => one.cameraId === cameraId) ?? cameras[0];
  const [span] = camera?.spans ?? [];
  const setMask = (at: number, area: MaskArea) =>
    onChange({
      ...typed,
      masks: typed.masks.map((mask, n) => (n === at ? { ...mask, area: kept(area) } : mask)),
    });
  return (
    <fieldset className="plain mask-fields">
      <legend>{t("masking/title")}</legend>
      <Checkbox
        checked={typed.mute}
        onChange={(event) => onChange({ ...typed, mute: event.target.checked })}
      >
        {t("masking/mute")}
      </Checkbox>
      {camera === undefined || span === undefined ? (
        <p>{t("exportRange/nothing")}</p>
      ) : (
        <>
          <Select<string>
            aria-label={t("masking/camera")}
            value={camera.cameraId}
            onChange={setCameraId}
            options={cameras.map((one) => ({ value: one.cameraId, label: one.label }))}
          />
          <p className="quiet">
            {t("masking/editNote")} {t("masking/stillEntered")} {daySecond(span.startMs)}
          </p>
          <div className="mask-still">
            <img
              alt={t("masking/still")}
              src={address("exports.still", {
                params: { requestId },
                query: {
                  lessonId: camera.lessonId,
                  cameraId: camera.cameraId,
                  atMs: span.startMs,
                },
              })}
            />
            {typed.masks.map((mask, at) =>
              mask.cameraId === camera.cameraId ? (
                <Area key={at} at={at} area={mask.area} onChange={(area) => setMask(at, area)} />
              ) : null,
            )}
          </div>
          <Button
            onClick={() =>
              onChange({
                ...typed,
                masks: [
                  ...typed.masks,
                  { cameraId: camera.cameraId, span: null, area: firstArea, cover: "fill" },
                ],
              })
            }
          >
            {t("masking/add")}
          </Button>
          {typed.masks.map((mask, at) => (
            <div key={at} className="mask-row">
              <b>{t("masking/area", { number: at + 1 })}</b>
              {parts.map((part) => (
                <InputNumber
                  key={part}
                  aria-label={`${t("masking/area", { number: at + 1 })} ${t(`masking/${part}`)}`}
                  min={part === "width" || part === "height" ? 1 : 0}
                  max={1_000}
                  value={mask.area[part]}
                  onChange={(value) => setMask(at, { ...mask.area, [part]: value ?? 0 })}
                />
              ))}
              <Button
                danger
                aria-label={`${t("masking/remove")} ${at + 1}`}
                onClick={() =>
                  onChange({ ...typed, masks: typed.masks.filter((_, n) => n !== at) })
                }
              >
                {t("masking/remove")}
              </Button>
            </div>
          ))}
        </>
      )}
    </fieldset>
  );
}

/** Within the picture, whole thousandths. */
function kept(area: MaskArea): MaskArea {
  const whole = (value: number, least: number, most: number) =>
    Math.round(Math.min(Math.max(value, least), most));
  const width = whole(area.width, 1, 1_000);
  const height = whole(area.height, 1, 1_000);
  return {
    x: whole(area.x, 0, 1_000 - width),
    y: whole(area.y, 0, 1_000 - height),
    width,
    height,
  };
}

function Area(props: {
  readonly at: number;
  readonly area: MaskArea;
  readonly onChange: (area: MaskArea) => void;
}) {
  const { t } = useWords();
  const { area, onChange } = props;
  const drag = (event: PointerEvent<HTMLButtonElement>) => {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (frame === undefined || event.buttons !== 1) return;
    const x = area.x + (event.movementX * 1_000) / frame.width;
    const y = area.y + (event.movementY * 1_000) / frame.height;
    onChange({ ...area, x, y });
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
      className="mask-area"
      aria-label={t("masking/areaText", { number: props.at + 1, ...area })}
      style={{
        left: `${area.x / 10}%`,
        top: `${area.y / 10}%`,
        width: `${area.width / 10}%`,
        height: `${area.height / 10}%`,
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={key}
    />
  );
}
