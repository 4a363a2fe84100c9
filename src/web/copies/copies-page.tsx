import { Button } from "antd";
import { useState } from "react";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { AddTarget } from "./add-target.tsx";
import { CheckPart, ScrubPart } from "./check-part.tsx";
import { DatabasePart } from "./database-part.tsx";
import { EscrowPart } from "./escrow-part.tsx";
import { ForgettingPart } from "./forgetting-part.tsx";
import { HouseTrialPart } from "./house-trial-part.tsx";
import { NightCalendar } from "./night-calendar.tsx";
import { PartitionTable } from "./partition-table.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { TargetCards, Tonight } from "./target-cards.tsx";
import { useCopies } from "./use-copies.ts";
import "./copies.css";

/** 备份: where the second copies lie, whether they are sound, and what opens them. */
export function CopiesPage() {
  const { t } = useWords();
  const manages = useMay()("copy.manage");
  const [open, setOpen] = useState<"target" | "settings">();
  const copies = useCopies();
  const state = copies.data;
  const close = () => setOpen(undefined);
  return (
    <div className="page">
      <PageHead
        title={t("copiesPage/title")}
        note={t("copiesPage/note")}
        tools={
          manages ? (
            <>
              <Button onClick={() => setOpen("settings")}>{t("copiesPage/settings")}</Button>
              <Button type="primary" onClick={() => setOpen("target")}>
                {t("copiesPage/add")}
              </Button>
            </>
          ) : undefined
        }
      />
      {copies.isError ? (
        <Failure error={copies.error} onRetry={() => void copies.refetch()} />
      ) : null}
      {copies.isPending ? <Bones rows={10} /> : null}
      {state === undefined ? null : (
        <div className="copies">
          <EscrowPart escrow={state.escrow} manages={manages} />
          <Tonight state={state} />
          <TargetCards targets={state.targets} manages={manages} />
          <PartitionTable partitions={state.partitions} carried={state.carried} />
          <NightCalendar targets={state.targets} />
          <div className="copies-pair">
            <CheckPart check={state.check} />
            <ScrubPart scrub={state.scrub} />
          </div>
          <HouseTrialPart />
          <DatabasePart archive={state.database} />
          <ForgettingPart forgetting={state.forgetting} />
          {open === "settings" ? <SettingsForm settings={state.settings} onClose={close} /> : null}
        </div>
      )}
      {open === "target" ? <AddTarget onClose={close} /> : null}
    </div>
  );
}
