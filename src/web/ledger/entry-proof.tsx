import { useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useMemo } from "react";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { daySecond } from "../look/times.ts";
import { Exact } from "../proof/exact.tsx";
import { Seal, Steps } from "../proof/seal.tsx";
import { checkEntry, entrySteps } from "../proof/verifying.ts";
import { useWords } from "../words/index.ts";
import { actorWord, kindWord, type Line } from "./entry-words.ts";
import "../proof/proof.css";

/** 证据 of one entry: leaf, path, checkpoint, all computed here. */
export function EntryProofDrawer(props: {
  readonly line: Line | null;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Drawer
      open={props.line !== null}
      onClose={props.onClose}
      title={t("proof/title")}
      size={520}
      destroyOnHidden
    >
      {props.line === null ? null : <EntryCheck line={props.line} />}
    </Drawer>
  );
}

function EntryCheck(props: { readonly line: Line }) {
  const { t } = useWords();
  const { line } = props;
  const proof = useQuery({
    queryKey: ["entry-proof", line.entryId],
    queryFn: () => ask("ledger.proof", { params: { entryId: line.entryId } }),
    staleTime: 0,
  });
  const checked = useMemo(
    () => (proof.data === undefined ? undefined : checkEntry(proof.data, line.entryId)),
    [proof.data, line.entryId],
  );
  return (
    <div className="stack proof">
      <Seal checked={checked} running={proof.isFetching} />
      <p className="quiet">{t("proof/explain")}</p>
      <Steps order={entrySteps} checked={checked} running={proof.isFetching} progress={undefined} />
      {proof.isPending ? <Bones rows={4} /> : null}
      {proof.isError ? <Failure error={proof.error} /> : null}
      <div>
        <Button loading={proof.isFetching} onClick={() => void proof.refetch()}>
          {t("proof/again")}
        </Button>
      </div>
      <dl className="facts">
        <dt>{t("ledger/kind")}</dt>
        <dd>{kindWord(t, line.kind)}</dd>
        <dt>{t("ledger/at")}</dt>
        <dd className="number">{daySecond(line.atMs)}</dd>
        <dt>{t("ledger/actor")}</dt>
        <dd>{actorWord(t, line.actorName)}</dd>
        <dt>{t("ledger/index")}</dt>
        <dd>{line.index === null ? t("ledger/pending") : `#${line.index}`}</dd>
      </dl>
      {proof.data === undefined ? null : (
        <>
          <Exact title={t("proof/leaf")} text={proof.data.leaf} />
          <Exact title={t("proof/checkpoint")} text={proof.data.checkpoint} />
          <Exact title={t("proof/key")} text={proof.data.verifierKey} />
        </>
      )}
    </div>
  );
}
