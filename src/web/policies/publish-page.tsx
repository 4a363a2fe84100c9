import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useId, useState } from "react";
import type { Paper } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type PolicyReader, policyReaders } from "../../contract/policies.ts";
import { ask } from "../ask.ts";
import { DayField } from "../look/day-field.tsx";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { TextField } from "../look/text-field.tsx";
import { day, dayStart, instantOf } from "../look/times.ts";
import { PaperUpload } from "../requests/paper-upload.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { type Policy, afterPolicies } from "./use-policies.ts";

/** A new document, or the next version of one. */
export function PublishPage() {
  const { t } = useWords();
  const search: { readonly policy?: string; readonly from?: string } = useSearch({
    strict: false,
  });
  const { policy: policyId, from } = search;
  const known = useQuery({
    queryKey: ["policies", "one", policyId, from],
    queryFn: () =>
      ask("policies.read", { params: { policyId: policyId ?? "", version: Number(from) } }),
    enabled: policyId !== undefined && from !== undefined,
  });
  const isNew = policyId === undefined || from === undefined;
  return (
    <div className="page">
      <PageHead
        title={isNew ? t("policies/add") : t("policies/nextVersion")}
        note={<Link to="/policies">{t("policies/back")}</Link>}
      />
      {known.isError ? <Failure error={known.error} /> : null}
      {!isNew && known.isPending ? <Bones rows={9} /> : null}
      {isNew ? <PublishForm known={null} /> : null}
      {known.data === undefined ? null : <PublishForm known={known.data} />}
    </div>
  );
}

interface Draft {
  readonly title: string;
  readonly number: string;
  readonly text: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly effective: string;
  readonly readers: readonly PolicyReader[];
  readonly papers: readonly Paper[];
}

function usePublish(known: Policy | null) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>({
    title: known?.title ?? "",
    number: known?.number ?? "",
    text: known?.text ?? "",
    approvedBy: "",
    approvedAt: day(nowMs()),
    effective: day(nowMs()),
    readers: known?.readers ?? ["teacher"],
    papers: [],
  });
  const { title, number, text, approvedBy, papers } = draft;
  const publish = useAct(
    () =>
      ask("policies.publish", {
        body: {
          of: known === null ? null : { policyId: known.policyId, version: known.version },
          title,
          number,
          text,
          paperId: papers.at(-1)?.paperId ?? null,
          approvedBy,
          approvedAtMs: instantOf(draft.approvedAt, "12:00"),
          effectiveFromMs: dayStart(instantOf(draft.effective, "12:00")),
          readers: [...draft.readers],
        },
      }),
    {
      onDone: ({ policyId, version }) => {
        afterPolicies();
        void navigate({
          to: "/policies/$policyId/$version",
          params: { policyId, version: String(version) },
        });
      },
      said: t("policies/form/published"),
    },
  );
  const complete =
    title.trim() !== "" && approvedBy.trim() !== "" && (text.trim() !== "" || papers.length > 0);
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  return { draft, put, publish, complete };
}

function PublishForm(props: { readonly known: Policy | null }) {
  const { t } = useWords();
  const { known } = props;
  const form = usePublish(known);
  const { draft, put } = form;
  return (
    <form
      className="sheet sheet-body stack"
      onSubmit={(event) => {
        event.preventDefault();
        form.publish.mutate();
      }}
    >
      {known === null ? null : (
        <p className="quiet">{t("policies/form/nextNote", { version: known.version + 1 })}</p>
      )}
      <TextField
        required
        label={t("policies/form/title")}
        value={draft.title}
        onChange={(title) => put({ title })}
      />
      <TextField
        label={t("policies/form/number")}
        value={draft.number}
        onChange={(number) => put({ number })}
      />
      <TextBox value={draft.text} onChange={(text) => put({ text })} />
      <PaperUpload
        kind="signed-scan"
        needed={false}
        papers={draft.papers}
        onAdd={(paper) => put({ papers: [paper] })}
        onRemove={() => put({ papers: [] })}
      />
      <TextField
        required
        label={t("policies/form/approvedBy")}
        value={draft.approvedBy}
        onChange={(approvedBy) => put({ approvedBy })}
      />
      <DayField
        required
        label={t("policies/form/approvedAt")}
        value={draft.approvedAt}
        onChange={(approvedAt) => put({ approvedAt })}
      />
      <DayField
        required
        label={t("policies/form/effectiveFrom")}
        least={day(nowMs())}
        value={draft.effective}
        onChange={(effective) => put({ effective })}
      />
      <Readers value={draft.readers} onChange={(readers) => put({ readers })} />
      {form.publish.isError ? <Failure error={form.publish.error} /> : null}
      <p>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          disabled={!form.complete}
          loading={form.publish.isPending}
        >
          {t("policies/form/publish")}
        </Button>
      </p>
    </form>
  );
}

function TextBox(props: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{t("policies/form/text")}</label>
      <Input.TextArea
        id={id}
        value={props.value}
        maxLength={limits.policyCharacters}
        autoSize={{ minRows: 8, maxRows: 24 }}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}

function Readers(props: {
  readonly value: readonly PolicyReader[];
  readonly onChange: (readers: readonly PolicyReader[]) => void;
}) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{t("policies/form/readers")}</label>
      <Select<PolicyReader[]>
        id={id}
        mode="multiple"
        value={[...props.value]}
        onChange={props.onChange}
        options={policyReaders.map((value) => ({ value, label: t(`terms/roles/${value}`) }))}
      />
    </div>
  );
}
