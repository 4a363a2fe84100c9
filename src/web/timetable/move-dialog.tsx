import { Modal } from "antd";
import { useState } from "react";
import { ChoiceField } from "../look/choice-field.tsx";
import type { Period } from "../../contract/timetable.ts";
import type { Venue } from "../../contract/routes/places.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { DayField } from "../look/day-field.tsx";
import { nowMs } from "../look/now.ts";
import { day, dayStart, instantOf, minuteOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { clockOf, placeAt, stretchOf } from "./columns.ts";
import type { Mover } from "./use-move.ts";

/** Another day, room or period, chosen by name: for phones, and for places the grid does not show. */
export function MoveDialog(props: {
  readonly lesson: LessonNow;
  readonly venues: readonly Venue[];
  readonly periods: readonly Period[];
  readonly mover: Mover;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { lesson, venues, periods, mover } = props;
  const [date, setDate] = useState(day(lesson.startMs));
  const [venueId, setVenue] = useState(lesson.venueId);
  const now = stretchOf(lesson, dayStart(lesson.startMs)).fromMinute;
  const [from, setFrom] = useState(now);
  // Its own beginning stays a choice where no period begins then.
  const starts = [...new Set([now, ...periods.map((period) => period.fromMinute)])].toSorted(
    (a, b) => a - b,
  );
  const nameOf = (minute: number) => {
    const period = periods.find((one) => one.fromMinute === minute);
    return [period?.name, clockOf(minute)].filter(Boolean).join(" · ");
  };
  const dayMs = dayStart(instantOf(date, "12:00"));
  const to = placeAt(lesson, { column: { venueId, dayMs }, row: { fromMinute: from } }, periods);
  return (
    <Modal
      open
      title={t("gridPage/moveTitle", { project: lesson.project })}
      okText={t("gridPage/moveSave")}
      cancelText={t("common/cancel")}
      okButtonProps={{ loading: mover.busy }}
      onOk={() => {
        mover.move({ lesson, to });
        props.onClose();
      }}
      onCancel={props.onClose}
    >
      <div className="stack">
        <DayField
          required
          label={t("gridPage/moveDate")}
          value={date}
          least={day(nowMs())}
          onChange={setDate}
        />
        <ChoiceField
          label={t("gridPage/moveRoom")}
          value={venueId}
          onChange={setVenue}
          options={venues.map((venue) => ({ value: venue.venueId, label: venue.name }))}
        />
        <ChoiceField
          label={t("gridPage/movePeriod")}
          value={from}
          onChange={setFrom}
          options={starts.map((minute) => ({ value: minute, label: nameOf(minute) }))}
        />
        <p className="number">
          {`${day(to.startMs)} ${minuteOfDay(to.startMs)}–${minuteOfDay(to.endMs)}`}
        </p>
        {venueId === lesson.venueId ? null : <p className="quiet">{t("gridPage/moveText")}</p>}
      </div>
    </Modal>
  );
}
