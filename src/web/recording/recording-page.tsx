import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Role } from "../../contract/roles.ts";
import { decideLook } from "../../kernel/access.ts";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { useMe } from "../session/me.ts";
import { isRefused, queries } from "../session/queries.ts";
import type { Purpose } from "../../contract/purposes.ts";
import { useWords } from "../words/index.ts";
import { Lookers } from "./lookers.tsx";
import { PurposeForm } from "./purpose-form.tsx";
import { Viewer } from "./viewer.tsx";
import "./recording.css";

/** Whom the house will ask for a purpose, whatever the lesson: asked first, refused to nobody. */
function mustSayPurpose(role: Role): boolean {
  const looker = { accountId: "", role, venueIds: [] };
  const decided = decideLook(looker, { teacherIds: [], venueId: "" }, null);
  return !decided.ok && decided.code === "purpose_missing";
}

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
    mutationFn: (purpose: Purpose | null) =>
      ask("viewing.open", { body: { lessonId: id, purpose } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["lookers", id] }),
  });
  const mustSay = mustSayPurpose(useMe().role);
  const openedFor = useRef("");
  const { mutate } = viewing;
  useEffect(() => {
    if (mustSay || openedFor.current === id) return;
    openedFor.current = id;
    mutate(null);
  }, [id, mustSay, mutate]);
  const refused = isRefused(viewing.error, "purpose_missing");
  const needsPurpose = refused || (mustSay && viewing.data === undefined && !viewing.isError);
  const reopen = () => (mustSay ? viewing.reset() : mutate(null));
  return { lesson, timeline, viewing, needsPurpose, reopen };
}

/** A lesson's recording. The viewing is registered before the first picture. */
export function RecordingPage() {
  const { t } = useWords();
  const { lessonId } = useParams({ strict: false });
  const id = lessonId ?? "";
  const { lesson, timeline, viewing, needsPurpose, reopen } = useViewing(id);
  const { mutate } = viewing;
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
      {error === null ? null : <Failure error={error} onRetry={reopen} />}
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
            onReopen={reopen}
          />
        )
      ) : null}
      <div style={{ marginTop: 14 }}>
        <Lookers lessonId={id} />
      </div>
    </div>
  );
}
