import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";

/** One case by its number or the lessons it names. */
export function CaseChoice(props: {
  readonly value: string | null;
  readonly onChange: (requestId: string | null) => void;
}) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const found = useQuery({
    queryKey: ["requests", "all"],
    queryFn: () => ask("requests.list", { query: { box: "all" } }),
  });
  const cases = (found.data?.requests ?? []).map((one) => ({
    value: one.requestId,
    label: `${one.serial} ${t(`requestTerms/operations/${one.operation}/name`)} ${one.titles.join("；")}`,
  }));
  return (
    <div className="signing-field">
      <span>{t("retention/scopes/case")}</span>
      <Select<string>
        aria-label={t("retention/scopes/case")}
        showSearch={{ searchValue: text, onSearch: setText, optionFilterProp: "label" }}
        allowClear
        loading={found.isPending}
        {...(props.value === null ? {} : { value: props.value })}
        onChange={(value: string | undefined) => props.onChange(value ?? null)}
        placeholder={t("ownTerms/chooseCase")}
        options={cases}
      />
      {found.isError ? <Failure error={found.error} /> : null}
    </div>
  );
}
