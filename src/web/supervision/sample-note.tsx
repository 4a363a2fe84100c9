import { Button, Input, Select } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { type SampleResult, sampleResults } from "../../contract/supervision.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { type SpotCheck, afterSigning } from "./use-supervision.ts";
import "./supervision.css";

/** What the inspector found of one sampled thing. */
export function SampleNote(props: {
  readonly checkId: string;
  readonly thing: SpotCheck["sample"][number];
}) {
  const { t } = useWords();
  const { checkId, thing } = props;
  const [result, setResult] = useState<SampleResult | null>(thing.result);
  const [note, setNote] = useState(thing.note);
  const save = useAct(
    async () =>
      result === null
        ? null
        : ask("spotChecks.note", { params: { checkId }, body: { key: thing.key, result, note } }),
    { onDone: afterSigning, said: t("supervision/quarterly/saved") },
  );
  const same = result === thing.result && note === thing.note;
  return (
    <div className="sample-note">
      <Select<SampleResult>
        aria-label={t("supervision/quarterly/resultOf", { key: thing.key })}
        placeholder={t("supervision/quarterly/unset")}
        value={result}
        onChange={setResult}
        options={sampleResults.map((value) => ({
          value,
          label: t(`supervision/quarterly/results/${value}`),
        }))}
      />
      <Input
        aria-label={t("supervision/quarterly/noteOf", { key: thing.key })}
        placeholder={t("supervision/quarterly/note2")}
        maxLength={limits.textCharacters}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button
        size="small"
        aria-label={`${t("supervision/quarterly/save")} ${thing.key}`}
        disabled={same || result === null}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t("supervision/quarterly/save")}
      </Button>
      {save.isError ? <Failure error={save.error} /> : null}
    </div>
  );
}
