import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Form, Input, Select } from "antd";
import { type ExternalKind, activityKinds, externalKinds } from "../../contract/lesson.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Status } from "../look/status.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { LessonNow } from "./use-lessons.ts";

export interface ExternalTyped {
  readonly externalKind?: ExternalKind | undefined;
  readonly externalParty?: string;
  readonly agreement?: string;
}

export function externalTyped(lesson: LessonNow): ExternalTyped {
  const { external } = lesson;
  if (external === null) return {};
  return {
    externalKind: external.kind,
    externalParty: external.party,
    agreement: external.agreement ?? "",
  };
}

export function externalOf(typed: ExternalTyped): NonNullable<LessonInput["external"]> | null {
  const { externalKind: kind, externalParty = "", agreement = "" } = typed;
  if (kind === undefined) return null;
  return { kind, party: externalParty, agreement: agreement.trim() === "" ? null : agreement };
}

/** With somebody from outside the activity is no choice: it follows (S0-5.2.4). */
export function ActivityField() {
  const { t } = useWords();
  const form = Form.useFormInstance<ExternalTyped>();
  const external = Form.useWatch("externalKind", form) !== undefined;
  const options = activityKinds.map((value) => ({
    value,
    label: t(`terms/activities/${value}`),
  }));
  if (external)
    return (
      <Form.Item label={t("plan/activity")}>
        <Select
          disabled
          aria-label={t("plan/activity")}
          value="external-training"
          options={options}
        />
      </Form.Item>
    );
  return (
    <Form.Item
      label={t("plan/activity")}
      name="activity"
      rules={[{ required: true, message: t("common/required") }]}
    >
      <Select options={options} />
    </Form.Item>
  );
}

/** Who comes from outside, and by which agreement (S0-5.2.4); without it the form warns and saves. */
export function ExternalFields() {
  const { t } = useWords();
  const form = Form.useFormInstance<ExternalTyped>();
  const kind = Form.useWatch("externalKind", form);
  const agreement = Form.useWatch("agreement", form) ?? "";
  const known = useKnownReferences();
  return (
    <>
      <Form.Item
        label={t("externalTerms/kind")}
        name="externalKind"
        extra={kind === undefined ? undefined : t("externalTerms/assigned")}
      >
        <Select
          allowClear
          placeholder={t("externalTerms/none")}
          options={externalKinds.map((value) => ({
            value,
            label: t(`externalTerms/kinds/${value}`),
          }))}
        />
      </Form.Item>
      {kind === undefined ? null : (
        <>
          <Form.Item
            label={t("externalTerms/party")}
            name="externalParty"
            rules={[{ required: true, whitespace: true, message: t("common/required") }]}
          >
            <Input maxLength={limits.nameCharacters} />
          </Form.Item>
          <Form.Item
            label={t("externalTerms/agreement")}
            name="agreement"
            extra={
              agreement.trim() === "" ? (
                <Status tone="warn">
                  {`${t("externalTerms/missing")} · ${t("externalTerms/agreementHint")}`}
                </Status>
              ) : undefined
            }
          >
            <AutoComplete options={known} maxLength={limits.nameCharacters} />
          </Form.Item>
        </>
      )}
    </>
  );
}

/** References of agreements that stand with the terms of retention, for whoever may read those. */
function useKnownReferences() {
  const may = useMay();
  const found = useQuery({
    queryKey: ["retention", "agreements"],
    queryFn: () => ask("retention.agreements", {}),
    enabled: may("retention.read"),
  });
  return (found.data?.agreements ?? []).map(({ reference, partner }) => ({
    value: reference,
    label: `${reference} · ${partner}`,
  }));
}
