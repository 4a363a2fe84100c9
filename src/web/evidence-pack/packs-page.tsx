import { Button } from "antd";
import { useState } from "react";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { useWords } from "../words/index.ts";
import { PackCard } from "./pack-card.tsx";
import { PackDialog } from "./pack-dialog.tsx";
import { usePacks } from "./use-packs.ts";
import "./evidence-pack.css";

/** 证据包: what a period leaves behind, packed so that anybody checks it offline (S0-3a, S0-18.3). */
export function PacksPage() {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const listed = usePacks();
  const packs = listed.data?.packs;
  const make = (
    <Button type="primary" onClick={() => setAsking(true)}>
      {t("evidencePacks/make")}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={t("evidencePacks/title")} note={t("evidencePacks/note")} tools={make} />
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      {packs === undefined ? <Bones rows={4} /> : null}
      {packs?.length === 0 ? (
        <Empty title={t("evidencePacks/empty")} next={t("evidencePacks/emptyNext")} />
      ) : null}
      {packs === undefined || packs.length === 0 ? null : (
        <>
          <ul className="packs">
            {packs.map((pack) => (
              <li key={pack.packId}>
                <PackCard pack={pack} />
              </li>
            ))}
          </ul>
          <section className="packs-verify">
            <h2>{t("evidencePacks/verify")}</h2>
            <p>{t("evidencePacks/verifySteps")}</p>
          </section>
        </>
      )}
      {asking ? <PackDialog onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
