import { useQuery } from "@tanstack/react-query";
import { Checkbox, Radio, TimePicker } from "antd";
import dayjs from "dayjs";
import { ask } from "../ask.ts";
import { minuteOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { AskedLesson, TypedPart, TypedRequest } from "./typed-request.ts";

/** The whole lesson, or from one minute to another within it. */
export function PartChoice(props: {
  readonly typed: TypedRequest;
  readonly onChange: (part: Partial<TypedRequest>) => void;
}) {
  const { t } = useWords();
  const { typed, onChange } = props;
  const [lesson] = typed.lessons;
  if (lesson === undefined) return null;
  const single = typed.lessons.length === 1;
  const whole = { from: minuteOfDay(lesson.startMs), to: minuteOfDay(lesson.endMs) };
  return (
    <div className="signing-field">
      <b>{t("requestForm/part")}</b>
      <Radio.Group
        aria-label={t("requestForm/part")}
        value={typed.part === null ? "whole" : "part"}
        disabled={!single}
        onChange={(event) => onChange({ part: event.target.value === "part" ? whole : null })}
        options={[
          { value: "whole", label: t("requestForm/partWhole") },
          { value: "part", label: t("requestForm/partPart") },
        ]}
      />
      {single ? null : <small className="quiet">{t("requestForm/partOne")}</small>}
      {typed.part === null ? null : (
        <>
          <Minutes part={typed.part} onChange={(part) => onChange({ part })} />
          <small className="quiet">{t("requestForm/partHint", whole)}</small>
        </>
      )}
    </div>
  );
}

function Minutes(props: {
  readonly part: TypedPart;
  readonly onChange: (part: TypedPart) => void;
}) {
  const { t } = useWords();
  const { part, onChange } = props;
  return (
    <span className="minutes">
      {(["from", "to"] as const).map((end) => (
        <TimePicker
          key={end}
          format="HH:mm"
          allowClear={false}
          needConfirm={false}
          aria-label={end === "from" ? t("requestForm/partFrom") : t("requestForm/partTo")}
          value={dayjs(`2000-01-01T${part[end]}`)}
          onChange={(time) =>
            time === null ? undefined : onChange({ ...part, [end]: time.format("HH:mm") })
          }
        />
      ))}
    </span>
  );
}

/** Cameras of the chosen lessons' venues; none chosen means all of them. */
export function CameraChoice(props: {
  readonly lessons: readonly AskedLesson[];
  readonly value: readonly string[];
  readonly onChange: (cameraIds: readonly string[]) => void;
}) {
  const { t } = useWords();
  const may = useMay();
  const enabled = may("place.read") && props.lessons.length > 0;
  const cameras = useQuery({
    queryKey: ["cameras"],
    queryFn: () => ask("cameras.list", {}),
    enabled,
  });
  const venues = useQuery({
    queryKey: ["venues"],
    queryFn: () => ask("venues.list", {}),
    enabled,
  });
  const names = new Set(props.lessons.map((lesson) => lesson.venue));
  const venueIds = new Set(
    (venues.data?.venues ?? []).filter(({ name }) => names.has(name)).map((one) => one.venueId),
  );
  const offered = (cameras.data?.cameras ?? []).filter((camera) => venueIds.has(camera.venueId));
  if (offered.length === 0) return null;
  return (
    <div className="signing-field">
      <b>{t("requestForm/cameras")}</b>
      <Checkbox.Group
        className="camera-choice"
        aria-label={t("requestForm/cameras")}
        value={[...props.value]}
        onChange={(ids: string[]) => props.onChange(ids)}
        options={offered.map((camera) => ({
          value: camera.cameraId,
          label: `${camera.label} ${camera.name}`,
        }))}
      />
      <small className="quiet">{t("requestForm/camerasHint")}</small>
    </div>
  );
}
