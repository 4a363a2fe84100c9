import { Link } from "@tanstack/react-router";
import { WrongBadges } from "../detection/wrong-badges.tsx";
import "../detection/detection.css";
import { Status, type Tone } from "../look/status.tsx";
import { minuteOfDay, secondOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { BoardState } from "../words/states.ts";
import type { BoardNow, BoardVenue } from "./use-board.ts";
import "./board.css";

export const boardTones: Record<BoardState, Tone> = {
  free: "plain",
  recording: "good",
  "recording-with-gap": "warn",
  "camera-lost": "alarm",
  offline: "alarm",
};
const cameraTones = {
  idle: "plain",
  connecting: "warn",
  recording: "good",
  lost: "alarm",
} as const;

/** Every venue a tile: its state by colour, icon and word. */
export function Rooms(props: { readonly board: BoardNow }) {
  return (
    <ul className="rooms">
      {props.board.venues.map((venue) => (
        <Room key={venue.venueId} venue={venue} nowMs={props.board.nowMs} />
      ))}
    </ul>
  );
}

function Room(props: { readonly venue: BoardVenue; readonly nowMs: number }) {
  const { t } = useWords();
  const { venue, nowMs } = props;
  return (
    <li className={`sheet room room-${venue.cameras.length === 0 ? "free" : venue.state}`}>
      <div className="sheet-head">
        <h2>{venue.venueName}</h2>
        <span className="tools">
          {venue.cameras.length === 0 ? (
            <Status tone="plain">{t("board/noCameras")}</Status>
          ) : (
            <Status tone={boardTones[venue.state]}>{t(`terms/boardStates/${venue.state}`)}</Status>
          )}
        </span>
      </div>
      <div className="room-lesson">
        {venue.lesson === null ? (
          <span className="quiet">
            {venue.state === "recording" || venue.state === "recording-with-gap"
              ? t("board/otherLesson")
              : t("board/noLesson")}
          </span>
        ) : (
          <>
            <Link to="/lessons/$lessonId" params={{ lessonId: venue.lesson.lessonId }}>
              {venue.lesson.project}
            </Link>
            <span>{venue.lesson.teacher}</span>
            <span className="number quiet">
              {minuteOfDay(venue.lesson.startMs)}–{minuteOfDay(venue.lesson.endMs)} ·{" "}
              <When lesson={venue.lesson} nowMs={nowMs} />
            </span>
          </>
        )}
      </div>
      {venue.cameras.length === 0 ? null : (
        <ul className="room-cameras">
          {venue.cameras.map((camera) => (
            <li key={`${camera.cameraId}/${camera.stream}`}>
              <span className="room-name">
                {camera.label} {camera.name}
                {camera.stream === "sub" ? ` · ${t("terms/streams/sub")}` : ""}
              </span>
              {camera.cause === undefined ? null : (
                <span className="room-cause">{t(`terms/gapCauses/${camera.cause}`)}</span>
              )}
              {camera.state === "recording" ? (
                <span className="quiet number">
                  {(camera.bytesPerSecond / 125_000).toFixed(1)} Mbit/s
                </span>
              ) : null}
              {camera.stream === "main" ? <WrongBadges cameraId={camera.cameraId} /> : null}
              <span title={secondOfDay(camera.sinceMs)}>
                <Status tone={cameraTones[camera.state]}>
                  {t(`terms/cameraStates/${camera.state}`)}
                </Status>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Foot venue={venue} />
    </li>
  );
}

function Foot(props: { readonly venue: BoardVenue }) {
  const { t } = useWords();
  const may = useMay();
  const { venue } = props;
  if (!may("live.watch") || venue.cameras.length === 0) return null;
  return (
    <div className="room-foot">
      <Link to="/wall" search={{ venue: venue.venueId }}>
        {t("board/watch")}
      </Link>
    </div>
  );
}

function When(props: {
  readonly lesson: { readonly startMs: number; readonly endMs: number };
  readonly nowMs: number;
}) {
  const { t } = useWords();
  const { lesson, nowMs } = props;
  if (nowMs < lesson.startMs)
    return t("board/startsIn", { n: Math.ceil((lesson.startMs - nowMs) / 60_000) });
  if (nowMs < lesson.endMs)
    return t("board/minutesLeft", { n: Math.ceil((lesson.endMs - nowMs) / 60_000) });
  return t("board/overrun");
}
