import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input, Modal, type InputRef } from "antd";
import { useRef, useState } from "react";
import type { SearchHit } from "../../contract/routes/search.ts";
import { ask } from "../ask.ts";
import { dayMinute } from "../look/times.ts";
import { useDebounced } from "../look/use-debounced.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

const typingPauseMs = 150;
const none: readonly SearchHit[] = [];

export function Search(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<InputRef>(null);
  const may = useMay();
  const text = useDebounced(typed.trim(), typingPauseMs);
  const asked = useQuery({
    queryKey: ["search", text],
    queryFn: () => ask("search.find", { query: { text } }),
    enabled: props.open && text !== "",
    placeholderData: keepPreviousData,
  });
  const found = text === "" ? none : (asked.data?.hits ?? none);
  const go = (one: SearchHit | undefined) => {
    if (one === undefined) return;
    props.onClose();
    setTyped("");
    if (one.kind === "lesson")
      void navigate({ to: "/lessons/$lessonId", params: { lessonId: one.id } });
    else if (one.kind === "account") void navigate({ to: "/accounts" });
    else if (one.kind === "venue") void navigate({ to: "/lessons" });
    else void navigate({ to: may("place.manage") ? "/places" : "/wall" });
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
          {text === "" || asked.isFetching ? t("shell/searchStart") : t("shell/searchEmpty")}
        </p>
      ) : (
        <Hits found={found} at={at} onGo={go} />
      )}
    </Modal>
  );
}

function Hits(props: {
  readonly found: readonly SearchHit[];
  readonly at: number;
  readonly onGo: (one: SearchHit) => void;
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
          key={`${one.kind} ${one.id}`}
          type="button"
          id={`found-${index}`}
          role="option"
          aria-selected={index === props.at}
          tabIndex={-1}
          onClick={() => props.onGo(one)}
        >
          <span className="kind">{t(`terms/subjects/${one.kind}`)}</span>
          <span>{one.text}</span>
          <small>{one.startMs === null ? one.side : dayMinute(one.startMs)}</small>
        </button>
      ))}
    </div>
  );
}
