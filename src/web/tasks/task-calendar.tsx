import type { TaskLine, TaskState } from "../../contract/tasks.ts";
import { useWords } from "../words/index.ts";
import { taskMarks } from "./task-tone.ts";

/** A month of daily duties: a mark for each, and in words how many of which kind. */
export function TaskCalendar(props: { readonly tasks: readonly TaskLine[] }) {
  const { t } = useWords();
  const days = [...Map.groupBy(props.tasks, (task) => task.period)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return (
    <>
      <ul className="task-days">
        {days.map(([date, tasks]) => {
          const count = (...states: readonly TaskState[]) =>
            tasks.filter((task) => states.includes(task.state)).length;
          const missed = count("overdue");
          const words = { date, missed, done: count("done"), late: count("done-late") };
          return (
            <li key={date} className={missed > 0 ? "missed" : undefined}>
              <span className="number" aria-hidden>
                {date.slice(8)}
              </span>
              <span className="task-marks" aria-hidden>
                {tasks.map((task) => taskMarks[task.state]).join("")}
              </span>
              <span className="unseen">
                {t("tasksPage/dayCell", { ...words, open: count("open", "due") })}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="task-legend">{t("tasksPage/legend")}</p>
    </>
  );
}
