import { Link } from "@tanstack/react-router";
import { GapTile } from "../completion/gap-tile.tsx";
import { IncidentTile } from "../incidents/incident-tile.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { secondOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { HouseState } from "./house-state.tsx";
import { Rooms } from "./rooms.tsx";
import { useBoard } from "./use-board.ts";

export function BoardPage() {
  const { t } = useWords();
  const board = useBoard();
  const may = useMay();
  const tools =
    board.data === undefined ? undefined : board.isError ? (
      <Status tone="warn">{t("board/stale")}</Status>
    ) : (
      <span className="quiet number">
        {t("board/updated", { at: secondOfDay(board.data.nowMs) })}
      </span>
    );
  return (
    <div className="page">
      <PageHead title={t("board/title")} note={t("board/note")} tools={tools} />
      {board.isPending ? <Bones rows={8} /> : null}
      {board.data === undefined && board.isError ? (
        <Failure error={board.error} onRetry={() => void board.refetch()} />
      ) : null}
      {board.data === undefined ? null : (
        <div className="stack">
          {may("health.read") ? <HouseState board={board.data} /> : null}
          {may("incident.read") ? <IncidentTile /> : null}
          {may("completion.read") ? <GapTile /> : null}
          {board.data.venues.length === 0 ? (
            <Empty
              title={t("board/noVenues")}
              next={t("board/noVenuesNext")}
              tools={
                may("place.manage") ? <Link to="/places">{t("board/addPlaces")}</Link> : undefined
              }
            />
          ) : (
            <Rooms board={board.data} />
          )}
        </div>
      )}
    </div>
  );
}
