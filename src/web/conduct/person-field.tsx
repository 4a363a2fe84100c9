import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { Concerned } from "../../contract/conduct.ts";
import { ask } from "../ask.ts";
import { TextField } from "../look/text-field.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** Somebody by account where there is one, else by name. */
export function PersonField(props: {
  readonly label: string;
  readonly value: Concerned | null;
  readonly onChange: (value: Concerned | null) => void;
}) {
  const { t } = useWords();
  const may = useMay();
  const { label, value, onChange } = props;
  const listed = useQuery({
    queryKey: ["accounts"],
    queryFn: () => ask("accounts.list", {}),
    enabled: may("account.manage"),
  });
  const options = (listed.data?.accounts ?? [])
    .filter((one) => one.state !== "closed")
    .map((one) => ({ value: one.accountId, label: `${one.name}（${one.login}）` }));
  const account = value !== null && "accountId" in value ? value.accountId : null;
  return (
    <>
      {may("account.manage") ? (
        <div className="signing-field">
          <span aria-hidden>{t("matterPage/byAccount", { who: label })}</span>
          <Select<string>
            aria-label={t("matterPage/byAccount", { who: label })}
            placeholder={t("matterPage/chooseAccount")}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            value={account}
            onChange={(accountId: string | undefined) =>
              onChange(accountId === undefined ? null : { accountId })
            }
            options={options}
          />
        </div>
      ) : null}
      {account === null ? (
        <TextField
          label={t("matterPage/byName", { who: label })}
          value={value !== null && "name" in value ? value.name : ""}
          onChange={(name) => onChange(name.trim() === "" ? null : { name })}
        />
      ) : null}
    </>
  );
}
