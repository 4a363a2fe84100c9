import { Link, useParams, useSearch } from "@tanstack/react-router";
import { RefusedError } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { NoticeGate } from "../looking/notice.tsx";
import { RefusedLook, isAboutRight } from "../looking/refused-look.tsx";
import { Afresh } from "../session/afresh.tsx";
import { useMay } from "../session/me.ts";
import { isRefused } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { SealedNote } from "../readiness/privacy-panel.tsx";
import { Lookers } from "./lookers.tsx";
import { useViewing } from "./use-viewing.ts";
import { Viewer } from "./viewer.tsx";
import "./recording.css";

/** A lesson's recording. The viewing is registered before the first picture. */
export function RecordingPage() {
  return (
    <Afresh>
      <Recording />
    </Afresh>
  );
}

function Recording() {
  const { t } = useWords();
  const { lessonId } = useParams({ strict: false });
  const id = lessonId ?? "";
  const { at }: { readonly at?: number } = useSearch({ strict: false });
  const { notice, timeline, viewing, asks, reopen, onAccepted } = useViewing(id, at);
  const may = useMay();
  const error = notice.error ?? timeline.error ?? (asks ? null : viewing.error);
  const refused = error instanceof RefusedError && isAboutRight(error) ? error : null;
  return (
    <div className="page">
      <PageHead
        title={t("player/title")}
        note={viewing.data?.title}
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
      {asks ? <NoticeGate onAccepted={onAccepted} /> : null}
      {may("readiness.read") ? <SealedNote lessonId={id} /> : null}
      {refused === null ? null : <RefusedLook error={refused} lessonId={id} />}
      {isRefused(error, "item_destroyed") ? (
        <Empty title={t("refusals/item_destroyed/what")} next={t("destruction/destroyedNote")} />
      ) : error === null || refused !== null ? null : (
        <Failure error={error} onRetry={reopen} />
      )}
      {error === null && !asks && (viewing.data === undefined || timeline.data === undefined) ? (
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
      {may("lookers.read") && refused === null && viewing.data !== undefined ? (
        <div style={{ marginTop: 14 }}>
          <Lookers lessonId={id} />
        </div>
      ) : null}
    </div>
  );
}
