import { useMutation } from "@tanstack/react-query";
import { Modal, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExamCandidate } from "../../contract/osce.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { type ExamNow, placeExam } from "./use-exam.ts";

interface Props {
  readonly exam: ExamNow;
  readonly onClose: () => void;
}

export function PublishDialog({ exam, onClose }: Props) {
  const { t } = useWords();
  const { examId, version } = exam;
  const publish = useMutation({
    mutationFn: () => ask("exams.publish", { params: { examId }, body: { version } }),
    onSuccess: (after) => {
      placeExam(after);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("examForm/publishTitle")}
      okText={t("examForm/publish")}
      okButtonProps={{ loading: publish.isPending }}
      onOk={() => publish.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t("examForm/publishText")}</p>
        {publish.isError ? <Failure error={publish.error} /> : null}
      </div>
    </Modal>
  );
}

export function WithdrawDialog({ exam, onClose }: Props) {
  const { t } = useWords();
  const { examId } = exam;
  const [reason, setReason] = useState("");
  const withdraw = useMutation({
    mutationFn: () => ask("exams.withdraw", { params: { examId }, body: { reason } }),
    onSuccess: (after) => {
      placeExam(after);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("examForm/withdraw")}
      okText={t("examForm/withdraw")}
      okButtonProps={{ danger: true, disabled: reason.trim() === "", loading: withdraw.isPending }}
      onOk={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t("examForm/withdrawText")}</p>
        <TextField label={t("examForm/reason")} value={reason} onChange={setReason} required />
        {withdraw.isError ? <Failure error={withdraw.error} /> : null}
      </div>
    </Modal>
  );
}

/** Two places of the order; in a published exam the reason is kept. */
export function SwapDialog(props: Props & { readonly first: number; readonly second: number }) {
  const { t } = useWords();
  const { exam, first, second, onClose } = props;
  const [reason, setReason] = useState("");
  const swap = useMutation({
    mutationFn: () =>
      ask("exams.swap", { params: { examId: exam.examId }, body: { first, second, reason } }),
    onSuccess: (after) => {
      placeExam(after);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("examForm/swapTitle")}
      okButtonProps={{ disabled: reason.trim() === "", loading: swap.isPending }}
      onOk={() => swap.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t("examForm/swapText")}</p>
        <TextField label={t("examForm/reason")} value={reason} onChange={setReason} required />
        {swap.isError ? <Failure error={swap.error} /> : null}
      </div>
    </Modal>
  );
}

/** A candidate without account turns out to be this student. */
export function ClaimDialog(props: Props & { readonly candidate: ExamCandidate }) {
  const { t } = useWords();
  const { exam, candidate, onClose } = props;
  const [accountId, setAccountId] = useState<string | null>(null);
  const listed = useQuery({ queryKey: ["students"], queryFn: () => ask("students.list", {}) });
  const claim = useMutation({
    mutationFn: async (chosen: string) =>
      ask("exams.claim", {
        params: { examId: exam.examId },
        body: { candidateId: candidate.candidateId, accountId: chosen },
      }),
    onSuccess: (after) => {
      placeExam(after);
      onClose();
    },
  });
  const taken = new Set(exam.input.candidates.map((one) => one.accountId));
  return (
    <Modal
      open
      title={t("examForm/claimTitle", { name: candidate.name })}
      okText={t("examForm/claim")}
      okButtonProps={{ disabled: accountId === null, loading: claim.isPending }}
      onOk={() => (accountId === null ? undefined : claim.mutate(accountId))}
      onCancel={onClose}
    >
      <div className="stack">
        <Select
          aria-label={t("examForm/account")}
          placeholder={t("examForm/account")}
          showSearch={{ optionFilterProp: "label" }}
          value={accountId}
          options={(listed.data?.students ?? [])
            .filter((one) => !taken.has(one.accountId))
            .map((one) => ({ value: one.accountId, label: `${one.name} ${one.login}` }))}
          onChange={setAccountId}
        />
        {claim.isError ? <Failure error={claim.error} /> : null}
      </div>
    </Modal>
  );
}
