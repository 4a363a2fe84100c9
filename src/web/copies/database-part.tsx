import { Status } from "../look/status.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { CopiesState } from "./use-copies.ts";

/** The database's own archive: to which seconds it leads back, and whether it keeps up. */
export function DatabasePart(props: { readonly archive: CopiesState["database"] }) {
  const { t } = useWords();
  const { archive } = props;
  return (
    <section className="sheet" aria-labelledby="copies-database">
      <h2 id="copies-database">{t("databaseCopies/title")}</h2>
      {archive === null ? <p className="quiet">{t("databaseCopies/unknown")}</p> : null}
      {archive?.kind === "own" ? <p>{t("databaseCopies/own")}</p> : null}
      {archive?.kind === "embedded" ? <Embedded archive={archive} /> : null}
    </section>
  );
}

type Embedded = Extract<NonNullable<CopiesState["database"]>, { kind: "embedded" }>;

function Embedded(props: { readonly archive: Embedded }) {
  const { t } = useWords();
  const { archive } = props;
  const { failure, lastSegment, lastBase, recoverableFromMs } = archive;
  return (
    <>
      <p>
        {failure === null ? (
          <Status tone="good">{t("databaseCopies/sound")}</Status>
        ) : (
          <Status tone="alarm">{t(`databaseCopies/failures/${failure.code}`)}</Status>
        )}{" "}
        <span className="quiet">
          {failure === null ? null : t("databaseCopies/since", { at: dayMinute(failure.sinceMs) })}
        </span>
      </p>
      <dl className="facts">
        <dt>{t("databaseCopies/from")}</dt>
        <dd>
          {recoverableFromMs === null
            ? t("databaseCopies/never")
            : t("databaseCopies/fromOf", { at: dayMinute(recoverableFromMs) })}
        </dd>
        <dt>{t("databaseCopies/segment")}</dt>
        <dd>
          {lastSegment === null ? t("databaseCopies/never") : dayMinute(lastSegment.archivedAtMs)}
          {archive.waitingSegments === 0
            ? null
            : t("databaseCopies/waiting", { count: archive.waitingSegments })}
        </dd>
        <dt>{t("databaseCopies/base")}</dt>
        <dd>
          {lastBase === null
            ? t("databaseCopies/never")
            : t("databaseCopies/baseOf", {
                at: dayMinute(lastBase.finishedAtMs),
                size: size(lastBase.sizeBytes),
                count: archive.bases,
              })}
        </dd>
        <dt>{t("databaseCopies/space")}</dt>
        <dd>{size(archive.walBytes + archive.baseBytes)}</dd>
      </dl>
    </>
  );
}
