import { useQuery } from "@tanstack/react-query";
import { Modal, Select } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { type Answer, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { mediaChanged } from "./media-changed.ts";

export type MediumNow = Answer<"media.read">;

/** One more link of the chain; it is sent only when it is complete and signed. */
export function MoveDialog(props: {
  readonly medium: MediumNow;
  readonly move: MediumNow["can"][number];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { medium, move } = props;
  const [text, setText] = useState("");
  const [requestId, setRequestId] = useState<string | null>(null);
  const cases = useQuery({
    queryKey: ["requests", "todo"],
    queryFn: () => ask("requests.list", { query: { box: "all" } }),
    enabled: move === "issue",
  });
  const open = (cases.data?.requests ?? []).filter(
    (one) => one.state === "granted" && one.operation !== "view",
  );
  const params = { mediumId: medium.mediumId };
  const { signing, act } = useSignedAct<unknown>(
    async (signed) => {
      if (move !== "issue")
        return ask("media.move", { params, body: { move, note: text, signing: signed } });
      return requestId === null
        ? null
        : ask("media.issue", { params, body: { requestId, holder: text, signing: signed } });
    },
    { onDone: () => mediaChanged(props.onClose), said: t("mediaPage/saved") },
  );
  const issuing = move === "issue";
  const ready = signing.signing !== null && text.trim() !== "" && (!issuing || requestId !== null);
  return (
    <Modal
      open
      title={issuing ? t("mediaPage/issue") : t(`mediaTerms/moves/${move}`)}
      okButtonProps={{ disabled: !ready, loading: act.isPending, danger: move === "destroy" }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{issuing ? t("mediaPage/issueText") : t(`mediaPage/moveText/${move}`)}</p>
        {issuing ? (
          <Select<string>
            aria-label={t("mediaPage/issueCase")}
            placeholder={open.length === 0 ? t("mediaPage/issueNoCase") : t("mediaPage/issueCase")}
            value={requestId}
            onChange={setRequestId}
            options={open.map((one) => ({
              value: one.requestId,
              label: `${one.serial} ${one.unit === "" ? one.filedBy : one.unit}`,
            }))}
          />
        ) : null}
        <TextField
          required
          most={issuing ? limits.nameCharacters : limits.reasonCharacters}
          label={issuing ? t("mediaPage/issueHolder") : t("mediaPage/remarkLabel")}
          value={text}
          onChange={setText}
        />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
