import type { CameraAccount } from "../../contract/completion.ts";
import { Empty } from "../look/empty.tsx";
import { Status } from "../look/status.tsx";
import { length, minuteOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { Card } from "./use-completion.ts";

/** One strip for each camera over the lesson: what is there is solid, what is missing hatched. */
export function CameraStrips(props: { readonly card: Card }) {
  const { t } = useWords();
  const { cameras, lesson } = props.card;
  return (
    <section className="sheet" aria-label={t("completionCard/strips")}>
      <h2>{t("completionCard/strips")}</h2>
      {cameras.length === 0 ? (
        <Empty title={t("completionCard/stripsNone")} next={t("completionCard/stripsNoneNext")} />
      ) : (
        <div className="sheet-body strips">
          {cameras.map((camera) => (
            <Strip key={camera.cameraId} camera={camera} lesson={lesson} />
          ))}
          <p className="strip-ends number" aria-hidden>
            <span>{minuteOfDay(lesson.startMs)}</span>
            <span>{minuteOfDay(lesson.endMs)}</span>
          </p>
        </div>
      )}
    </section>
  );
}

function Strip(props: { readonly camera: CameraAccount; readonly lesson: Card["lesson"] }) {
  const { t } = useWords();
  const { camera, lesson } = props;
  const name = `${camera.label} ${camera.name}`;
  const label = t("completionCard/stripLabel", {
    name,
    expected: length(camera.expectedMs),
    present: length(camera.presentMs),
    missing: length(camera.missingMs),
  });
  const part = (span: { startMs: number; endMs: number }) => {
    const wholeMs = Math.max(1, lesson.endMs - lesson.startMs);
    const left = ((span.startMs - lesson.startMs) / wholeMs) * 100;
    return { left: `${left}%`, width: `${((span.endMs - span.startMs) / wholeMs) * 100}%` };
  };
  return (
    <div className="strip">
      <p className="strip-head">
        <b>{name}</b>
        <span className="number">
          {length(camera.presentMs)} / {length(camera.expectedMs)}
        </span>
        {camera.missingMs === 0 ? (
          <Status tone="good">{t("completionCard/whole")}</Status>
        ) : (
          <Status tone="alarm">
            {t("completionCard/missing")} <span className="number">{length(camera.missingMs)}</span>
          </Status>
        )}
        {camera.sound ? null : <Status tone="warn">{t("completionCard/noSound")}</Status>}
      </p>
      <div className="strip-line" role="img" aria-label={label}>
        {camera.present.map((span) => (
          <span key={span.startMs} className="strip-present" style={part(span)} />
        ))}
        {camera.missing.map((span) => (
          <span key={span.startMs} className="strip-missing" style={part(span)} />
        ))}
      </div>
    </div>
  );
}
