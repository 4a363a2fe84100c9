import { Modal, Select } from "antd";
import { useId, useState } from "react";
import { type Answer, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { afterPolicies, usePolicies } from "./use-policies.ts";

/** Which document a rule rests on, and on which of its clauses. */
export function BasisDialog(props: {
  readonly of: Answer<"policies.inForce">["rules"][number];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { rule, basis } = props.of;
  const [policyId, setPolicyId] = useState(basis?.policyId ?? "");
  const [clause, setClause] = useState(basis?.clause ?? "");
  const id = useId();
  const list = usePolicies();
  const newest = new Map(
    (list.data?.policies ?? [])
      .toSorted((a, b) => a.version - b.version)
      .map((line) => [line.policyId, line.title]),
  );
  const save = useAct(
    () =>
      ask("policies.base", {
        params: { rule },
        body: { policyId: policyId === "" ? null : policyId, clause },
      }),
    {
      onDone: () => {
        afterPolicies();
        props.onClose();
      },
      said: t("policies/basisSaid"),
    },
  );
  return (
    <Modal
      open
      title={t(`policies/rules/${rule}`)}
      okText={t("policies/setBasis")}
      cancelText={t("common/cancel")}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <div className="signing-field">
          <label htmlFor={id}>{t("policies/document")}</label>
          <Select<string>
            id={id}
            value={policyId}
            onChange={setPolicyId}
            options={[
              { value: "", label: t("policies/noBasis") },
              ...[...newest].map(([value, label]) => ({ value, label })),
            ]}
          />
        </div>
        <TextField
          label={t("policies/clause")}
          hint={t("policies/clauseHint")}
          value={clause}
          onChange={setClause}
        />
        {save.isError ? <Failure error={save.error} /> : null}
      </div>
    </Modal>
  );
}
