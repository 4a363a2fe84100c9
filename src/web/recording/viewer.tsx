import { Checkbox } from "antd";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { CameraLine, LessonTimeline, ViewingOpened } from "../../contract/routes/recording.ts";
import type { z } from "zod";
import { RefusedError } from "../ask.ts";
import { Comments, useComments } from "../completion/comments.tsx";
import { Failure } from "../look/failure.tsx";
import { dayMinute, length } from "../look/times.ts";
import { ProofDrawer, type ProofTarget } from "../proof/proof-drawer.tsx";
import { Moments } from "../timeline/moments.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import { momentsOf, tracksOf } from "../timeline/tracks.ts";
import { useWords } from "../words/index.ts";
import { BookmarkBar, BookmarkList, useBookmarks } from "../looking/bookmarks.tsx";
import { Ended, isEnd, type Over, useEnding } from "./ending.tsx";
import { Stage } from "./stage.tsx";
import { firstChoice, usePlayback } from "./use-playback.ts";

type Viewing = z.infer<typeof ViewingOpened>;
const tilesMost = 9;

interface Props {
  readonly viewing: Viewing;
  readonly timeline: LessonTimeline;
  readonly onReopen: () => void;
}

export function Viewer(props: Props) {
  const { t } = useWords();
  const { timeline, viewing } = props;
  const [refused, setRefused] = useState<unknown>(null);
  const [over, setOver] = useState<Over | null>(null);
  const bookmarks = useBookmarks(viewing.lessonId);
  const comments = useComments(viewing.lessonId);
  const player = usePlayback(props, setRefused);
  const shown = useSyncExternalStore(player.subscribe, player.shown);
  const [chosen, setChosen] = useState(() => firstChoice(timeline.cameras));
  const [proofOf, setProofOf] = useState<ProofTarget | null>(null);
  useEffect(() => player.choose(over === null ? chosen : []), [player, chosen, over]);
  // A picture that was refused tells it sooner than the next asking does.
  const end = shown.tiles.map((tile) => tile.failure).find(isEnd);
  useEnding(viewing, { over, end, onOver: setOver });

  const toggle = (cameraId: string, on: boolean) => {
    setChosen((now) =>
      on ? [...now, cameraId].slice(0, tilesMost) : now.filter((id) => id !== cameraId),
    );
  };
  const seek = (toMs: number) => player.seek(toMs);
  const atMs = () => player.nowMs();
  // The segment shown when the drawer opens; the clock may run on behind it.
  const prove = (cameraId: string) =>
    setProofOf({
      viewingId: viewing.viewingId,
      lessonId: viewing.lessonId,
      segment: player.segmentNow(cameraId),
    });
  if (over !== null) return <Ended over={over} onReopen={props.onReopen} />;
  return (
    <>
      {refused instanceof RefusedError ? (
        <Failure error={refused} onRetry={props.onReopen} />
      ) : null}
      <div className="viewer">
        <div className="viewer-main">
          <Stage
            player={player}
            shown={shown}
            cameras={timeline.cameras}
            chosen={chosen}
            viewing={viewing}
            onHarm={(harm) => setOver({ harm })}
            marks={<BookmarkBar lessonId={viewing.lessonId} atMs={atMs} />}
            nowMs={timeline.nowMs}
            onProof={prove}
          />
          <Timeline
            timeline={timeline}
            bookmarks={bookmarks}
            comments={comments}
            atMs={shown.atMs}
            chosen={chosen}
            onSeek={seek}
          />
          <p className="keys">{t("player/keys")}</p>
        </div>
        <Beside {...props} chosen={chosen} onToggle={toggle} onSeek={seek} atMs={atMs} />
      </div>
      <ProofDrawer
        open={proofOf !== null}
        onClose={() => setProofOf(null)}
        target={proofOf ?? undefined}
      />
    </>
  );
}

/** Beside the pictures: cameras, bookmarks, gaps, coverage, and the right by which one looks. */
function Beside(
  props: Props & {
    readonly chosen: readonly string[];
    readonly onToggle: (cameraId: string, on: boolean) => void;
    readonly onSeek: (toMs: number) => void;
    readonly atMs: () => number;
  },
) {
  const { t } = useWords();
  const { timeline, viewing } = props;
  const moments = useMemo(() => momentsOf(tracksOf(timeline.cameras)), [timeline.cameras]);
  return (
    <aside className="stack">
      <CameraList cameras={timeline.cameras} chosen={props.chosen} onToggle={props.onToggle} />
      <BookmarkList lessonId={viewing.lessonId} onSeek={props.onSeek} />
      <Comments lessonId={viewing.lessonId} onSeek={props.onSeek} atMs={props.atMs} />
      <Moments moments={moments} onSeek={props.onSeek} />
      <Coverage timeline={timeline} />
      <section className="sheet sheet-body">
        <dl className="facts">
          <dt>{t("player/right")}</dt>
          <dd>{t(`terms/rights/${viewing.right}`)}</dd>
          {viewing.serial === null ? null : (
            <>
              <dt>{t("looking/grantSerial")}</dt>
              <dd className="number">{viewing.serial}</dd>
            </>
          )}
          <dt>{t("player/until")}</dt>
          <dd className="number">{dayMinute(viewing.expiresAtMs)}</dd>
        </dl>
        <p className="quiet" style={{ marginTop: 8, fontSize: 12.5 }}>
          {t("player/noDownload")}
        </p>
      </section>
    </aside>
  );
}

function CameraList(props: {
  readonly cameras: readonly CameraLine[];
  readonly chosen: readonly string[];
  readonly onToggle: (cameraId: string, on: boolean) => void;
}) {
  const { t } = useWords();
  return (
    <section className="sheet" aria-label={t("player/cameras")}>
      <h2>
        {t("player/cameras")} <span className="quiet">{t("player/camerasNote")}</span>
      </h2>
      <ul className="camera-list">
        {props.cameras.map((line) => {
          const on = props.chosen.includes(line.cameraId);
          return (
            <li key={line.cameraId}>
              <Checkbox
                checked={on}
                disabled={!on && props.chosen.length >= tilesMost}
                onChange={(event) => props.onToggle(line.cameraId, event.target.checked)}
              >
                {line.label} {line.name}
                <small>
                  {line.coverage.map((kind) => t(`terms/coverage/${kind}`)).join(" · ")}
                </small>
              </Checkbox>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Coverage(props: { readonly timeline: LessonTimeline }) {
  const { t } = useWords();
  return (
    <section className="sheet" aria-label={t("player/coverage")}>
      <h2>{t("player/coverage")}</h2>
      <dl className="facts sheet-body">
        {props.timeline.coverage.map((one) => (
          <div key={one.kind} style={{ display: "contents" }}>
            <dt>{t(`terms/coverage/${one.kind}`)}</dt>
            <dd className="number">
              {t("player/coverageOf", {
                recorded: length(one.recordedMs),
                expected: length(one.expectedMs),
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
