import { useEffect, useState } from "react";
import type { DoorCode } from "../../contract/attendance.ts";
import { nowMs } from "../look/now.ts";
import { Qr } from "../look/qr.tsx";
import { minuteOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";

/** Seconds until the code changes, by the house's clock as the page last heard it. */
function useSecondsLeft(door: DoorCode): number {
  const [heard, setHeard] = useState({ door, atMs: nowMs() });
  if (heard.door !== door) setHeard({ door, atMs: nowMs() });
  const [now, setNow] = useState(nowMs());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(nowMs()), 500);
    return () => window.clearInterval(timer);
  }, []);
  const houseNow = heard.door.nowMs + Math.max(0, now - heard.atMs);
  return Math.max(0, Math.ceil((heard.door.nextAtMs - houseNow) / 1_000));
}

/** A door: what is taught behind it, what may be done now, the code, and how many came. */
export function DoorCard(props: { readonly door: DoorCode; readonly live: boolean }) {
  const { t } = useWords();
  const { door, live } = props;
  const left = useSecondsLeft(door);
  const may = door.open.length === 2 ? "both" : door.open[0];
  return (
    <section className="sheet door" aria-label={door.project}>
      <div>
        <p className="door-title">
          <b>{door.project}</b>
        </p>
        <p className="quiet">
          {door.course} · {listed(door.teachers)} · {door.venueName} ·{" "}
          <span className="number">
            {minuteOfDay(door.startMs)}–{minuteOfDay(door.endMs)}
          </span>
        </p>
      </div>
      {may === undefined ? (
        <p className="door-say">{t("doorPage/shut")}</p>
      ) : (
        <>
          <p className="door-say">
            <b>{t(`doorPage/open/${may}`)}</b>
          </p>
          {live ? <Qr rows={door.qr} label={t("doorPage/code")} /> : null}
          <p>
            {t("doorPage/scan")} · <span className="quiet">{t("doorPage/scanText")}</span>
          </p>
        </>
      )}
      <p className="door-counts number">
        <span>
          {t("doorPage/came")} <b>{t("doorPage/of", { n: door.inCount, all: door.expected })}</b>
        </span>
        <span>
          {t("doorPage/left")} <b>{t("doorPage/of", { n: door.outCount, all: door.expected })}</b>
        </span>
        {may === undefined ? null : (
          <span className="quiet">{t("doorPage/next", { n: left })}</span>
        )}
      </p>
      {live ? null : <p role="alert">{t("doorPage/late")}</p>}
    </section>
  );
}
