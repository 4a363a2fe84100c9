import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { EntryProofDrawer } from "../ledger/entry-proof.tsx";
import { actorWord, kindWord, type Line } from "../ledger/entry-words.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { daySecond } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** What the ledger holds about this case, each entry with its proof, for who reads the ledger. */
export function CaseProof(props: { readonly requestId: string }) {
  const { t } = useWords();
  const may = useMay();
  const [proofOf, setProofOf] = useState<Line | null>(null);
  const entries = useQuery({
    queryKey: ["ledger", { subjectId: props.requestId }],
    queryFn: () => ask("ledger.list", { query: { subjectId: props.requestId } }),
    enabled: may("ledger.read"),
  });
  if (!may("ledger.read")) return null;
  return (
    <section className="sheet case-proof" aria-label={t("requestCase/proofTitle")}>
      <h2>{t("requestCase/proofTitle")}</h2>
      {entries.isPending ? <Bones rows={3} /> : null}
      {entries.isError ? (
        <Failure error={entries.error} onRetry={() => void entries.refetch()} />
      ) : null}
      <ul className="rows">
        {(entries.data?.lines ?? []).toReversed().map((line) => (
          <li key={line.entryId} className="case-entry">
            <span className="number quiet">{daySecond(line.atMs)}</span>
            <b>{kindWord(t, line.kind)}</b>
            <span>{actorWord(t, line.actorName)}</span>
            <Button
              size="small"
              disabled={line.index === null}
              aria-label={`${t("ledger/proof")} ${line.index ?? t("ledger/pending")}`}
              onClick={() => setProofOf(line)}
            >
              {line.index === null ? t("ledger/pending") : `${t("ledger/proof")} #${line.index}`}
            </Button>
          </li>
        ))}
      </ul>
      <EntryProofDrawer line={proofOf} onClose={() => setProofOf(null)} />
    </section>
  );
}
