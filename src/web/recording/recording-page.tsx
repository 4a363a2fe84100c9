import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { isRefused } from "../session/queries.ts";
import type { PurposeName } from "../words/states.ts";
import { useWords } from "../words/index.ts";
import { Lookers } from "./lookers.tsx";
import { PurposeForm } from "./purpose-form.tsx";
import { Viewer } from "./viewer.tsx";
import "./recording.css";

/** The lesson, its timeline while it grows, and the viewing: opened once, by itself. */
function useViewing(id: string) {
  const lesson = useQuery({
    queryKey: ["lesson", id],
    queryFn: () => ask("lessons.read", { params: { lessonId: id } }),
  });
  const timeline = useQuery({
    queryKey: ["timeline", id],
    queryFn: () => ask("timeline.read", { params: { lessonId: id } }, { background: true }),
    refetchInterval: (query) => (query.state.data?.sealed === true ? false : 5_000),
  });
  const viewing = useMutation({
    mutationFn: (purpose: PurposeName | null) =>
      ask("viewing.open", { body: { lessonId: id, purpose } }),
  });
  const openedFor = useRef("");
  const { mutate } = viewing;
  useEffect(() => {
    if (openedFor.current === id) return;
    openedFor.current = id;
    mutate(null);
  }, [id, mutate]);
  return { lesson, timeline, viewing };
}

/** A lesson's recording. The viewing is registered before the first picture. */
export function RecordingPage() {
  const { t } = useWords();
  const { lessonId } = useParams({ strict: false });
  const id = lessonId ?? "";
  const { lesson, timeline, viewing } = useViewing(id);
  const { mutate } = viewing;
  const needsPurpose = isRefused(viewing.error, "purpose_missing");
  const error = lesson.error ?? timeline.error ?? (needsPurpose ? null : viewing.error);
  return (
    <div className="page">
      <PageHead
        title={t("player/title")}
        note={lesson.data?.officialName}
        tools={
          <>
            {timeline.data === undefined ? null : timeline.data.sealed ? (
              <Status tone="good">{t("player/sealed")}</Status>
            ) : (
              <Status tone="busy">{t("player/growing")}</Status>
            )}
            <Link to="/lessons/$lessonId" params={{ lessonId: id }}>
              {t("player/back")}
            </Link>
          </>
        }
      />
      {error === null ? null : <Failure error={error} onRetry={() => mutate(null)} />}
      {needsPurpose ? (
        <PurposeForm busy={viewing.isPending} onOpen={(purpose) => mutate(purpose)} />
      ) : null}
      {error === null &&
      !needsPurpose &&
      (viewing.data === undefined || timeline.data === undefined) ? (
        <Bones rows={9} />
      ) : null}
      {viewing.data !== undefined && timeline.data !== undefined ? (
        timeline.data.cameras.length === 0 ? (
          <Empty title={t("player/noCameras")} next={t("player/noCamerasNext")} />
        ) : (
          <Viewer
            key={viewing.data.viewingId}
            viewing={viewing.data}
            timeline={timeline.data}
            onReopen={() => mutate(null)}
          />
        )
      ) : null}
      <div style={{ marginTop: 14 }}>
        <Lookers lessonId={id} />
      </div>
    </div>
  );
}
