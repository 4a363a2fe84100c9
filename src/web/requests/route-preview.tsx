import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { usePostWord } from "../institution/post-word.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useMe } from "../session/me.ts";
import { clauseWord, fieldWord, formWord } from "../words/clauses.ts";
import { useWords, type Say } from "../words/index.ts";
import { ApprovalStrip } from "./approval-strip.tsx";
import { previewItems } from "./strip-items.ts";
import type { Preview } from "./use-requests.ts";

/** What a request still lacks, in words. The purpose is demanded of every request. */
export function missingWords(
  t: Say,
  preview: Preview | undefined,
  hasPurpose: boolean,
): readonly string[] {
  if (preview === undefined) return [];
  const fields = preview.fieldsMissing.filter((field) => field !== "purpose");
  return [
    ...(hasPurpose ? [] : [fieldWord(t, "purpose")]),
    ...fields.map((field) => fieldWord(t, field)),
    ...preview.papersMissing.map((kind) => t(`requestTerms/papers/${kind}`)),
  ];
}

/** The way a request will go, who decides each step by which clause, and what is missing. */
export function RoutePreview(props: {
  readonly preview: Preview | undefined;
  readonly error: unknown;
  readonly asked: boolean;
  readonly missing: readonly string[];
}) {
  const { t } = useWords();
  const me = useMe();
  const { preview, missing } = props;
  const postWord = usePostWord(preview?.profile);
  return (
    <aside className="sheet route-preview strip-upright" aria-label={t("requestForm/preview")}>
      <h2>{t("requestForm/preview")}</h2>
      {!props.asked ? <Empty title={t("requestForm/previewFirst")} /> : null}
      {props.error === null ? null : <Failure error={props.error} />}
      {props.asked && props.error === null && preview === undefined ? <Bones rows={6} /> : null}
      {preview === undefined || !props.asked ? null : (
        <>
          <dl className="facts sheet-body route-rule">
            <dt>{t("requestForm/rule")}</dt>
            <dd>{clauseWord(t, preview.rule)}</dd>
            <dt>{t("requestForm/form")}</dt>
            <dd>{formWord(t, preview.form)}</dd>
            {preview.masking ? (
              <>
                <dt>{t("labels/masking")}</dt>
                <dd>{t("labels/maskingText")}</dd>
              </>
            ) : null}
          </dl>
          <ApprovalStrip
            label={t("requestForm/preview")}
            items={previewItems(t, preview, { by: me.name, postWord })}
          />
          <div className="route-missing" aria-live="polite">
            {missing.length === 0 ? (
              <p className="route-ready">
                <CheckCircleFilled aria-hidden /> {t("requestForm/ready")}
              </p>
            ) : (
              <>
                <p>
                  <ExclamationCircleFilled aria-hidden />{" "}
                  {t("requestForm/missingN", { n: missing.length })}
                </p>
                <ul>
                  {missing.map((word) => (
                    <li key={word}>{word}</li>
                  ))}
                </ul>
              </>
            )}
          </div>
        </>
      )}
    </aside>
  );
}
