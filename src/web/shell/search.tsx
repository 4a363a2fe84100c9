import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input, Modal, type InputRef } from "antd";
import { useMemo, useRef, useState } from "react";
import { ask } from "../ask.ts";
import { dayMinute, dayStart } from "../look/times.ts";
import { nowMs } from "../look/now.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { matches, type Found } from "./match.ts";

const halfYearDays = 180;

/** What may be found is what the role may read anyway: the same lists, searched here. */
function useFindable(active: boolean): readonly Found[] {
  const may = useMay();
  const span = useMemo(
    () => ({ fromMs: dayStart(nowMs(), -halfYearDays), toMs: dayStart(nowMs(), 60) }),
    [],
  );
  const lessons = useQuery({
    queryKey: ["lessons", span],
    queryFn: () => ask("lessons.list", { query: span }),
    enabled: active && may("lesson.read"),
  });
  const venues = useQuery({
    queryKey: ["venues"],
    queryFn: () => ask("venues.list", {}),
    enabled: active && may("place.read"),
  });
  const cameras = useQuery({
    queryKey: ["cameras"],
    queryFn: () => ask("cameras.list", {}),
    enabled: active && may("place.read"),
  });
  const accounts = useQuery({
    queryKey: ["accounts"],
    queryFn: () => ask("accounts.list", {}),
    enabled: active && may("account.manage"),
  });
  const { t } = useWords();
  return useMemo(
    () => [
      ...(lessons.data?.lessons ?? []).map((lesson): Found => ({
        key: lesson.lessonId,
        kind: t("terms/subjects/lesson"),
        text: lesson.officialName,
        more: `${lesson.course} ${lesson.audiences.join(" ")} ${lesson.teachers.map((teacher) => teacher.name).join(" ")} ${lesson.venueName}`,
        side: dayMinute(lesson.startMs),
        go: { to: "/lessons/$lessonId", id: lesson.lessonId },
      })),
      ...(venues.data?.venues ?? []).map((venue): Found => ({
        key: venue.venueId,
        kind: t("terms/subjects/venue"),
        text: venue.name,
        more: venue.area,
        side: venue.area,
        go: { to: "/lessons", id: venue.venueId },
      })),
      ...(cameras.data?.cameras ?? []).map((camera): Found => ({
        key: camera.cameraId,
        kind: t("terms/subjects/camera"),
        text: `${camera.label} ${camera.name}`,
        more: camera.streams.map((stream) => stream.source.host).join(" "),
        side: camera.label,
        go: { to: may("place.manage") ? "/places" : "/wall", id: camera.cameraId },
      })),
      ...(accounts.data?.accounts ?? []).map((account): Found => ({
        key: account.accountId,
        kind: t("terms/subjects/account"),
        text: account.name,
        more: account.login,
        side: account.login,
        go: { to: "/accounts", id: account.accountId },
      })),
    ],
    [lessons.data, venues.data, cameras.data, accounts.data, t, may],
  );
}

export function Search(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<InputRef>(null);
  const findable = useFindable(props.open);
  const found = useMemo(() => matches(findable, typed, 12), [findable, typed]);
  const go = (one: Found | undefined) => {
    if (one === undefined) return;
    props.onClose();
    setTyped("");
    if (one.go.to === "/lessons/$lessonId")
      void navigate({ to: "/lessons/$lessonId", params: { lessonId: one.go.id } });
    else void navigate({ to: one.go.to });
  };
  const onKey = (key: string): boolean => {
    if (key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (key === "Enter") go(found[at]);
    else return false;
    return true;
  };
  return (
    <Modal
      open={props.open}
      footer={null}
      onCancel={props.onClose}
      title={t("shell/search")}
      width={640}
      destroyOnHidden
      afterOpenChange={(open) => (open ? input.current?.focus() : undefined)}
    >
      <Input
        ref={input}
        allowClear
        placeholder={t("shell/searchHint")}
        aria-label={t("shell/searchHint")}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="found"
        {...(found.length > 0 ? { "aria-activedescendant": `found-${at}` } : {})}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (onKey(event.key)) event.preventDefault();
        }}
      />
      {found.length === 0 ? (
        <p className="empty">
          {typed.trim() === "" ? t("shell/searchStart") : t("shell/searchEmpty")}
        </p>
      ) : (
        <Hits found={found} at={at} onGo={go} />
      )}
    </Modal>
  );
}

function Hits(props: {
  readonly found: readonly Found[];
  readonly at: number;
  readonly onGo: (one: Found) => void;
}) {
  const { t } = useWords();
  return (
    <div
      className="found"
      id="found"
      role="listbox"
      aria-label={t("shell/search")}
      style={{ marginTop: 8 }}
    >
      {props.found.map((one, index) => (
        <button
          key={one.key}
          type="button"
          id={`found-${index}`}
          role="option"
          aria-selected={index === props.at}
          tabIndex={-1}
          onClick={() => props.onGo(one)}
        >
          <span className="kind">{one.kind}</span>
          <span>{one.text}</span>
          <small>{one.side}</small>
        </button>
      ))}
    </div>
  );
}
