import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Popconfirm, Progress } from "antd";
import type { TargetState } from "../../contract/copies.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { type CopiesState, type Target, refetchCopies } from "./use-copies.ts";

const tones: Record<TargetState, Tone> = {
  ready: "good",
  away: "warn",
  unreachable: "alarm",
  refused: "alarm",
  full: "alarm",
  ended: "plain",
};

/** How far tonight is, at each place. */
export function Tonight(props: { readonly state: CopiesState }) {
  const { t } = useWords();
  const { tonight, settings, targets } = props.state;
  if (targets.every((one) => one.state === "ended")) return null;
  const hour = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return (
    <section className="sheet" aria-labelledby="copies-tonight">
      <h2 id="copies-tonight">{t("copiesPage/tonight")}</h2>
      {settings.rateBytesPerSecond === 0 ? null : (
        <p className="quiet">
          {t("copiesPage/limited", { rate: String(settings.rateBytesPerSecond / 1_000_000) })}
        </p>
      )}
      {tonight.length === 0 ? (
        <p className="quiet">
          {t("copiesPage/tonightNone", {
            from: hour(settings.windowStart),
            to: hour(settings.windowEnd),
          })}
        </p>
      ) : null}
      {tonight.map((night) => (
        <div key={night.targetId} className="copies-night">
          <b>{night.targetName}</b>
          <NightStatus state={night.state} />
          <span>
            {t("copiesPage/objectsOf", { objects: night.objects, size: size(night.sizeBytes) })}
          </span>
          {night.outside ? <Status tone="warn">{t("copiesPage/outside")}</Status> : null}
          {night.reason === null ? null : <span>{t(`copiesPage/reasons/${night.reason}`)}</span>}
          {night.state === "running" ? (
            <>
              <Progress
                percent={shareOf(night.objects, night.objects + night.pending)}
                aria-label={t("copiesPage/progress")}
              />
              <span className="quiet">
                {t("copiesPage/left", { count: night.pending, size: size(night.pendingBytes) })}
              </span>
            </>
          ) : null}
        </div>
      ))}
    </section>
  );
}

const shareOf = (part: number, of: number) => (of === 0 ? 0 : Math.floor((100 * part) / of));

export const nightTones = {
  running: "busy",
  complete: "good",
  late: "warn",
  failed: "alarm",
  missed: "alarm",
} as const;

export function NightStatus(props: { readonly state: keyof typeof nightTones }) {
  const { t } = useWords();
  return (
    <Status tone={nightTones[props.state]}>{t(`copiesPage/nightStates/${props.state}`)}</Status>
  );
}

export function TargetCards(props: {
  readonly targets: readonly Target[];
  readonly manages: boolean;
}) {
  const { t } = useWords();
  const living = props.targets.filter((one) => one.state !== "ended");
  const ended = props.targets.filter((one) => one.state === "ended");
  return (
    <section aria-labelledby="copies-targets">
      <h2 id="copies-targets" className="unseen">
        {t("copiesPage/targets")}
      </h2>
      {living.length === 0 ? (
        <div className="sheet">
          <Empty title={t("copiesPage/targetsNone")} next={t("copiesPage/targetsNext")} />
        </div>
      ) : null}
      <div className="copies-cards">
        {[...living, ...ended].map((one) => (
          <TargetCard key={one.targetId} target={one} manages={props.manages} />
        ))}
      </div>
    </section>
  );
}

function TargetCard(props: { readonly target: Target; readonly manages: boolean }) {
  const { t } = useWords();
  const { target } = props;
  const away = target.kind === "set" && target.state === "away" && !target.overdue;
  return (
    <article className="sheet copies-card" aria-label={target.name}>
      <header>
        <b>{target.name}</b>
        <Status tone={away ? "plain" : target.overdue ? "alarm" : tones[target.state]}>
          {t(target.overdue ? "copiesPage/overdue" : `copiesPage/states/${target.state}`)}
        </Status>
      </header>
      <p className="quiet">
        {t(`copiesPage/kinds/${target.kind}`)} · <span className="exact">{target.place}</span>
        {target.seenAtMs === null
          ? null
          : ` · ${t("copiesPage/seen", { at: dayMinute(target.seenAtMs) })}`}
      </p>
      {target.overdue ? (
        <Alert type="warning" showIcon title={t("copiesPage/overdueNext")} />
      ) : null}
      <TargetFacts target={target} />
      {props.manages && target.state !== "ended" ? <TargetTools target={target} /> : null}
    </article>
  );
}

function TargetFacts(props: { readonly target: Target }) {
  const { t } = useWords();
  const { target } = props;
  return (
    <dl className="facts">
      <dt>{t("copiesPage/objects")}</dt>
      <dd>
        {t("copiesPage/objectsOf", { objects: target.objects, size: size(target.sizeBytes) })}
        {"；"}
        {t("copiesPage/verified", { count: target.verified })}
        {target.damaged === 0 ? null : (
          <Status tone="alarm">{t("copiesPage/damaged", { count: target.damaged })}</Status>
        )}
      </dd>
      <dt>{t("copiesPage/pending")}</dt>
      <dd>
        {target.pending === 0
          ? t("copiesPage/pendingNone")
          : t("copiesPage/objectsOf", {
              objects: target.pending,
              size: size(target.pendingBytes),
            })}
      </dd>
      <dt>{t("copiesPage/keysThere")}</dt>
      <dd>
        {target.keys}
        {target.keysPending === 0 ? null : (
          <Status tone="warn">{t("copiesPage/keysPending", { count: target.keysPending })}</Status>
        )}
      </dd>
      {target.kind === "s3" ? (
        <>
          <dt>{t("copiesPage/lock")}</dt>
          <dd>{lockText(target, t)}</dd>
        </>
      ) : null}
      {target.freeBytes === null ? null : (
        <>
          <dt>{t("copiesPage/free")}</dt>
          <dd>{size(target.freeBytes)}</dd>
        </>
      )}
    </dl>
  );
}

function lockText(target: Target, t: ReturnType<typeof useWords>["t"]): string {
  if (!target.locks) return t("copiesPage/lockNone");
  return target.lockDays === 0
    ? t("copiesPage/lockUnset")
    : t("copiesPage/lockDays", { days: target.lockDays });
}

function TargetTools(props: { readonly target: Target }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const params = { targetId: props.target.targetId };
  const run = useMutation({
    mutationFn: () => ask("copies.runNow", { params }),
    onSuccess: ({ outside }) => {
      refetchCopies();
      void message.info(t(outside ? "copiesPage/ranOutside" : "copiesPage/ranInside"));
    },
  });
  const end = useMutation({
    mutationFn: () => ask("copies.endTarget", { params }),
    onSuccess: refetchCopies,
  });
  return (
    <div className="tools">
      <Button onClick={() => run.mutate()} loading={run.isPending}>
        {t("copiesPage/run")}
      </Button>
      <Popconfirm
        title={t("copiesPage/endTitle")}
        description={<span className="copies-hint">{t("copiesPage/endNote")}</span>}
        onConfirm={() => end.mutate()}
      >
        <Button danger loading={end.isPending}>
          {t("copiesPage/end")}
        </Button>
      </Popconfirm>
    </div>
  );
}
