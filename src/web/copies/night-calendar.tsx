import { Segmented } from "antd";
import { useState } from "react";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { NightStatus } from "./target-cards.tsx";
import { type Night, type Target, useNights } from "./use-copies.ts";

type Shown = Night["state"] | "none";
const order: readonly Shown[] = ["missed", "failed", "running", "late", "complete", "none"];
const marks: Record<Shown, string> = {
  complete: "✓",
  late: "≈",
  running: "…",
  failed: "✕",
  missed: "✕",
  none: "",
};

/** One square a night: the worst of the places that should have been there (removable sets left out). */
export function NightCalendar(props: { readonly targets: readonly Target[] }) {
  const { t } = useWords();
  const [days, setDays] = useState(30);
  const nights = useNights(days);
  const sets = new Set(
    props.targets.filter((one) => one.kind === "set").map((one) => one.targetId),
  );
  const data = nights.data;
  const shown = data === undefined ? [] : daysBetween(data.from, data.to);
  const judged = shown.map((date) => judge(date, data?.nights ?? [], sets));
  const red = judged.filter((one) => one.state === "failed" || one.state === "missed").length;
  const green = judged.filter((one) => one.state === "complete").length;
  return (
    <section className="sheet" aria-labelledby="copies-calendar">
      <header className="copies-head">
        <h2 id="copies-calendar">{t("copiesPage/calendar")}</h2>
        <Segmented
          value={days}
          onChange={setDays}
          options={[
            { value: 30, label: t("copiesPage/days30") },
            { value: 365, label: t("copiesPage/days365") },
          ]}
        />
      </header>
      {nights.isError ? (
        <Failure error={nights.error} onRetry={() => void nights.refetch()} />
      ) : null}
      {nights.isPending ? <Bones rows={3} /> : null}
      {data === undefined ? null : (
        <>
          <p>{t("copiesPage/calendarSum", { green, red })}</p>
          <ol className={days > 60 ? "copies-days copies-days-many" : "copies-days"}>
            {judged.map((one) => (
              <Day key={one.date} day={one} />
            ))}
          </ol>
          <RedNights nights={data.nights} />
        </>
      )}
    </section>
  );
}

function Day(props: { readonly day: Judged }) {
  const { t } = useWords();
  const { date, state } = props.day;
  const words = `${date} ${t(`copiesPage/nightStates/${state}`)}`;
  return (
    <li className={`copies-day copies-day-${state}`} title={words}>
      <span className="unseen">{words}</span>
      <span aria-hidden>{marks[state]}</span>
      <small aria-hidden>{date.slice(8)}</small>
    </li>
  );
}

/** Why nights were red, newest first. */
function RedNights(props: { readonly nights: readonly Night[] }) {
  const { t } = useWords();
  const red = props.nights.filter((one) => one.reason !== null).toReversed();
  return (
    <ul className="copies-reds">
      {red.slice(0, 12).map((one) => (
        <li key={`${one.date} ${one.targetId}`}>
          <span>{one.date}</span> <NightStatus state={one.state} /> <span>{one.targetName}</span>{" "}
          <span className="quiet">
            {one.reason === null ? "" : t(`copiesPage/reasons/${one.reason}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Judged {
  readonly date: string;
  readonly state: Shown;
}

function judge(date: string, nights: readonly Night[], sets: ReadonlySet<string>): Judged {
  const own = nights.filter((one) => one.date === date);
  const required = own.filter((one) => !sets.has(one.targetId));
  const counted = required.length > 0 ? required : own;
  const state = order.find((one) => counted.some((night) => night.state === one)) ?? "none";
  return { date, state };
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 864e5)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
