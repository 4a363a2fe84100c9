import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useId } from "react";
import { dayMinute, instantOf } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { useCameraChoice } from "./use-retention.ts";

export interface CameraSpan {
  readonly cameraId: string | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** One camera and a stretch of its time, in the house's own time. */
export function SpanField(props: {
  readonly value: CameraSpan;
  readonly onChange: (value: CameraSpan) => void;
}) {
  const { t } = useWords();
  const found = useCameraChoice();
  const spanId = useId();
  const { value, onChange } = props;
  const at = (ms: number | null) => (ms === null ? null : dayjs(dayMinute(ms)));
  return (
    <>
      <div className="signing-field">
        <span>{t("retentionPage/camera")}</span>
        <Select<string>
          aria-label={t("retentionPage/camera")}
          showSearch={{ optionFilterProp: "label" }}
          value={value.cameraId}
          loading={found.isPending}
          options={(found.data?.cameras ?? []).map((camera) => ({
            value: camera.cameraId,
            label: `${camera.label} ${camera.name}`,
          }))}
          onChange={(cameraId: string) => onChange({ ...value, cameraId })}
        />
      </div>
      <div className="signing-field">
        <label htmlFor={spanId}>{t("retentionPage/span")}</label>
        <DatePicker.RangePicker
          id={spanId}
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          value={[at(value.startMs), at(value.endMs)]}
          onChange={(days) => {
            const [from, to] = days ?? [null, null];
            const instant = (one: dayjs.Dayjs | null) =>
              one === null ? null : instantOf(one.format("YYYY-MM-DD"), one.format("HH:mm"));
            onChange({ ...value, startMs: instant(from), endMs: instant(to) });
          }}
        />
      </div>
    </>
  );
}
