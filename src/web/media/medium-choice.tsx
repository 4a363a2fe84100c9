import { useQuery } from "@tanstack/react-query";
import { Alert, Select } from "antd";
import type { Medium } from "../../contract/media.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { clauseWord } from "../words/clauses.ts";

/** Media of a case in one state: issued ones to write on, handed-over ones that come back. */
export function useCaseMedia(requestId: string, state: Medium["state"]) {
  const listed = useQuery({
    queryKey: ["media", "case", requestId],
    queryFn: () => ask("media.list", { query: { requestId } }),
  });
  // What was lent and lost is still owed: its destruction may be stated.
  const media = listed.data?.media.filter(
    (one) => one.state === state || (state === "handed-over" && one.owed),
  );
  return { media, error: listed.error };
}

/** The registered medium it goes on or comes back on; says by which rule one is needed. */
export function MediumChoice(props: {
  readonly requestId: string;
  readonly state: "issued" | "handed-over";
  readonly rule: string | null;
  readonly value: string | null;
  readonly onChange: (mediumId: string | null) => void;
}) {
  const { t } = useWords();
  const { media, error } = useCaseMedia(props.requestId, props.state);
  const back = props.state === "handed-over";
  if (media === undefined) return error === null ? null : <Failure error={error} />;
  return (
    <div className="signing-field">
      {props.rule === null ? null : (
        <p>{t("mediumChoice/demanded", { rule: clauseWord(t, props.rule) })}</p>
      )}
      {media.length === 0 && props.rule !== null && !back ? (
        <Alert
          type="warning"
          showIcon
          title={`${t("mediumChoice/none")} ${t("mediumChoice/noneNext")}`}
        />
      ) : null}
      {media.length === 0 ? null : (
        <Select<string>
          aria-label={back ? t("mediumChoice/returned") : t("mediumChoice/label")}
          placeholder={back ? t("mediumChoice/returned") : t("mediumChoice/label")}
          allowClear
          value={props.value}
          onChange={(next: string | undefined) => props.onChange(next ?? null)}
          options={media.map((one) => ({
            value: one.mediumId,
            label: `${one.label}（${one.makerSerial}）`,
          }))}
        />
      )}
      <small className="quiet">{t("mediumChoice/hint")}</small>
    </div>
  );
}
