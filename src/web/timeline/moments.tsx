import { WarningOutlined } from "@ant-design/icons";
import { length, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { Moment } from "./tracks.ts";

/** The gaps as a list: click to jump, readable without the picture. */
export function Moments(props: {
  readonly moments: readonly Moment[];
  readonly onSeek: (toMs: number) => void;
}) {
  const { t } = useWords();
  return (
    <section className="sheet" aria-label={t("timeline/moments")}>
      <h2>
        {t("timeline/moments")} <span className="quiet">{props.moments.length}</span>
      </h2>
      {props.moments.length === 0 ? (
        <p className="sheet-body quiet">{t("timeline/noGaps")}</p>
      ) : (
        <ul className="moments">
          {props.moments.slice(0, 500).map((moment) => (
            <li key={`${moment.cameraId}/${moment.gap.startMs}`}>
              <button
                type="button"
                onClick={() => props.onSeek(Math.max(0, moment.gap.startMs - 3_000))}
              >
                <WarningOutlined aria-hidden />
                <span className="number">{secondOfDay(moment.gap.startMs)}</span>
                <span>{moment.title}</span>
                <span className="cause">{t(`terms/gapCauses/${moment.gap.cause}`)}</span>
                <span className="number">{length(moment.gap.endMs - moment.gap.startMs)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
