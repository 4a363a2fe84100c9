import { useMutation } from "@tanstack/react-query";
import { App, Form, InputNumber, Modal } from "antd";
import type { CopySettings } from "../../contract/copies.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { refetchCopies } from "./use-copies.ts";

interface Typed {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  readonly sample: number;
  readonly scrub: number;
  readonly away: number;
}

/** Window, limit, sample and reading time; hours and megabytes as people say them. */
export function SettingsForm(props: {
  readonly settings: CopySettings;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const { settings, onClose } = props;
  const save = useMutation({
    mutationFn: (typed: Typed) =>
      ask("copies.changeSettings", {
        body: {
          settings: {
            windowStart: Math.round(typed.from * 60),
            windowEnd: Math.round(typed.to * 60),
            rateBytesPerSecond: Math.round(typed.rate * 1_000_000),
            samplePercent: typed.sample,
            scrubMinutes: typed.scrub,
            awayDays: typed.away,
          },
        },
      }),
    onSuccess: () => {
      refetchCopies();
      void message.success(t("copiesPage/saved"));
      onClose();
    },
  });
  const whole = { width: "100%" };
  return (
    <Modal
      open
      title={t("copiesPage/settings")}
      okText={t("common/save")}
      cancelText={t("common/cancel")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        onFinish={(typed) => save.mutate(typed)}
        initialValues={{
          from: settings.windowStart / 60,
          to: settings.windowEnd / 60,
          rate: settings.rateBytesPerSecond / 1_000_000,
          sample: settings.samplePercent,
          scrub: settings.scrubMinutes,
          away: settings.awayDays,
        }}
      >
        <div className="form-grid">
          <Form.Item name="from" label={t("copiesPage/windowStart")}>
            <InputNumber min={0} max={23} step={0.5} style={whole} />
          </Form.Item>
          <Form.Item name="to" label={t("copiesPage/windowEnd")}>
            <InputNumber min={0.5} max={24} step={0.5} style={whole} />
          </Form.Item>
          <Form.Item name="rate" label={t("copiesPage/rate")}>
            <InputNumber min={0} max={10_000} style={whole} />
          </Form.Item>
          <Form.Item name="sample" label={t("copiesPage/sample")}>
            <InputNumber min={1} max={100} precision={0} style={whole} />
          </Form.Item>
          <Form.Item name="scrub" label={t("copiesPage/scrubMinutes")}>
            <InputNumber min={1} max={1_440} precision={0} style={whole} />
          </Form.Item>
          <Form.Item name="away" label={t("copiesPage/awayDays")}>
            <InputNumber min={1} max={366} precision={0} style={whole} />
          </Form.Item>
        </div>
        {save.isError ? <Failure error={save.error} /> : null}
      </Form>
    </Modal>
  );
}
