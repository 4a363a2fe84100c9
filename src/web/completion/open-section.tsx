import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../ask.ts";
import { Section } from "../home/section.tsx";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { stateTones } from "./use-completion.ts";
import "./completion.css";

const shownMost = 8;

/** What must be confirmed after class, overdue first; for a teacher only the own. */
export function OpenCompletions(props: { readonly quiet?: boolean }) {
  const { t } = useWords();
  const list = useQuery({
    queryKey: ["completion-open"],
    queryFn: () => ask("completion.open", {}, { background: true }),
    refetchInterval: 60_000,
  });
  const lessons = list.data?.lessons ?? [];
  if (props.quiet === true && lessons.length === 0 && !list.isError) return null;
  return (
    <Section
      title={
        lessons.length === 0
          ? t("openCompletions/title")
          : `${t("openCompletions/title")} ${lessons.length}`
      }
      tools={<Link to="/interruptions">{t("openCompletions/all")}</Link>}
    >
      {list.isPending ? <Bones rows={2} /> : null}
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data !== undefined && lessons.length === 0 ? (
        <p className="sheet-body quiet">{t("openCompletions/none")}</p>
      ) : null}
      <ul className="gap-lines">
        {lessons.slice(0, shownMost).map((one) => (
          <li key={one.lessonId}>
            <div>
              <Link to="/lessons/$lessonId/completion" params={{ lessonId: one.lessonId }}>
                {one.officialName}
              </Link>
              <p>
                <Status tone={stateTones[one.state]}>
                  {t(`completionTerms/states/${one.state}`)}
                </Status>{" "}
                {one.unreasoned === 0 ? null : (
                  <Status tone="alarm">
                    {t("openCompletions/unreasoned", { count: one.unreasoned })}
                  </Status>
                )}{" "}
                <span className="number quiet">
                  {t(one.state === "overdue" ? "completionCard/overdue" : "completionCard/due", {
                    at: dayMinute(one.dueMs),
                  })}
                </span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
