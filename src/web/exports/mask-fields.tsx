import { Button, Checkbox, Select } from "antd";
import { useState } from "react";
import type { Mask, MaskArea } from "../../contract/exports.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { MaskRow, inPicture } from "./mask-row.tsx";
import { MaskStill } from "./mask-still.tsx";
import { type Part, boundsOf, camerasOf, useRange } from "./use-range.ts";
import "./mask-fields.css";

interface Typed {
  readonly masks: readonly Mask[];
  readonly mute: boolean;
}

const firstArea: MaskArea = { x: 400, y: 300, width: 200, height: 300 };

/** Rectangles over a still of the granted range, by pointer, by keys or typed (C-52). */
export function MaskFields(props: {
  readonly requestId: string;
  readonly part: Part;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}) {
  const { t } = useWords();
  const { requestId, typed, onChange } = props;
  const [cameraId, setCameraId] = useState<string | null>(null);
  const range = useRange(requestId);
  if (range.isError) return <Failure error={range.error} onRetry={() => void range.refetch()} />;
  if (range.data === undefined) return <Bones rows={3} />;
  const found = camerasOf(range.data, props.part);
  const cameras = [...new Map(found.map((one) => [one.cameraId, one])).values()];
  const camera = cameras.find((one) => one.cameraId === cameraId) ?? cameras[0];
  const bounds = boundsOf(
    found.filter((one) => one.cameraId === camera?.cameraId).flatMap((one) => one.spans),
  );
  const setMasks = (masks: readonly Mask[]) => onChange({ ...typed, masks });
  const setMask = (at: number, mask: Mask) =>
    setMasks(typed.masks.map((one, n) => (n === at ? mask : one)));
  return (
    <fieldset className="plain mask-fields">
      <legend>{t("masking/title")}</legend>
      <Checkbox
        checked={typed.mute}
        onChange={(event) => onChange({ ...typed, mute: event.target.checked })}
      >
        {t("masking/mute")}
      </Checkbox>
      {camera === undefined || bounds === undefined ? (
        <p>{t("exportRange/nothing")}</p>
      ) : (
        <>
          <div className="mask-line">
            <Select<string>
              aria-label={t("masking/camera")}
              value={camera.cameraId}
              onChange={setCameraId}
              options={cameras.map((one) => ({ value: one.cameraId, label: one.label }))}
            />
            <Button
              onClick={() =>
                setMasks([
                  ...typed.masks,
                  { cameraId: camera.cameraId, span: null, area: firstArea, cover: "fill" },
                ])
              }
            >
              {t("masking/add")}
            </Button>
          </div>
          <MaskStill
            key={camera.cameraId}
            requestId={requestId}
            camera={camera}
            masks={typed.masks}
            onArea={(at, area) => {
              const mask = typed.masks[at];
              if (mask !== undefined) setMask(at, { ...mask, area: inPicture(area) });
            }}
          />
          <small className="quiet">
            {t("masking/editNote")} {t("masking/stillEntered")}
          </small>
          {typed.masks.map((mask, at) =>
            mask.cameraId === camera.cameraId ? (
              <MaskRow
                key={at}
                number={at + 1}
                mask={mask}
                bounds={bounds}
                onChange={(next) => setMask(at, next)}
                onRemove={() => setMasks(typed.masks.filter((_, n) => n !== at))}
              />
            ) : null,
          )}
        </>
      )}
    </fieldset>
  );
}
