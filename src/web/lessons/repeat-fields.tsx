import { Form, InputNumber, Radio, Segmented } from "antd";
import type { Dayjs } from "dayjs";
import { limits } from "../../contract/limits.ts";
import {
  type WeekRhythm,
  teachingWeek,
  weekRhythms,
  weeksBetween,
} from "../../kernel/lessons/weeks.ts";
import { usePeriods } from "../timetable/use-periods.ts";
import { useWords } from "../words/index.ts";

export interface RepeatTyped {
  readonly date: Dayjs;
  readonly weekly?: boolean;
  readonly rhythm?: WeekRhythm;
  readonly fromWeek?: number;
  readonly toWeek?: number;
}

/** Number of the lesson's own week: of the term where that is known, else 1. */
function ownWeek(date: Dayjs | undefined, termStart: string | null): number {
  if (date === undefined || termStart === null) return 1;
  const week = teachingWeek(date.format("YYYY-MM-DD"), termStart);
  return week < 1 ? 1 : week;
}

/** In how many weeks after its own a lesson comes; undefined where it comes once. */
export function weeksOf(typed: RepeatTyped, termStart: string | null): number[] | undefined {
  if (typed.weekly !== true) return undefined;
  const own = ownWeek(typed.date, termStart);
  const range = { from: Math.max(own, typed.fromWeek ?? own), to: typed.toWeek ?? own };
  return weeksBetween(own, range, typed.rhythm ?? "every").slice(0, limits.repeatWeeks);
}

/** Weeks n to m, every one, the odd or the even (单双周): each its own lesson, all or none. */
export function RepeatFields() {
  const { t } = useWords();
  const form = Form.useFormInstance<RepeatTyped>();
  const typed = Form.useWatch((values: RepeatTyped) => values, form);
  const periods = usePeriods();
  const termStart = periods.data?.termStart ?? null;
  const weeks = typed === undefined ? undefined : weeksOf(typed, termStart);
  const own = ownWeek(typed?.date, termStart);
  const most = own + limits.repeatWeeks - 1;
  return (
    <>
      <h2>{t("repeatWords/title")}</h2>
      <div className="sheet-body form-grid">
        <Form.Item name="weekly" className="whole">
          <Radio.Group
            aria-label={t("repeatWords/title")}
            options={[
              { value: false, label: t("repeatWords/once") },
              { value: true, label: t("repeatWords/weekly") },
            ]}
          />
        </Form.Item>
        {weeks === undefined ? null : (
          <>
            <Form.Item name="fromWeek" label={t("repeatWords/from")} initialValue={own}>
              <InputNumber min={own} max={most} precision={0} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name="toWeek" label={t("repeatWords/to")} initialValue={own}>
              <InputNumber min={own} max={most} precision={0} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name="rhythm" label={t("repeatWords/rhythm")} initialValue="every">
              <Segmented
                options={weekRhythms.map((value) => ({ value, label: t(`repeatWords/${value}`) }))}
              />
            </Form.Item>
            <p className="whole quiet" role="status">
              {termStart === null ? t("repeatWords/ofLesson") : t("repeatWords/ofTerm", { n: own })}
              {" · "}
              {weeks.length === 0
                ? t("repeatWords/none")
                : t("repeatWords/count", { n: weeks.length })}
            </p>
          </>
        )}
      </div>
    </>
  );
}
