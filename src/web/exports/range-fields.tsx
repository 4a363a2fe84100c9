import { Checkbox, Radio } from "antd";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { SpanFields } from "./moment-fields.tsx";
import { type Part, type Range, boundsOf, camerasOf, useRange } from "./use-range.ts";

/** All that was granted, or a part of it: lessons, cameras, and from when to when. Never more. */
export function RangeFields(props: {
  readonly requestId: string;
  readonly part: Part;
  readonly onChange: (part: Part) => void;
}) {
  const { t } = useWords();
  const { part, onChange } = props;
  const range = useRange(props.requestId);
  if (range.isError) return <Failure error={range.error} onRetry={() => void range.refetch()} />;
  if (range.data === undefined) return <Bones rows={2} />;
  const cameras = camerasOf(range.data, null);
  if (cameras.length === 0) return <p>{t("exportRange/nothing")}</p>;
  const whole = {
    lessonIds: range.data.lessons.map((one) => one.lessonId),
    cameraIds: [...new Set(cameras.map((one) => one.cameraId))],
    span: null,
  };
  return (
    <fieldset className="plain range-fields">
      <legend>{t("exportRange/title")}</legend>
      <Radio.Group
        value={part === null ? "all" : "part"}
        onChange={(event) => onChange(event.target.value === "part" ? whole : null)}
        options={[
          { value: "all", label: t("exportRange/all") },
          { value: "part", label: t("exportRange/part") },
        ]}
      />
      {part === null ? null : <PartFields range={range.data} part={part} onChange={onChange} />}
    </fieldset>
  );
}

function PartFields(props: {
  readonly range: Range;
  readonly part: NonNullable<Part>;
  readonly onChange: (part: Part) => void;
}) {
  const { t } = useWords();
  const { range, part, onChange } = props;
  const { lessonIds } = part;
  const offered = camerasOf(range, null).filter((one) => lessonIds.includes(one.lessonId));
  const cameras = [...new Map(offered.map((one) => [one.cameraId, one])).values()];
  const chosen = offered.filter((one) => part.cameraIds.includes(one.cameraId));
  const bounds = boundsOf(chosen.flatMap((one) => one.spans));
  return (
    <>
      {range.lessons.length === 1 ? null : (
        <Checkbox.Group
          className="range-lessons"
          aria-label={t("exportRange/lessons")}
          value={[...lessonIds]}
          onChange={(ids: string[]) => onChange({ ...part, lessonIds: ids, span: null })}
          options={range.lessons.map((one) => ({ value: one.lessonId, label: one.title }))}
        />
      )}
      <Checkbox.Group
        aria-label={t("exportRange/cameras")}
        value={[...part.cameraIds]}
        onChange={(ids: string[]) => onChange({ ...part, cameraIds: ids })}
        options={cameras.map((one) => ({ value: one.cameraId, label: one.label }))}
      />
      {bounds === undefined || lessonIds.length !== 1 ? null : (
        <SpanFields
          name={t("exportRange/title")}
          span={part.span ?? bounds}
          bounds={bounds}
          onChange={(span) => onChange({ ...part, span })}
        />
      )}
      <small className="quiet">{t("exportRange/hint")}</small>
    </>
  );
}
