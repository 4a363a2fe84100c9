import type { DiskState } from "../../contract/storage.ts";
import { severityTones } from "../incidents/incident-tone.ts";
import { Status } from "../look/status.tsx";
import { size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";

/** One disk: how full, how fast it fills, how long it lasts, what it says about itself. */
export function DiskCard(props: { readonly disk: DiskState }) {
  const { t } = useWords();
  const { disk } = props;
  const percent = Math.round((1 - disk.freeBytes / Math.max(1, disk.sizeBytes)) * 100);
  const growth = disk.growthPerDayBytes;
  return (
    <article className="disk-card" aria-label={disk.mountPoint}>
      <h3 className="number">{disk.mountPoint}</h3>
      <div className="disk-holds">
        {`${listed(disk.folders.map((name) => t(`tending/folders/${name}`)))} · ${disk.device} ${disk.fileSystem}`}
      </div>
      <div className="disk-bar" role="img" aria-label={t("storagePage/used", { percent })}>
        <span style={{ width: `${Math.min(100, percent)}%` }} />
      </div>
      <p className="number">
        {`${t("storagePage/used", { percent })} · ${t("storagePage/free", { free: size(disk.freeBytes), size: size(disk.sizeBytes) })}`}
      </p>
      <Status tone={disk.alarm === null ? "good" : severityTones[disk.alarm]}>
        {disk.alarm === null ? t("storagePage/good") : t(`tending/severities/${disk.alarm}`)}
      </Status>
      <dl className="tending-facts">
        <div>
          <dt>{t("storagePage/growth")}</dt>
          <dd className="number">
            {growth === null
              ? t("storagePage/growthUnknown")
              : growth <= 0
                ? t("storagePage/growthNone")
                : size(growth)}
          </dd>
        </div>
        <div>
          <dt>{t("storagePage/left")}</dt>
          <dd className="number">
            {disk.daysLeft === null
              ? t(growth === null ? "storagePage/growthUnknown" : "storagePage/leftForever")
              : t("storagePage/leftDays", { n: disk.daysLeft })}
          </dd>
        </div>
        <div>
          <dt>{t("storagePage/health")}</dt>
          <dd>
            {disk.health === null ? (
              t("storagePage/healthSilent")
            ) : (
              <Status tone={disk.health.passed ? "good" : "alarm"}>
                {disk.health.passed ? t("storagePage/healthGood") : t("storagePage/healthBad")}
              </Status>
            )}
          </dd>
        </div>
      </dl>
      {disk.history.length < 2 ? null : <History disk={disk} />}
    </article>
  );
}

/** Used space by day, from nothing to the whole disk. */
function History(props: { readonly disk: DiskState }) {
  const { t } = useWords();
  const { history } = props.disk;
  const last = history.length - 1;
  const points = history
    .map(({ usedBytes, sizeBytes }, at) => {
      const x = (at / last) * 300;
      const y = 42 - (usedBytes / Math.max(1, sizeBytes)) * 40;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
  return (
    <svg
      className="disk-line"
      viewBox="0 0 300 44"
      preserveAspectRatio="none"
      role="img"
      aria-label={t("storagePage/history")}
    >
      <polyline points={points} fill="none" stroke="var(--blue)" strokeWidth="1.5" />
      <line x1="0" y1="43" x2="300" y2="43" stroke="var(--line)" />
    </svg>
  );
}
