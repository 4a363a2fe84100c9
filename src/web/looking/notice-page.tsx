import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { useNotice } from "./notice.tsx";

interface Typed {
  readonly zh: string;
  readonly en: string;
}

/** The institution's own confidentiality notice; every change is a version and an entry. */
export function NoticePage() {
  const { t } = useWords();
  const { message } = App.useApp();
  const notice = useNotice();
  const change = useMutation({
    mutationFn: (body: Typed) => ask("notice.change", { body }),
    onSuccess: ({ version }) => {
      void queries.invalidateQueries({ queryKey: ["notice"] });
      void message.success(t("looking/noticeSaved", { version }));
      setTyped(null);
    },
  });
  const [typed, setTyped] = useState<Typed | null>(null);
  const required = { required: true, whitespace: true, message: t("common/required") };
  return (
    <div className="page">
      <PageHead title={t("looking/noticeChange")} note={t("looking/noticeChangeNote")} />
      {notice.isPending ? <Bones rows={8} /> : null}
      {notice.isError ? (
        <Failure error={notice.error} onRetry={() => void notice.refetch()} />
      ) : null}
      {notice.data === undefined ? null : (
        <Form<Typed>
          key={notice.data.notice.version}
          layout="vertical"
          className="sheet form-sheet"
          initialValues={notice.data.notice}
          onFinish={({ zh, en }) => setTyped({ zh, en })}
        >
          <h2>{t("looking/noticeVersion", { version: notice.data.notice.version })}</h2>
          <div className="sheet-body stack">
            <Form.Item label={t("looking/noticeZh")} name="zh" rules={[required]}>
              <Input.TextArea autoSize={{ minRows: 7 }} maxLength={4_000} />
            </Form.Item>
            <Form.Item label={t("looking/noticeEn")} name="en" rules={[required]}>
              <Input.TextArea autoSize={{ minRows: 7 }} maxLength={4_000} />
            </Form.Item>
            <SaveButton {...notice.data.notice} />
          </div>
        </Form>
      )}
      <Modal
        open={typed !== null}
        title={t("looking/noticeSave")}
        okText={t("looking/noticeSave")}
        okButtonProps={{ loading: change.isPending }}
        onOk={() => (typed === null ? undefined : change.mutate(typed))}
        onCancel={() => setTyped(null)}
      >
        <div className="stack">
          <p>{t("looking/noticeConfirm")}</p>
          {change.isError ? <Failure error={change.error} /> : null}
        </div>
      </Modal>
    </div>
  );
}

/** The same text once more would ask everybody for nothing. */
function SaveButton(props: Typed) {
  const { t } = useWords();
  const form = Form.useFormInstance<Typed>();
  const zh = Form.useWatch("zh", form);
  const en = Form.useWatch("en", form);
  const changed = (zh ?? props.zh) !== props.zh || (en ?? props.en) !== props.en;
  return (
    <div>
      <Button type="primary" htmlType="submit" disabled={!changed}>
        {t("looking/noticeSave")}
      </Button>
    </div>
  );
}
