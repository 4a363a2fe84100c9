import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber } from "antd";
import { limits } from "../../contract/limits.ts";
import { ask, type Answer } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { placesChanged } from "./use-places.ts";

type Site = Answer<"site.read">;

export function SiteTab() {
  const site = useQuery({ queryKey: ["site"], queryFn: () => ask("site.read", {}) });
  if (site.isError) return <Failure error={site.error} onRetry={() => void site.refetch()} />;
  return site.data === undefined ? (
    <Bones rows={5} />
  ) : (
    <SiteForm key={site.dataUpdatedAt} site={site.data} />
  );
}

interface Typed {
  readonly name: string;
  readonly lead: number;
  readonly tail: number;
  readonly networks: string;
}

function SiteForm(props: { readonly site: Site }) {
  const { t } = useWords();
  const { site } = props;
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (typed: Typed) => {
      const networks = typed.networks.split(/\s+/).filter((line) => line !== "");
      return ask("site.change", {
        body: {
          name: typed.name,
          leadMs: typed.lead * 60_000,
          tailMs: typed.tail * 60_000,
          networks,
        },
      });
    },
    onSuccess: () => {
      placesChanged();
      void message.success(t("places/saved"));
    },
  });
  const required = { required: true, message: t("common/required") };
  return (
    <Form<Typed>
      layout="vertical"
      className="sheet"
      style={{ maxWidth: 640, padding: "14px 18px" }}
      initialValues={{
        name: site.name,
        lead: site.leadMs / 60_000,
        tail: site.tailMs / 60_000,
        networks: site.networks.join("\n"),
      }}
      onFinish={(typed) => save.mutate(typed)}
    >
      <Form.Item label={t("places/institution")} name="name" rules={[required]}>
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      <Form.Item label={t("places/lead")} name="lead" rules={[required]} extra={t("rules/S0-6.1b")}>
        <InputNumber min={0} max={120} />
      </Form.Item>
      <Form.Item label={t("places/tail")} name="tail" rules={[required]}>
        <InputNumber min={0} max={120} />
      </Form.Item>
      <Form.Item label={t("places/networks")} name="networks" extra={t("places/networksHint")}>
        <Input.TextArea rows={5} className="mono" spellCheck={false} />
      </Form.Item>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t("places/timeZone")}: {site.timeZone}
      </p>
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("common/save")}
      </Button>
    </Form>
  );
}
