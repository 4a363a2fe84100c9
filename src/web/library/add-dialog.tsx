import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Modal } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { AddFields, nothingTyped } from "./add-fields.tsx";

/** Which clip, what it is called, and the consent with its paper; nothing goes in without all of them. */
export function AddDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [typed, setTyped] = useState(nothingTyped);
  const offered = useQuery({
    queryKey: ["library", "offers"],
    queryFn: () => ask("library.offers", {}),
  });
  const offers = offered.data?.offers;
  const { exportId, given, paper } = typed;
  const title = typed.title.trim();
  const statement = typed.statement.trim();
  const ready = exportId !== null && title !== "" && statement !== "" && given && paper !== null;
  const save = useMutation({
    mutationFn: async () => {
      if (exportId === null || paper === null) return null;
      const consent = { given, statement, paperId: paper.paperId };
      return ask("library.add", { body: { exportId, title, about: typed.about.trim(), consent } });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["library"] });
      void message.success(t("library/saved"));
      props.onClose();
    },
  });
  const none = offers?.length === 0;
  return (
    <Modal
      open
      title={t("library/addTitle")}
      okText={t("library/add")}
      okButtonProps={{ disabled: !ready, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("library/addText")}</p>
        {offered.isError ? <Failure error={offered.error} /> : null}
        {offered.isPending ? <Bones rows={3} /> : null}
        {none ? <Empty title={t("library/offersNone")} next={t("library/offersNoneNext")} /> : null}
        {offers === undefined || none ? null : (
          <AddFields
            offers={offers}
            typed={typed}
            onChange={(change) => setTyped((before) => ({ ...before, ...change }))}
          />
        )}
        {save.isError ? <Failure error={save.error} /> : null}
      </div>
    </Modal>
  );
}
