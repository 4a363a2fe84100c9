import { useQuery } from "@tanstack/react-query";
import { Form } from "antd";
import { useDeferredValue } from "react";
import { refusals, type RefusalCode } from "../../contract/refusals.ts";
import { ask, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { useWords, type Say } from "../words/index.ts";
import { valueWord } from "../words/value-words.ts";

type Warning = Answer<"accounts.judge">["warnings"][number];
type Asked = Parameters<typeof ask<"accounts.judge">>[1]["body"];

/**
 * 保存前核对: what speaks against this account and by which rule, while it is being typed. The house
 * judges again when it is saved.
 */
export function DutyCheck(props: { readonly asked: Asked }) {
  const { t } = useWords();
  const asked = useDeferredValue(props.asked);
  const judged = useQuery({
    queryKey: ["accounts-judge", asked],
    queryFn: () => ask("accounts.judge", { body: asked }),
    placeholderData: (before) => before,
  });
  const warnings = judged.data?.warnings;
  return (
    <Form.Item label={t("accountCare/checkTitle")}>
      <div className="stack" role="status">
        {judged.isError ? <Failure error={judged.error} /> : null}
        {warnings === undefined ? null : warnings.length === 0 ? (
          <div>
            <Status tone="good">{t("accountCare/checkClean")}</Status>
          </div>
        ) : (
          warnings.map((one) => <OneWarning key={`${one.code} ${one.facts["login"]}`} one={one} />)
        )}
      </div>
    </Form.Item>
  );
}

function OneWarning(props: { readonly one: Warning }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <div style={{ display: "grid", gap: 2 }}>
      <span>
        <Status tone={one.allowed ? "warn" : "alarm"}>
          {one.allowed ? t("accountCare/warnedMark") : t("accountCare/refusedMark")}
        </Status>
      </span>
      <span>{t(`accountCare/warnings/${one.code}`, named(t, one.facts))}</span>
      {isRefusalRule(one.rule) ? <small className="quiet">{t(`rules/${one.rule}`)}</small> : null}
    </div>
  );
}

type Rule = (typeof refusals)[RefusalCode]["rule"];
const rules = new Set<string>(Object.values(refusals).map((one) => one.rule));
function isRefusalRule(rule: string): rule is Rule {
  return rules.has(rule);
}

/** Roles and categories by their words. */
function named(t: Say, facts: Warning["facts"]) {
  const word = (field: string, name = field) => valueWord(t, field, facts[name] ?? "");
  return {
    login: facts["login"] ?? "",
    name: facts["name"] ?? "",
    personKey: facts["personKey"] ?? "",
    category: word("category"),
    role: word("role"),
    otherRole: word("role", "otherRole"),
  };
}
