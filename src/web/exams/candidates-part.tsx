import { CloseOutlined, DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Upload } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import type { ExamCandidate, ExamInput } from "../../contract/osce.ts";
import { address, ask, upload } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { newId } from "../scoring/new-id.ts";
import { useWords } from "../words/index.ts";
import { faultWord } from "../words/row-faults.ts";
import { withCandidates } from "./draft.ts";
import type { PartProps } from "./general-part.tsx";
import { ClaimDialog } from "./publish-dialogs.tsx";
import type { ExamNow } from "./use-exam.ts";

/** Who takes part: student accounts, a sheet, or somebody without an account. */
export function CandidatesPart(props: PartProps & { readonly exam: ExamNow | null }) {
  const { t } = useWords();
  const { input, exam, onChange } = props;
  const [claiming, setClaiming] = useState<ExamCandidate | null>(null);
  const draft = exam === null || exam.state === "draft";
  const remove = (candidateId: string) =>
    onChange({
      ...input,
      candidates: input.candidates.filter((one) => one.candidateId !== candidateId),
    });
  return (
    <section className="sheet sheet-body stack" aria-label={t("examForm/candidates")}>
      <h2>
        {t("examForm/candidates")}{" "}
        <span className="quiet">
          {t("examForm/candidatesText", { count: input.candidates.length })}
        </span>
      </h2>
      {draft ? (
        <>
          <AddStudents input={input} onChange={onChange} />
          <ImportCandidates input={input} onChange={onChange} />
          <AddOne input={input} onChange={onChange} />
        </>
      ) : null}
      <ul className="exam-candidates">
        {input.candidates.map((one) => (
          <li key={one.candidateId}>
            <span>
              {one.name} <span className="quiet number">{one.number}</span>
            </span>
            {one.accountId !== null ? null : exam?.state === "published" ? (
              <Button size="small" onClick={() => setClaiming(one)}>
                {t("examForm/claim")}
              </Button>
            ) : (
              <span className="quiet">{t("examForm/noAccount")}</span>
            )}
            {draft ? (
              <Button
                size="small"
                type="text"
                aria-label={t("examForm/remove", { name: one.name })}
                icon={<CloseOutlined aria-hidden />}
                onClick={() => remove(one.candidateId)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {claiming === null || exam === null ? null : (
        <ClaimDialog exam={exam} candidate={claiming} onClose={() => setClaiming(null)} />
      )}
    </section>
  );
}

function AddStudents({ input, onChange }: PartProps) {
  const { t } = useWords();
  const listed = useQuery({ queryKey: ["students"], queryFn: () => ask("students.list", {}) });
  const taken = new Set(input.candidates.map((one) => one.candidateId));
  const students = (listed.data?.students ?? []).filter((one) => !taken.has(one.accountId));
  const add = (accountId: string) => {
    const found = students.find((one) => one.accountId === accountId);
    if (found !== undefined)
      onChange(
        withCandidates(input, [
          { candidateId: accountId, accountId, name: found.name, number: found.login },
        ]),
      );
  };
  return (
    <Select
      className="exam-add-students"
      aria-label={t("examForm/addStudents")}
      placeholder={t("examForm/addStudents")}
      value={null}
      showSearch={{ optionFilterProp: "label" }}
      options={students.map((one) => ({
        value: one.accountId,
        label: `${one.name} ${one.login}`,
      }))}
      onChange={(accountId: string | null) => (accountId === null ? undefined : add(accountId))}
    />
  );
}

function ImportCandidates({ input, onChange }: PartProps) {
  const { t } = useWords();
  const read = useMutation({
    mutationFn: (file: File) => upload("exams.readCandidates", file),
    onSuccess: ({ candidates }) => onChange(withCandidates(input, candidates)),
  });
  const faults = read.data?.faults ?? [];
  return (
    <>
      <div className="tools">
        <Upload
          accept=".xlsx,.csv"
          multiple={false}
          showUploadList={false}
          beforeUpload={(file) => {
            read.mutate(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />} loading={read.isPending}>
            {t("examForm/importSheet")}
          </Button>
        </Upload>
        <Button icon={<DownloadOutlined aria-hidden />} href={address("roster.template")} download>
          {t("examForm/template")}
        </Button>
      </div>
      <p className="quiet">{t("examForm/importHint")}</p>
      {read.isError ? <Failure error={read.error} /> : null}
      {faults.length === 0 ? null : (
        <div role="alert">
          <p>{t("examForm/faults", { count: faults.length })}</p>
          <ul>
            {faults.slice(0, 20).map((fault, at) => (
              <li key={`${fault.row} ${at}`}>
                {fault.row} · {fault.column} · {faultWord(t, fault.code)} {fault.value}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function AddOne({ input, onChange }: PartProps) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [number, setNumber] = useState("");
  const full = input.candidates.length >= limits.examCandidates;
  const add = () => {
    const candidate = {
      candidateId: newId(nowMs()),
      name: name.trim(),
      number: number.trim(),
      accountId: null,
    };
    onChange(withCandidates(input, [candidate]) satisfies ExamInput);
    setName("");
    setNumber("");
  };
  return (
    <fieldset className="exam-add-one" aria-label={t("examForm/addOne")}>
      <Input
        aria-label={t("examForm/candidateName")}
        placeholder={t("examForm/candidateName")}
        value={name}
        maxLength={limits.nameCharacters}
        onChange={(event) => setName(event.target.value)}
      />
      <Input
        aria-label={t("examForm/candidateNumber")}
        placeholder={t("examForm/candidateNumber")}
        value={number}
        maxLength={40}
        onChange={(event) => setNumber(event.target.value)}
      />
      <Button disabled={name.trim() === "" || full} onClick={add}>
        {t("examForm/add")}
      </Button>
    </fieldset>
  );
}
