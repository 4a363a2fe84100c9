import { FileImageOutlined, FilePdfOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Paper } from "../../contract/approval.ts";
import { address, ask } from "../ask.ts";
import { day, dayMinute, minuteOfDay, size } from "../look/times.ts";
import { SensitivityTag } from "../lessons/label.tsx";
import { useMay } from "../session/me.ts";
import { clauseWord, formWord } from "../words/clauses.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { PrintForm } from "./print-form.tsx";
import type { Case } from "./use-requests.ts";

/** Who asks, why, what exactly, with which papers, by which rule. */
export function CaseFacts(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <section className="sheet case-facts" aria-label={t("requestCase/what")}>
      <h2>{t("requestCase/who")}</h2>
      <Who one={one} />
      <h2>{t("requestCase/what")}</h2>
      <What one={one} />
      <h2>{t("requestCase/papers")}</h2>
      <div className="sheet-body">
        <Papers papers={one.papers} />
      </div>
      <h2>{t("requestCase/rule")}</h2>
      <dl className="facts sheet-body">
        <dt>{t("requestCase/rule")}</dt>
        <dd>{clauseWord(t, one.rule)}</dd>
        <Fact name={t("labels/masking")} text={one.masking ? t("labels/maskingText") : null} />
        <dt>{t("requestCase/form")}</dt>
        <dd className="case-form">
          <span>{formWord(t, one.form)}</span>
          <PrintForm requestId={one.requestId} />
        </dd>
      </dl>
    </section>
  );
}

function Fact(props: { readonly name: string; readonly text: string | null }) {
  if (props.text === null || props.text === "") return null;
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.text}</dd>
    </>
  );
}

function Who(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <dl className="facts sheet-body">
      <Fact name={t("requestCase/asker")} text={one.filedBy} />
      <Fact name={t("requestCase/filedAt")} text={dayMinute(one.filedAtMs)} />
      <Fact
        name={t("requestCase/purpose")}
        text={one.purpose === null ? null : t(`terms/purposes/${one.purpose}`)}
      />
      <Fact name={t("requestCase/reason")} text={one.reason} />
      <Fact name={t("requestCase/unit")} text={one.unit} />
      <Fact name={t("requestCase/handler")} text={one.handler} />
      <Fact name={t("requestCase/contact")} text={one.contact} />
    </dl>
  );
}

const minutesOf = (span: { readonly startMs: number; readonly endMs: number }) =>
  Math.max(1, Math.round((span.endMs - span.startMs) / 60_000));

function What(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const cameras = useCameraNames(one.cameraIds);
  const span = one.span;
  return (
    <dl className="facts sheet-body">
      <dt>{t("requestCase/lessons")}</dt>
      <dd>
        {one.lessons.length === 0 ? (
          <span className="quiet">{t("requests/noLessons")}</span>
        ) : (
          <ul className="case-lessons">
            {one.lessons.map((lesson) => (
              <li key={lesson.lessonId}>
                <LessonLink lessonId={lesson.lessonId} title={lesson.title} />{" "}
                <SensitivityTag label={lesson.sensitivity} />
                <small className="number">
                  {dayMinute(lesson.startMs)}–{minuteOfDay(lesson.endMs)} {lesson.venue}
                </small>
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>{t("requestCase/span")}</dt>
      <dd className="number">
        {span === null
          ? t("requestCase/whole")
          : `${dayMinute(span.startMs)}–${minuteOfDay(span.endMs)} ${t("requestCase/minutes", { n: minutesOf(span) })}`}
      </dd>
      <Fact name={t("requestCase/cameras")} text={cameras} />
      {one.window === null ? null : (
        <Fact
          name={t("requestCase/window")}
          text={`${dayMinute(one.window.startMs)} ${t("common/to")} ${dayMinute(one.window.endMs)}`}
        />
      )}
      <Fact
        name={t("requestCase/returnDue")}
        text={one.returnDueMs === null ? null : day(one.returnDueMs)}
      />
    </dl>
  );
}

function LessonLink(props: { readonly lessonId: string; readonly title: string }) {
  const may = useMay();
  if (!may("lesson.read")) return <span>{props.title}</span>;
  return (
    <Link to="/lessons/$lessonId" params={{ lessonId: props.lessonId }}>
      {props.title}
    </Link>
  );
}

/** Names for those who may know the cameras, their number for everybody else. */
function useCameraNames(cameraIds: readonly string[]): string {
  const { t } = useWords();
  const may = useMay();
  const cameras = useQuery({
    queryKey: ["cameras"],
    queryFn: () => ask("cameras.list", {}),
    enabled: cameraIds.length > 0 && may("place.read"),
  });
  if (cameraIds.length === 0) return t("requestCase/allCameras");
  const named = (cameras.data?.cameras ?? [])
    .filter((camera) => cameraIds.includes(camera.cameraId))
    .map((camera) => `${camera.label} ${camera.name}`);
  return named.length === cameraIds.length
    ? listed(named)
    : t("requestCase/camerasN", { n: cameraIds.length });
}

/** Papers come as files: what somebody uploaded is never shown inside a page of ours. */
function Papers(props: { readonly papers: readonly Paper[] }) {
  const { t } = useWords();
  if (props.papers.length === 0) return <p className="quiet">{t("requestCase/noPapers")}</p>;
  return (
    <ul className="papers">
      {props.papers.map((paper) => (
        <li key={paper.paperId}>
          <a
            href={address("papers.bytes", { params: { paperId: paper.paperId } })}
            download={paper.fileName}
          >
            {paper.mediaType === "application/pdf" ? (
              <FilePdfOutlined aria-hidden />
            ) : (
              <FileImageOutlined aria-hidden />
            )}
            <span>
              <b>{t(`requestTerms/papers/${paper.kind}`)}</b>
              <small>
                {paper.fileName} · {size(paper.sizeBytes)}
              </small>
              <small className="number">
                {t("requestCase/keptBy", { name: paper.keptBy, at: dayMinute(paper.keptAtMs) })}
              </small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
