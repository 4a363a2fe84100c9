import { Select } from "antd";
import type { Attempt } from "../../contract/debrief.ts";
import { Empty } from "../look/empty.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** An attempt by one text, as an address holds it. */
export const attemptKey = ({
  assignmentId,
  studentId,
}: Pick<Attempt, "assignmentId" | "studentId">) => `${assignmentId}~${studentId}`;

/** Which attempt, and which beside it. */
export function AttemptChoice(props: {
  readonly lessonId: string;
  readonly attempts: readonly Attempt[];
  readonly first: Attempt | undefined;
  readonly second: Attempt | undefined;
  readonly onFirst: (key: string) => void;
  readonly onSecond: (key: string | undefined) => void;
}) {
  const { t } = useWords();
  const may = useMay();
  const { attempts, first, second, lessonId } = props;
  if (attempts.length === 0) {
    return (
      <div className="sheet">
        <Empty
          title={t("debrief/none")}
          next={t(may("score.own") ? "debrief/noneOwn" : "debrief/noneNext")}
        />
      </div>
    );
  }
  const option = (one: Attempt) => ({
    value: attemptKey(one),
    label:
      one.lessonId === lessonId
        ? t("debrief/attemptText", { name: one.name, title: one.title })
        : t("debrief/otherText", {
            at: dayMinute(one.lessonStartMs),
            lesson: one.lesson,
            name: one.name,
          }),
  });
  const grouped = (some: readonly Attempt[]) => [
    {
      label: t("debrief/here"),
      options: some.filter((one) => one.lessonId === lessonId).map(option),
    },
    {
      label: t("debrief/others"),
      options: some.filter((one) => one.lessonId !== lessonId).map(option),
    },
  ];
  const others = attempts.filter(
    (one) => first === undefined || attemptKey(one) !== attemptKey(first),
  );
  return (
    <div className="sheet sheet-body debrief-choice">
      <label>
        {t("debrief/attempt")}
        <Select
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("debrief/attempt")}
          placeholder={t("debrief/choose")}
          value={first === undefined ? null : attemptKey(first)}
          options={grouped(attempts).filter((one) => one.options.length > 0)}
          onChange={(key) => {
            if (key !== null) props.onFirst(key);
          }}
        />
      </label>
      <label>
        {t("debrief/second")}
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("debrief/second")}
          placeholder={t("debrief/noSecond")}
          value={second === undefined ? null : attemptKey(second)}
          options={grouped(others).filter((one) => one.options.length > 0)}
          onChange={(key) => props.onSecond(key ?? undefined)}
        />
      </label>
    </div>
  );
}
