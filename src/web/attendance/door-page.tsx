import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useRef } from "react";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { fullScreen } from "../look/full-screen.ts";
import { PageHead } from "../look/page-head.tsx";
import { useWords } from "../words/index.ts";
import { DoorCard } from "./door-card.tsx";
import "./attendance.css";

const pollMs = 2_000;

/** The code of one lesson, on a screen somebody who keeps it signed in at. */
export function DoorPage() {
  const { t } = useWords();
  const { lessonId = "" } = useParams({ strict: false });
  const place = useRef<HTMLDivElement>(null);
  const door = useQuery({
    queryKey: ["door", lessonId],
    queryFn: () => ask("attendance.door", { params: { lessonId } }, { background: true }),
    refetchInterval: pollMs,
    retry: false,
  });
  return (
    <div className="page">
      <PageHead
        title={t("doorPage/title")}
        note={
          <Link to="/lessons/$lessonId" params={{ lessonId }}>
            {t("doorPage/back")}
          </Link>
        }
        tools={
          <Button onClick={() => fullScreen(place.current)}>{t("doorPage/fullScreen")}</Button>
        }
      />
      <div ref={place}>
        {door.data === undefined ? (
          door.isError ? (
            <Failure error={door.error} onRetry={() => void door.refetch()} />
          ) : (
            <Bones rows={8} />
          )
        ) : (
          <DoorCard door={door.data} live={!door.isError} />
        )}
      </div>
    </div>
  );
}
