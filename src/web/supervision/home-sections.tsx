import { Link } from "@tanstack/react-router";
import { Section } from "../home/section.tsx";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { Status } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { taskTones } from "../tasks/task-tone.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { Judged } from "./daily-tab.tsx";
import { digestTones } from "./digests-page.tsx";
import { useDailyChecks, useDigests } from "./use-supervision.ts";

const namedMost = 3;

/** What the house found today, and whether it is signed; days left behind are named. */
export function DailyCheckSection() {
  const { t } = useWords();
  const today = day(nowMs());
  const list = useDailyChecks(today.slice(0, 7));
  const check = list.data?.days.find((one) => one.day === today);
  const missed = (list.data?.days ?? []).filter((one) => one.state === "overdue");
  return (
    <Section
      title={t("supervision/homeDaily")}
      tools={<Link to="/supervision">{t("tasksPage/toAll")}</Link>}
    >
      {list.isPending ? <Bones rows={1} /> : null}
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <div className="storage-notes">
        {check === undefined || check.judged === null ? (
          list.data === undefined ? null : (
            <Status tone="plain">{t("supervision/homeDailyNone")}</Status>
          )
        ) : (
          <>
            <Judged check={check} />
            <Status tone={taskTones[check.state]}>
              {`${t("supervision/daily/state")} · ${t(`tending/taskStates/${check.state}`)}`}
            </Status>
          </>
        )}
        {missed.length === 0 ? null : (
          <Status tone="alarm">
            {t("supervision/homeMissed", {
              n: missed.length,
              days: listed(missed.slice(0, namedMost).map((one) => one.day.slice(5))),
            })}
          </Status>
        )}
      </div>
    </Section>
  );
}

/** Digests that wait for the director, or that nobody acknowledged; nothing is said where none does. */
export function DigestSection() {
  const { t } = useWords();
  const list = useDigests();
  const waiting = (list.data?.digests ?? []).filter((one) => one.acknowledged === null);
  if (waiting.length === 0) return null;
  const mine = waiting.some((one) => one.mine);
  return (
    <Section
      title={mine ? t("supervision/digest/home") : t("supervision/digest/homeEscalated")}
      tools={<Link to="/digests">{t("tasksPage/toAll")}</Link>}
    >
      <div className="storage-notes">
        {waiting.map((one) => (
          <Link key={one.digestId} to="/digests/$digestId" params={{ digestId: one.digestId }}>
            <Status tone={digestTones[one.state]}>
              {t("supervision/digest/homeLine", {
                month: one.month,
                tasks: one.overdueTasks,
                incidents: one.openIncidents,
                refusals: one.refusals,
              })}
            </Status>
          </Link>
        ))}
      </div>
    </Section>
  );
}
