import { useQuery } from "@tanstack/react-query";

import { purposes } from "../../contract/purposes.ts";
import { lookRights, viewingExits } from "../../contract/looking.ts";
import { roleNames } from "../../contract/roles.ts";
import { ask, type Answer } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { DataTable } from "../look/scroll.tsx";
import { dayMinute, length, secondOfDay } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { listed } from "../words/listed.ts";

type Looker = Answer<"lesson.lookers">["lookers"][number];

const rights = [...lookRights, "purpose"] as const;

/** A name of the contract in words; one from a later version as it came. */
function worded<K extends string>(
  names: readonly K[],
  name: string,
  say: (known: K) => string,
): string {
  const known = names.find((each) => each === name);
  return known === undefined ? name : say(known);
}

function columns(t: Say) {
  return [
    { title: t("lookers/name"), dataIndex: "name" },
    {
      title: t("lookers/role"),
      render: (_: unknown, one: Looker) =>
        worded(roleNames, one.role, (name) => t(`terms/roles/${name}`)),
    },
    {
      title: t("lookers/opened"),
      className: "number",
      render: (_: unknown, one: Looker) => dayMinute(one.openedAtMs),
    },
    {
      title: t("lookers/closed"),
      className: "number",
      render: (_: unknown, one: Looker) =>
        one.closedAtMs === null ? t("lookers/stillOpen") : dayMinute(one.closedAtMs),
    },
    {
      title: t("lookers/right"),
      render: (_: unknown, one: Looker) =>
        worded(rights, one.right, (name) => t(`terms/rights/${name}`)),
    },
    {
      title: t("looking/lookersSerial"),
      className: "number",
      render: (_: unknown, one: Looker) => one.serial ?? "—",
    },
    {
      title: t("lookers/purpose"),
      render: (_: unknown, one: Looker) =>
        rights.some((right) => right === one.purpose)
          ? "—"
          : worded(purposes, one.purpose, (name) => t(`terms/purposes/${name}`)),
    },
    {
      title: t("lookers/played"),
      className: "number",
      render: (_: unknown, one: Looker) => length(one.playedMs),
    },
    {
      title: t("looking/lookersRanges"),
      className: "number",
      render: (_: unknown, one: Looker) => rangesText(one.played),
    },
    { title: t("looking/lookersTerminal"), dataIndex: "terminal" },
    {
      title: t("looking/lookersExit"),
      render: (_: unknown, one: Looker) =>
        one.exit === null
          ? "—"
          : worded(viewingExits, one.exit, (name) => t(`terms/viewingEnds/${name}`)),
    },
  ];
}

const rangesShown = 6;
function rangesText(ranges: Looker["played"]): string {
  const shown = ranges
    .slice(0, rangesShown)
    .map(({ startMs, endMs }) => `${secondOfDay(startMs)}–${secondOfDay(endMs)}`);
  return shown.length === 0
    ? "—"
    : `${listed(shown)}${ranges.length > rangesShown ? ` +${ranges.length - rangesShown}` : ""}`;
}

export function useLookers(lessonId: string) {
  return useQuery({
    queryKey: ["lookers", lessonId],
    queryFn: () => ask("lesson.lookers", { params: { lessonId } }),
  });
}

/** Below a lesson or its recording. */
export function Lookers(props: { readonly lessonId: string }) {
  const { t } = useWords();
  const lookers = useLookers(props.lessonId);
  return (
    <section className="sheet" aria-label={t("lookers/title")}>
      <h2>{t("lookers/title")}</h2>
      <LookersTable lookers={lookers} />
      <MadeOfLesson made={lookers.data?.made ?? null} />
    </section>
  );
}

/** Copies made of these recordings, each with its case (S0-12.2a). */
export function MadeOfLesson(props: { readonly made: Answer<"lesson.lookers">["made"] }) {
  const { t } = useWords();
  const { made } = props;
  if (made === null) return null;
  return (
    <div className="sheet-body">
      <h3>{t("exportsPanel/made")}</h3>
      {made.length === 0 ? <p className="quiet">{t("exportsPanel/madeNone")}</p> : null}
      <ul>
        {made.map((one) => (
          <li key={one.exportId}>
            <b className="number">{one.serial}</b>{" "}
            {t(`requestTerms/operations/${one.operation}/name`)} ·{" "}
            {t(`exportTerms/forms/${one.form}`)}
            <br />
            <small className="quiet">
              {t("exportsPanel/madeBy")} {one.startedBy} ·{" "}
              <span className="number">{dayMinute(one.startedAtMs)}</span> ·{" "}
              {t("exportsPanel/taken", { times: one.taken })}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function LookersTable(props: { readonly lookers: ReturnType<typeof useLookers> }) {
  const { t } = useWords();
  const { lookers } = props;
  if (lookers.isPending) return <Bones rows={3} />;
  if (lookers.isError)
    return <Failure error={lookers.error} onRetry={() => void lookers.refetch()} />;
  if (lookers.data.lookers.length === 0) return <Empty title={t("lookers/empty")} />;
  return (
    <DataTable<Looker>
      size="small"
      rowKey="viewingId"
      columns={columns(t)}
      dataSource={[...lookers.data.lookers]}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: "max-content" }}
    />
  );
}
