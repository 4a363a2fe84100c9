import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../ask.ts";
import { nowMs } from "../look/now.ts";
import { Status } from "../look/status.tsx";
import { daySecond, dayStart, length, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { causeWord } from "./use-completion.ts";
import "./completion.css";

const shownMost = 4;
const pollMs = 30_000;

/** The tile of the board: which seconds are missing and nobody has said why, newest first (S0-6.1c). */
export function GapTile() {
  const { t } = useWords();
  const { data, isError } = useQuery({
    queryKey: ["interruptions", "week"],
    queryFn: () => {
      const now = nowMs();
      const query = { fromMs: dayStart(now, -6), toMs: now };
      return ask("interruptions.list", { query }, { background: true });
    },
    refetchInterval: pollMs,
  });
  if (data === undefined || isError) return null;
  const waiting = data.lines
    .filter(({ reason }) => reason === null)
    .toSorted((a, b) => b.startMs - a.startMs);
  return (
    <section className="sheet" aria-label={t("interruptionsPage/tile")}>
      <div className="sheet-head">
        <h2>{t("interruptionsPage/tile")}</h2>
        <Status tone={waiting.length === 0 ? "good" : "warn"}>
          {waiting.length === 0
            ? t("interruptionsPage/tileGood")
            : t("interruptionsPage/tileWaiting", { n: waiting.length })}
        </Status>
        <Link to="/interruptions">{t("interruptionsPage/tileAll")}</Link>
      </div>
      <ul className="gap-lines">
        {waiting.slice(0, shownMost).map((line) => (
          <li key={`${line.cameraId}/${line.startMs}`}>
            <div>
              <Link to="/lessons/$lessonId/completion" params={{ lessonId: line.lessonId }}>
                {line.officialName}
              </Link>
              <p>
                {`${line.cameraName} · `}
                <span className="number">
                  {`${daySecond(line.startMs)}–`}
                  {line.endMs === null
                    ? t("completionCard/goesOn")
                    : `${secondOfDay(line.endMs)} · ${length(line.endMs - line.startMs)}`}
                </span>
                <span className="quiet">{` · ${causeWord(t, line.cause)}`}</span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
