import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { type MatterKind, matterKinds } from "../../contract/conduct.ts";
import { address, ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { MattersTable } from "./matters-table.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { SuspicionsTable } from "./suspicions-table.tsx";
import { conductKey, useSuspicions } from "./use-conduct.ts";

type Tab = "register" | "suspicions";
type Box = "open" | "all";

/** 违规与隐患: the register, and what the house found and nobody has judged yet (S0-19, S0-5.4.3). */
export function ConductPage() {
  const { t } = useWords();
  const may = useMay();
  const [tab, setTab] = useState<Tab>("register");
  const [box, setBox] = useState<Box>("open");
  const [recording, setRecording] = useState(false);
  const waiting = useSuspicions("open");
  const count = waiting.data?.suspicions.length ?? 0;
  return (
    <div className="page">
      <PageHead
        title={t("conductPage/title")}
        note={t("conductPage/note")}
        tools={
          <>
            <Button href={address("conduct.table", {})} download>
              {t("conductPage/table")}
            </Button>
            {may("conduct.handle") ? (
              <AddButton word={t("conductPage/record")} onClick={() => setRecording(true)} />
            ) : null}
          </>
        }
      />
      <div className="matter-tools">
        <Segmented<Tab>
          value={tab}
          onChange={setTab}
          options={[
            { value: "register", label: t("conductPage/register") },
            { value: "suspicions", label: t("conductPage/suspicions", { count }) },
          ]}
        />
        <Segmented<Box>
          value={box}
          onChange={setBox}
          options={[
            { value: "open", label: t("conductPage/unfinished") },
            { value: "all", label: t("conductPage/all") },
          ]}
        />
      </div>
      {tab === "register" ? <Register box={box} /> : <SuspicionsTable box={box} />}
      {recording ? <RecordDialog onClose={() => setRecording(false)} /> : null}
    </div>
  );
}

function Register(props: { readonly box: Box }) {
  const { t } = useWords();
  const [kind, setKind] = useState<MatterKind | "">("");
  const { box } = props;
  const listed = useQuery({
    queryKey: [...conductKey, "list", box, kind],
    queryFn: () => ask("conduct.list", { query: { box, ...(kind === "" ? {} : { kind }) } }),
  });
  return (
    <>
      <div className="matter-tools">
        <Select<MatterKind | "">
          aria-label={t("conductPage/kind")}
          value={kind}
          onChange={setKind}
          style={{ minWidth: 160 }}
          options={[
            { value: "", label: t("conductPage/anyKind") },
            ...matterKinds.map((value) => ({ value, label: t(`conductTerms/kinds/${value}`) })),
          ]}
        />
      </div>
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <MattersTable
        matters={listed.data?.matters}
        empty={<Empty title={t("conductPage/empty")} next={t("conductPage/emptyNext")} />}
      />
    </>
  );
}
