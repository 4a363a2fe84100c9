import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { DoorText } from "../../contract/attendance.ts";
import { ask, type Answer } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute, minuteOfDay, secondOfDay } from "../look/times.ts";
import { RulesGate, useUnreadRules } from "../readiness/rules.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import "./attendance.css";

type View = Answer<"check-in.look">;
type Result = Answer<"check-in.mark">;

/** The code behind the # of the address; read once and taken out of the address at once. */
function useScanned(): string | null {
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  const [code, setCode] = useState<string | null>(null);
  const found = DoorText.safeParse(hash.replace(/^#/, "")).data ?? null;
  if (found !== null && found !== code) setCode(found);
  useEffect(() => {
    if (hash !== "") void navigate({ to: "/check-in", replace: true });
  }, [hash, navigate]);
  return code;
}

/** Somebody with a phone before a door: one tap, and the answer in words. */
export function CheckInPage() {
  const { t } = useWords();
  const code = useScanned();
  return (
    <div className="page check-in">
      <PageHead title={t("checkInPage/title")} />
      <div className="stack">
        {code === null ? (
          <section className="sheet">
            <Empty title={t("checkInPage/noCode")} next={t("checkInPage/noCodeText")} />
          </section>
        ) : (
          <Door key={code} code={code} />
        )}
        <Mine />
      </div>
    </div>
  );
}

function Door(props: { readonly code: string }) {
  const { t } = useWords();
  const { code } = props;
  const look = useQuery({
    queryKey: ["check-in", code],
    queryFn: () => ask("check-in.look", { body: { code } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const mark = useMutation({
    mutationFn: (kind: "in" | "out") => ask("check-in.mark", { body: { code, kind } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ["own-attendance"] }),
  });
  const view: View | undefined = mark.data ?? look.data;
  const offers = view?.offers ?? null;
  const unread = useUnreadRules(offers === "in" ? view?.lessonId : undefined);
  return (
    <section className="sheet" aria-label={t("checkInPage/title")}>
      <div className="sheet-body stack">
        {look.isPending ? <Bones rows={4} /> : null}
        {look.isError ? <Failure error={look.error} /> : null}
        {view === undefined ? null : (
          <div>
            <b className="check-in-said">{view.project}</b>
            <p className="quiet">
              {view.course} · {view.venueName} ·{" "}
              <span className="number">
                {dayMinute(view.startMs)}–{minuteOfDay(view.endMs)}
              </span>
            </p>
          </div>
        )}
        <div role="status">{mark.data === undefined ? null : <Said result={mark.data} />}</div>
        {mark.isError ? <Failure error={mark.error} /> : null}
        {offers === null || mark.data?.kind === offers ? null : view !== undefined &&
          unread !== undefined ? (
          <RulesGate lessonId={view.lessonId} rules={unread} />
        ) : (
          <Button type="primary" block loading={mark.isPending} onClick={() => mark.mutate(offers)}>
            {t(`checkInPage/${offers}`)}
          </Button>
        )}
        {view !== undefined && offers === null && mark.data === undefined ? (
          <p>
            <Status tone="plain">{t("checkInPage/nothing")}</Status>
          </p>
        ) : null}
      </div>
    </section>
  );
}

/** What became of the tap. */
export function Said(props: { readonly result: Result }) {
  const { t } = useWords();
  const { kind, verdict, atMs, outWithoutIn } = props.result;
  const said = (): readonly [Tone, string] => {
    if (verdict === "repeated") return ["busy", t(`checkInPage/repeated/${kind}`)];
    if (verdict === "outside") return ["alarm", t(`checkInPage/outside/${kind}`)];
    if (verdict === "late") return ["warn", t("checkInPage/late")];
    return ["good", t(`checkInPage/done/${kind}`)];
  };
  const [tone, text] = said();
  return (
    <div className="check-in-said">
      <Status tone={tone}>{text}</Status> <span className="number">{secondOfDay(atMs)}</span>
      {outWithoutIn ? (
        <p>
          <Status tone="warn">{t("checkInPage/outWithoutIn")}</Status>
        </p>
      ) : null}
    </div>
  );
}

function Mine() {
  const { t } = useWords();
  const own = useQuery({ queryKey: ["own-attendance"], queryFn: () => ask("check-in.own", {}) });
  return (
    <section className="sheet" aria-label={t("checkInPage/mine")}>
      <h2>{t("checkInPage/mine")}</h2>
      {own.isPending ? <Bones rows={3} /> : null}
      {own.isError ? <Failure error={own.error} onRetry={() => void own.refetch()} /> : null}
      {own.data === undefined ? null : own.data.lessons.length === 0 ? (
        <Empty title={t("checkInPage/mineNone")} next={t("checkInPage/mineNext")} />
      ) : (
        <ul className="rows">
          {own.data.lessons.map((lesson) => (
            <li key={lesson.lessonId}>
              <b>{lesson.project}</b>{" "}
              <Status tone={lesson.standing === "absent" ? "alarm" : "plain"}>
                {t(`attendance/standings/${lesson.standing}`)}
              </Status>
              <div className="quiet number">
                {dayMinute(lesson.startMs)}
                {lesson.inAtMs === null
                  ? ""
                  : ` · ${t("attendance/inAt")} ${secondOfDay(lesson.inAtMs)}`}
                {lesson.outAtMs === null
                  ? ""
                  : ` · ${t("attendance/outAt")} ${secondOfDay(lesson.outAtMs)}`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
