import { useQuery } from "@tanstack/react-query";
import { ask } from "../ask.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { CopiesStatus, ItemStatus, keepingClause, untilWord } from "./item-words.tsx";
import { retentionKey } from "./use-retention.ts";

/** How long a lesson is kept, and by which clause: beside its proof. */
export function LessonKeeping(props: { readonly lessonId: string }) {
  const { t } = useWords();
  const may = useMay()("recording.read");
  const { lessonId } = props;
  const found = useQuery({
    enabled: may,
    queryKey: [...retentionKey, "lesson", lessonId],
    queryFn: () => ask("retention.lesson", { params: { lessonId } }),
  });
  const keeping = found.data?.keeping;
  if (keeping === undefined) return null;
  return (
    <section className="stack" aria-label={t("retentionPage/keeping")}>
      <h3>{t("retentionPage/keeping")}</h3>
      {keeping === null ? (
        <p className="quiet">{t("retentionPage/notYet")}</p>
      ) : (
        <dl className="facts">
          <dt>{t("retentionPage/class")}</dt>
          <dd>
            {t(`retention/classes/${keeping.class}`)} · {t(`retention/terms/${keeping.class}`)}
          </dd>
          <dt>{t("retentionPage/until")}</dt>
          <dd className="number">{untilWord(t, keeping)}</dd>
          <dt>{t("common/state")}</dt>
          <dd>
            <ItemStatus state={keeping.state} />
          </dd>
          {keeping.copies === null ? null : (
            <>
              <dt>{t("retentionPage/copies")}</dt>
              <dd>
                <CopiesStatus copies={keeping.copies} state={keeping.state} />
              </dd>
            </>
          )}
          <dt>{t("retentionPage/clause")}</dt>
          <dd>{keepingClause(t, keeping.rule)}</dd>
        </dl>
      )}
    </section>
  );
}
