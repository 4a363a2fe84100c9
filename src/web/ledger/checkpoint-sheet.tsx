import { useQuery } from "@tanstack/react-query";
import { routes } from "../../contract/routes.ts";
import { fromBase64, toBase64 } from "../../kernel/bytes.ts";
import { openCheckpoint, parseCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { parseNote, parseVerifierKey } from "../../kernel/ledger/note.ts";
import { isConsistent } from "../../kernel/ledger/tree.ts";
import { ask, reach } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { recall, remember } from "../look/remember.ts";
import { Status } from "../look/status.tsx";
import { browserCrypto } from "../proof/verifying.ts";
import { Exact } from "../proof/exact.tsx";
import { useWords } from "../words/index.ts";

const storeKey = "liuhen.checkpoint";

type Finding =
  | { readonly what: "first" | "same"; readonly size: number }
  | { readonly what: "grown"; readonly from: number; readonly to: number }
  | { readonly what: "bad" | "unsigned" };

interface Seen {
  readonly text: string;
  readonly finding: Finding;
}

async function look(): Promise<Seen> {
  const text = await (await reach(routes["ledger.checkpoint"].path)).text();
  return { text, finding: await compare(text) };
}

/** Holds the checkpoint against the one this browser saw last, by a proof it checks itself. */
async function compare(text: string): Promise<Finding> {
  const now = bodyOf(text);
  if (now === undefined || !isSigned(text)) return { what: "unsigned" };
  const last = bodyOf(recall(storeKey) ?? "");
  if (last === undefined || last.origin !== now.origin) {
    remember(storeKey, text);
    return { what: "first", size: now.size };
  }
  const same = toBase64(last.root) === toBase64(now.root);
  if (last.size === now.size) return same ? { what: "same", size: now.size } : { what: "bad" };
  if (last.size > now.size) return { what: "bad" };
  if (last.size > 0) {
    const { hashes } = await ask("ledger.consistency", {
      query: { from: last.size, to: now.size },
    });
    const path = hashes.flatMap((hash) => fromBase64(hash) ?? []);
    if (path.length !== hashes.length) return { what: "bad" };
    const consistent = isConsistent(
      { from: last.size, to: now.size, fromRoot: last.root, toRoot: now.root, path },
      browserCrypto.sha256,
    );
    if (!consistent) return { what: "bad" };
  }
  remember(storeKey, text);
  return { what: "grown", from: last.size, to: now.size };
}

function bodyOf(text: string) {
  const note = parseNote(text);
  return note === undefined ? undefined : parseCheckpoint(note.text);
}

/** With the key remembered from a proof; before the first proof there is none to check with. */
function isSigned(text: string): boolean {
  const known = recall("liuhen.verifier-key");
  const key = known === null ? undefined : parseVerifierKey(known, browserCrypto.sha256);
  return key === undefined || openCheckpoint(text, key, browserCrypto).ok;
}

export function CheckpointSheet() {
  const { t } = useWords();
  const seen = useQuery({ queryKey: ["checkpoint"], queryFn: look, staleTime: 10_000 });
  return (
    <section className="sheet" aria-label={t("ledger/checkpoint")}>
      <div className="sheet-head">
        <h2>{t("ledger/checkpoint")}</h2>
        <span className="tools">
          {seen.data === undefined ? null : <Found finding={seen.data.finding} />}
        </span>
      </div>
      <div className="sheet-body">
        {seen.isPending ? <Bones rows={2} /> : null}
        {seen.isError ? <Failure error={seen.error} onRetry={() => void seen.refetch()} /> : null}
        <p className="quiet">{t("ledger/checkpointText")}</p>
        {seen.data === undefined ? null : (
          <Exact title={t("ledger/checkpoint")} text={seen.data.text} />
        )}
      </div>
    </section>
  );
}

function Found(props: { readonly finding: Finding }) {
  const { t } = useWords();
  const { finding } = props;
  if (finding.what === "first")
    return <Status tone="busy">{t("ledger/consistencyFirst", { size: finding.size })}</Status>;
  if (finding.what === "same")
    return <Status tone="good">{t("ledger/consistencySame", { size: finding.size })}</Status>;
  if (finding.what === "grown")
    return (
      <Status tone="good">
        {t("ledger/consistencyFrom", { from: finding.from, to: finding.to })}
      </Status>
    );
  return (
    <Status tone="alarm">
      {finding.what === "bad" ? t("ledger/consistencyBad") : t("ledger/checkpointBad")}
    </Status>
  );
}
