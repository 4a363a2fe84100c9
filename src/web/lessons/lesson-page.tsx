import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { AttendancePanel } from "../attendance/attendance-panel.tsx";
import { BookmarkBar } from "../looking/bookmarks.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { dayMinute, minuteOfDay } from "../look/times.ts";
import { ReadinessPanel } from "../readiness/lesson-panel.tsx";
import { Lookers } from "../recording/lookers.tsx";
import { useMay, useMe } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { ExternalFact } from "./external-fact.tsx";
import { LabelFact, SensitivityTag } from "./label.tsx";
import { LessonStatus } from "./lesson-rows.tsx";
import type { LessonNow } from "./use-lessons.ts";
import "./lessons.css";

export function LessonPage() {
  const { t } = useWords();
  const may = useMay();
  const { lessonId } = useParams({ strict: false });
  const id = lessonId ?? "";
  const lesson = useQuery({
    queryKey: ["lesson", id],
    queryFn: () => ask("lessons.read", { params: { lessonId: id } }),
  });
  if (lesson.data === undefined) {
    return (
      <div className="page">
        <PageHead title={t("lessons/detail")} />
        {lesson.isError ? (
          <>
            <Failure error={lesson.error} onRetry={() => void lesson.refetch()} />
            <p className="page-back">
              <Link to="/lessons">{t("home/allLessons")}</Link>
            </p>
          </>
        ) : (
          <Bones rows={9} />
        )}
      </div>
    );
  }
  return (
    <div className="page">
      <PageHead
        title={lesson.data.officialName}
        note={
          <>
            <LessonStatus lesson={lesson.data} /> <SensitivityTag label={lesson.data.sensitivity} />
          </>
        }
        tools={<Acts lesson={lesson.data} />}
      />
      {may("readiness.read") ? <ReadinessPanel lessonId={id} /> : null}
      {isAtHand(lesson.data) ? <AttendancePanel lesson={lesson.data} /> : null}
      <div className="wide-narrow">
        <Detail lesson={lesson.data} />
        <People lesson={lesson.data} />
      </div>
      {isAtHand(lesson.data) ? null : <AttendancePanel lesson={lesson.data} />}
      {lesson.data.state === "recording" && may("viewing.open") ? (
        <LiveBookmarks lessonId={id} />
      ) : null}
      {may("lookers.read") ? (
        <div style={{ marginTop: 14 }}>
          <Lookers lessonId={id} />
        </div>
      ) : null}
    </div>
  );
}

/** Shortly before, during and after a lesson its teacher looks for who is there, mostly on a phone. */
function isAtHand(lesson: LessonNow): boolean {
  const nearMs = 30 * 60_000;
  return nowMs() > lesson.startMs - nearMs && nowMs() < lesson.endMs + nearMs;
}

/** While the lesson runs its teacher marks what happens now (S0-5.2.2). */
function LiveBookmarks(props: { readonly lessonId: string }) {
  const { t } = useWords();
  return <BookmarkBar lessonId={props.lessonId} atMs={nowMs} title={t("looking/bookmarkNow")} />;
}

function Acts(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const [cancelling, setCancelling] = useState(false);
  const { lesson } = props;
  const params = { lessonId: lesson.lessonId };
  const hasRecording =
    lesson.recording && (lesson.state === "recording" || lesson.state === "ended");
  return (
    <>
      {may("viewing.open") && hasRecording ? (
        <Button
          type="primary"
          onClick={() => void navigate({ to: "/lessons/$lessonId/recording", params })}
        >
          {t("lessons/openRecording")}
        </Button>
      ) : null}
      {hasRecording && (may("score.read") || may("score.own")) && may("viewing.open") ? (
        <Button
          onClick={() => void navigate({ to: "/lessons/$lessonId/debrief", params, search: {} })}
        >
          {t("debrief/open")}
        </Button>
      ) : null}
      {may("score.read") && lesson.state !== "cancelled" ? (
        <Button onClick={() => void navigate({ to: "/lessons/$lessonId/scoring", params })}>
          {t("scoringPage/open")}
        </Button>
      ) : null}
      {may("completion.read") && hasRecording ? (
        <Button onClick={() => void navigate({ to: "/lessons/$lessonId/completion", params })}>
          {t("completionCard/open")}
        </Button>
      ) : null}
      {may("conduct.report") ? (
        <Button
          onClick={() => void navigate({ to: "/report", search: { lesson: lesson.lessonId } })}
        >
          {t("reportPage/fromLesson")}
        </Button>
      ) : null}
      {may("request.file") && hasRecording ? <AskFor lesson={lesson} /> : null}
      {may("live.watch") && lesson.state === "recording" ? (
        <Button onClick={() => void navigate({ to: "/wall", search: { venue: lesson.venueId } })}>
          {t("lessons/watchLive")}
        </Button>
      ) : null}
      {may("lesson.plan") && lesson.state === "planned" ? (
        <>
          <Button onClick={() => void navigate({ to: "/lessons/$lessonId/change", params })}>
            {t("common/change")}
          </Button>
          <Button danger onClick={() => setCancelling(true)}>
            {t("lessons/cancel")}
          </Button>
        </>
      ) : null}
      <CancelDialog lesson={lesson} open={cancelling} onClose={() => setCancelling(false)} />
    </>
  );
}

/** What somebody can ask for; who teaches the lesson looks at it without asking. */
function AskFor(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { lesson } = props;
  const standing =
    me.role === "manager" || lesson.teachers.some((teacher) => teacher.accountId === me.accountId);
  // What is secret is asked for by those who teach it, too (S3-Q2).
  const own = standing && lesson.sensitivity !== "secret";
  const choices = [
    ...(own ? [] : [{ operation: "view", word: "askView" } as const]),
    { operation: "clip", word: "askClip" } as const,
    { operation: "department", word: "askExport" } as const,
  ];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: choices.map(({ operation, word }) => ({
          key: operation,
          label: t(`homeRequests/${word}`),
          onClick: () =>
            void navigate({ to: "/requests/new", search: { lesson: lesson.lessonId, operation } }),
        })),
      }}
    >
      <Button>{t("homeRequests/ask")}</Button>
    </Dropdown>
  );
}

function CancelDialog(props: {
  readonly lesson: LessonNow;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const cancel = useMutation({
    mutationFn: () =>
      ask("lessons.cancel", { params: { lessonId: props.lesson.lessonId }, body: { reason } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["lesson"] });
      void queries.invalidateQueries({ queryKey: ["lessons"] });
      props.onClose();
    },
  });
  return (
    <Modal
      open={props.open}
      title={t("lessons/cancelTitle")}
      okText={t("lessons/cancel")}
      okButtonProps={{ danger: true, disabled: reason.trim() === "", loading: cancel.isPending }}
      onOk={() => cancel.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("lessons/cancelText")}</p>
        <label>
          {t("lessons/cancelReason")}
          <Input
            value={reason}
            maxLength={120}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {cancel.isError ? <Failure error={cancel.error} /> : null}
      </div>
    </Modal>
  );
}

function Detail(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  const { lesson } = props;
  return (
    <section className="sheet" aria-label={t("lessons/detail")}>
      <h2>{t("lessons/detail")}</h2>
      <dl className="facts sheet-body">
        <dt>{t("plan/project")}</dt>
        <dd>{lesson.project}</dd>
        <dt>{t("plan/course")}</dt>
        <dd>{lesson.course}</dd>
        <dt>{t("plan/span")}</dt>
        <dd className="number">
          {dayMinute(lesson.startMs)} – {minuteOfDay(lesson.endMs)}
        </dd>
        <dt>{t("plan/hours")}</dt>
        <dd>{lesson.hours}</dd>
        <dt>{t("plan/audiences")}</dt>
        <dd>{listed(lesson.audiences)}</dd>
        <dt>{t("plan/teachers")}</dt>
        <dd>{listed(lesson.teachers.map((teacher) => teacher.name))}</dd>
        <dt>{t("plan/venue")}</dt>
        <dd>{lesson.venueName}</dd>
        <dt>{t("plan/activity")}</dt>
        <dd>{t(`terms/activities/${lesson.activity}`)}</dd>
        <ExternalFact lesson={lesson} />
        <dt>{t("plan/family")}</dt>
        <dd>{t(`terms/families/${lesson.family}`)}</dd>
        <dt>{t("plan/scene")}</dt>
        <dd>{t(`terms/scenes/${lesson.scene}`)}</dd>
        <dt>{t("labels/title")}</dt>
        <dd>
          <LabelFact lesson={lesson} />
        </dd>
        <dt>{t("lessons/recordingSpan")}</dt>
        <dd className="number">
          {lesson.recording ? (
            <>
              {dayMinute(lesson.recordFromMs)} – {minuteOfDay(lesson.recordToMs)}
              <div className="quiet">{t("lessons/recordingAuto")}</div>
            </>
          ) : (
            t("lessons/notRecorded")
          )}
        </dd>
      </dl>
    </section>
  );
}

function People(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  const { lesson } = props;
  return (
    <section className="sheet" aria-label={t("plan/who")}>
      <h2>
        {t("lessons/roster")} <span className="quiet">{lesson.roster.length}</span>
      </h2>
      <p className="sheet-body">
        {lesson.roster.length === 0 ? (
          <span className="quiet">{t("lessons/noRoster")}</span>
        ) : (
          listed(lesson.roster)
        )}
      </p>
      <h2 style={{ borderTop: "1px solid var(--line)" }}>{t("lessons/groups")}</h2>
      <ul className="sheet-body group-list">
        {lesson.groups.length === 0 ? <li className="quiet">{t("common/none")}</li> : null}
        {lesson.groups.map((group) => (
          <li key={group.name}>
            <b>{group.name}</b> {listed(group.members)}
          </li>
        ))}
      </ul>
      <p className="sheet-body">
        <Link to="/lessons">{t("home/allLessons")}</Link>
      </p>
    </section>
  );
}
