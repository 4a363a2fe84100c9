import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Radio, Select } from "antd";
import {
  passwordPacks,
  rotations,
  secondSignIns,
  type AccountPolicy,
} from "../../contract/policy.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

const policyKey = ["policy"] as const;
type Typed = Omit<AccountPolicy, "examDesks"> & { readonly examDesks: string };

/** What the institution decides about accounts: pack, rotation, second sign-in, idle. */
export function PolicyPage() {
  const { t } = useWords();
  const policy = useQuery({ queryKey: policyKey, queryFn: () => ask("policy.read", {}) });
  return (
    <div className="page">
      <PageHead title={t("policy/title")} note={t("policy/note")} />
      {policy.isError ? (
        <Failure error={policy.error} onRetry={() => void policy.refetch()} />
      ) : null}
      <section className="sheet">
        <div className="sheet-body">
          {policy.isPending ? <Bones rows={6} /> : null}
          {policy.data === undefined ? null : <PolicyForm policy={policy.data} />}
        </div>
      </section>
    </div>
  );
}

function PolicyForm(props: { readonly policy: AccountPolicy }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (typed: Typed) =>
      ask("policy.change", {
        body: {
          ...typed,
          examDesks: typed.examDesks
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== ""),
        },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: policyKey });
      void message.success(t("policy/saved"));
    },
  });
  const initial: Typed = { ...props.policy, examDesks: props.policy.examDesks.join("\n") };
  return (
    <Form<Typed> layout="vertical" initialValues={initial} onFinish={(typed) => save.mutate(typed)}>
      <PasswordFields />
      <SignInFields />
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("common/save")}
      </Button>
    </Form>
  );
}

function PasswordFields() {
  const { t } = useWords();
  const form = Form.useFormInstance<Typed>();
  const pack = Form.useWatch("pack", form);
  return (
    <>
      <Form.Item label={t("policy/pack")} name="pack" extra={t("policy/common")}>
        <Radio.Group style={{ display: "grid", gap: 10 }}>
          {passwordPacks.map((name) => (
            <Radio key={name} value={name} className="radio-tall">
              {t(`terms/packs/${name}`)}
              <br />
              <small className="quiet">{t(`policy/packHints/${name}`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <div className="form-grid">
        <Form.Item label={t("policy/rotation")} name="rotation" extra={t("policy/rotationHint")}>
          <Select
            disabled={pack === "modern"}
            options={rotations.map((value) => ({ value, label: t(`terms/rotations/${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t("policy/secondSignIn")} name="secondSignIn" extra={t("rules/S0-13a")}>
          <Select
            options={secondSignIns.map((value) => ({
              value,
              label: t(`terms/secondSignIns/${value}`),
            }))}
          />
        </Form.Item>
      </div>
    </>
  );
}

function SignInFields() {
  const { t } = useWords();
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <div className="form-grid">
      <Form.Item
        label={t("policy/lockMinutes")}
        name="lockMinutes"
        extra={t("policy/lockHint")}
        rules={rules}
      >
        <InputNumber min={1} max={25} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item label={t("policy/examLockMinutes")} name="examLockMinutes" rules={rules}>
        <InputNumber min={1} max={25} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        className="whole"
        label={t("policy/examDesks")}
        name="examDesks"
        extra={t("policy/examDesksHint")}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} spellCheck={false} />
      </Form.Item>
    </div>
  );
}
