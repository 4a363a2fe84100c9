import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState, type DragEvent } from "react";
import { purposes } from "../../contract/purposes.ts";
import { lookRights } from "../../contract/looking.ts";
import type { MarkFound } from "../../kernel/watermark-read.ts";
import { RefusedError, ask, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Empty } from "../look/empty.tsx";
import { PageHead } from "../look/page-head.tsx";
import { daySecond, dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { readPicture } from "./read-picture.ts";
import "./looking.css";

type Owner = Answer<"watermark.read">;
interface Traced {
  readonly owner: Owner;
  readonly found: MarkFound | undefined;
}

class NoMark extends Error {}
class NoPicture extends Error {}

async function trace(file: Blob): Promise<Traced> {
  const found = await readPicture(file).catch(() => {
    throw new NoPicture();
  });
  if (found === undefined) throw new NoMark();
  return { owner: await ask("watermark.read", { params: { code: found.code } }), found };
}

/** 水印溯源: a screenshot tells who looked at what, when and where (S0-14.1). Read in this browser. */
export function TracePage() {
  const { t } = useWords();
  const [url, setUrl] = useState<string | null>(null);
  const work = useMutation({
    mutationFn: async (what: Blob | string): Promise<Traced> =>
      typeof what === "string"
        ? { owner: await ask("watermark.read", { params: { code: what } }), found: undefined }
        : trace(what),
  });
  const start = (chosen: Blob) => {
    if (url !== null) URL.revokeObjectURL(url);
    setUrl(URL.createObjectURL(chosen));
    work.mutate(chosen);
  };
  return (
    <div className="page">
      <PageHead title={t("looking/trace")} note={t("looking/traceNote")} />
      <div className="wide-narrow">
        <section className="sheet" aria-label={t("looking/traceDrop")}>
          <div className="sheet-body stack">
            <Drop onFile={start} />
            {url === null ? null : (
              <img className="trace-picture" src={url} alt={t("looking/trace")} />
            )}
          </div>
        </section>
        <div className="stack">
          <ByCode busy={work.isPending} onCode={(code) => work.mutate(code)} />
          <div aria-live="polite" className="stack">
            {work.isPending ? <p className="quiet">{t("looking/traceReading")}</p> : null}
            {work.isError ? <Untraced error={work.error} /> : null}
            {work.data === undefined ? null : <Found {...work.data} />}
          </div>
        </div>
      </div>
    </div>
  );
}

function Drop(props: { readonly onFile: (file: Blob) => void }) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) props.onFile(file);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- choosing a file is the keyboard's way
    <label
      className={over ? "trace-drop over" : "trace-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <b>{t("looking/traceDrop")}</b>
      <span className="quiet">{t("looking/traceHint")}</span>
      <input
        className="unseen"
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label={t("looking/traceDrop")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) props.onFile(file);
        }}
      />
    </label>
  );
}

function ByCode(props: { readonly busy: boolean; readonly onCode: (code: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const code = text.trim().toUpperCase();
  const right = /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code);
  return (
    <section className="sheet" aria-label={t("looking/traceByCode")}>
      <h2>{t("looking/traceByCode")}</h2>
      <form
        className="sheet-body tools"
        onSubmit={(event) => {
          event.preventDefault();
          if (right) props.onCode(code);
        }}
      >
        <Input
          aria-label={t("looking/traceCode")}
          value={text}
          maxLength={8}
          style={{ width: 140 }}
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" disabled={!right} loading={props.busy}>
          {t("looking/traceByCode")}
        </Button>
      </form>
    </section>
  );
}

function Untraced(props: { readonly error: unknown }) {
  const { t } = useWords();
  const { error } = props;
  if (error instanceof NoMark)
    return <Empty title={t("looking/traceNone")} next={t("looking/traceNoneNext")} />;
  if (error instanceof NoPicture) return <Empty title={t("looking/traceBroken")} />;
  if (error instanceof RefusedError && error.code === "not_found")
    return <Empty title={t("looking/traceUnknown")} />;
  return <Failure error={error} />;
}

function Found(props: Traced) {
  const { t } = useWords();
  const { owner, found } = props;
  return (
    <section className="sheet" aria-label={t("looking/traceFound")}>
      <h2>{t("looking/traceFound")}</h2>
      <dl className="facts sheet-body">
        <dt>{t("looking/traceViewer")}</dt>
        <dd>
          <b>{owner.name}</b>
        </dd>
        <dt>{t("looking/traceAccount")}</dt>
        <dd>{owner.login}</dd>
        <dt>{t("looking/traceAt")}</dt>
        <dd className="number">
          {found === undefined
            ? daySecond(owner.startedAtMs)
            : dayMinute(owner.startedAtMs + found.minute * 60_000)}
        </dd>
        <dt>{t("looking/traceTerminal")}</dt>
        <dd>{owner.terminal}</dd>
        <dt>{t("looking/traceAddress")}</dt>
        <dd className="mono">{owner.address}</dd>
        <dt>{t("looking/traceWhat")}</dt>
        <dd>
          {owner.viewing === null ? t("looking/traceLive") : <What viewing={owner.viewing} />}
        </dd>
        <dt>{t("looking/traceCode")}</dt>
        <dd className="mono">{owner.code}</dd>
      </dl>
      {found === undefined ? null : (
        <p className="sheet-body quiet">
          {t("looking/traceQuality", {
            scale: Math.round(found.scale * 100),
            clarity: found.clarity.toFixed(1),
          })}
        </p>
      )}
    </section>
  );
}

function What(props: { readonly viewing: NonNullable<Owner["viewing"]> }) {
  const { t } = useWords();
  const may = useMay();
  const { viewing } = props;
  const params = { lessonId: viewing.lessonId };
  return (
    <>
      {may("lesson.read") ? (
        <Link to="/lessons/$lessonId" params={params}>
          {viewing.title}
        </Link>
      ) : may("lookers.read") ? (
        <Link to="/lessons/$lessonId/lookers" params={params}>
          {viewing.title}
        </Link>
      ) : (
        viewing.title
      )}
      <div className="quiet">{whyText(t, viewing)}</div>
    </>
  );
}

function whyText(t: Say, viewing: NonNullable<Owner["viewing"]>): string {
  const right = lookRights.find((name) => name === viewing.right);
  const purpose = purposes.find((name) => name === viewing.purpose);
  return [
    right === undefined ? viewing.right : t(`terms/rights/${right}`),
    viewing.serial,
    purpose === undefined ? null : t(`terms/purposes/${purpose}`),
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
