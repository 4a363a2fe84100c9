import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { limits } from "../../contract/limits.ts";
import { address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute, size } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { listed, told } from "../words/listed.ts";
import { ItemClaims, ItemLife } from "./item-life.tsx";
import { CopiesStatus, ItemStatus, itemName, untilWord } from "./item-words.tsx";
import { MoveForm } from "./move-form.tsx";
import { MoveStatus, moveWord } from "./moves-tab.tsx";
import { SignedDialog } from "./signed-dialog.tsx";
import { type ItemView, retentionKey } from "./use-retention.ts";
import "./retention.css";

/** One item: what keeps it and until when, what became of it, and what can be done. */
export function ItemPage() {
  const { t } = useWords();
  const { itemId } = useParams({ strict: false });
  const found = useQuery({
    queryKey: [...retentionKey, "item", itemId],
    queryFn: () => ask("retention.item", { params: { itemId: itemId ?? "" } }),
  });
  if (found.data === undefined)
    return (
      <div className="page">
        <PageHead title={t("retentionPage/title")} />
        {found.isError ? (
          <Failure error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Bones rows={9} />
        )}
      </div>
    );
  return <WholeItem view={found.data} />;
}

function WholeItem(props: { readonly view: ItemView }) {
  const { t } = useWords();
  const { view } = props;
  const { item } = view;
  return (
    <div className="page keeping-item">
      <PageHead
        title={itemName(t, item)}
        note={
          <span className="keeping-note">
            <ItemStatus state={item.state} />
            {item.held ? <Status tone="warn">{t("retentionPage/heldYes")}</Status> : null}
            <span>
              {t("retentionPage/until")} {untilWord(t, item)}
            </span>
          </span>
        }
        tools={<ItemTools view={view} />}
      />
      <div className="keeping-columns">
        <div className="stack">
          <section className="sheet" aria-label={t("retentionPage/claims")}>
            <h2>{t("retentionPage/claims")}</h2>
            <Verdict view={view} />
            <ItemClaims claims={view.claims} />
          </section>
          <section className="sheet" aria-label={t("retentionPage/history")}>
            <h2>{t("retentionPage/history")}</h2>
            <p className="quiet">
              {t("retentionPage/touched", { looks: String(view.looks), uses: String(view.uses) })}
            </p>
            <ItemLife steps={view.history} />
          </section>
        </div>
        <div className="stack">
          <ItemFacts view={view} />
          {view.moves.length === 0 ? null : <ItemMoves view={view} />}
        </div>
      </div>
    </div>
  );
}

/** What the judge says now, in words. */
function Verdict(props: { readonly view: ItemView }) {
  const { t } = useWords();
  const { why, item } = props.view;
  if (why.length === 0)
    return (
      <p>
        <Status tone="warn">{t("retentionPage/mayGo")}</Status>
      </p>
    );
  return (
    <p>
      <Status tone={item.state === "destroyed" ? "plain" : "good"}>
        {t("retentionPage/mayNotGo")}
      </Status>{" "}
      {listed(why.map((reason) => t(`retention/reasons/${reason}`)))}
    </p>
  );
}

function ItemTools(props: { readonly view: ItemView }) {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState<"move" | "dispose" | null>(null);
  const { view } = props;
  const { itemId, state } = view.item;
  const gone = state === "destroyed" || state === "being-destroyed" || state === "in-destruction";
  if (!may("retention.manage") || gone) return null;
  return (
    <>
      <Button onClick={() => setOpen("move")}>{t("retentionPage/moveItem")}</Button>
      {view.mayDispose ? (
        <Button danger onClick={() => setOpen("dispose")}>
          {t("retentionPage/dispose")}
        </Button>
      ) : null}
      {open === "move" ? <MoveForm view={view} onClose={() => setOpen(null)} /> : null}
      {open === "dispose" ? (
        <SignedDialog
          danger
          title={t("retentionPage/dispose")}
          text={t("retentionPage/disposeText")}
          ok={t("retentionPage/dispose")}
          done={t("retentionPage/disposed")}
          field={{
            word: t("retentionPage/disposalReference"),
            required: true,
            most: limits.nameCharacters,
          }}
          run={(reference, signing) =>
            ask("retention.dispose", { params: { itemId }, body: { reference, signing } })
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

function ItemFacts(props: { readonly view: ItemView }) {
  const { t } = useWords();
  const may = useMay();
  const { view } = props;
  const { item } = view;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t("retentionPage/number"), item.number],
    [t("retentionPage/kind"), t(`retention/kinds/${item.kind}`)],
    [t("retentionPage/partition"), t(`retentionPage/partitions/${item.partition}`)],
    [t("retentionPage/class"), t(`retention/classes/${item.class}`)],
    [t("retentionPage/term"), t(`retention/terms/${item.class}`)],
    [t("retentionPage/formed"), day(item.formedMs)],
    [t("retentionPage/until"), untilWord(t, item)],
    ...(item.deleteByMs === null
      ? []
      : [[t("retentionPage/deleteBy"), day(item.deleteByMs)] as const]),
    ...(view.place === "" ? [] : [[t("retentionPage/place"), view.place] as const]),
    ...(view.cameras.length === 0
      ? []
      : [[t("retentionPage/usedCameras"), listed(view.cameras)] as const]),
    ...(view.sizeBytes === 0 ? [] : [[t("retentionPage/size"), size(view.sizeBytes)] as const]),
    ...(item.copies === null
      ? []
      : [
          [
            t("retentionPage/copies"),
            <CopiesStatus key="copies" copies={item.copies} state={item.state} />,
          ] as const,
        ]),
    ...(view.disposalReference === null
      ? []
      : [[t("retentionPage/disposalReference"), view.disposalReference] as const]),
  ];
  return (
    <section className="sheet" aria-label={t("retentionPage/facts")}>
      <h2>{t("retentionPage/facts")}</h2>
      <dl className="facts">
        {rows.map(([name, text]) => (
          <div key={name} className="fact-pair">
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {view.disposalReference === null ? null : (
        <p>
          <a
            href={address("destruction.disposal", { params: { itemId: item.itemId } })}
            target="_blank"
            rel="noreferrer"
          >
            {t("destruction/disposalRecord")}
          </a>
        </p>
      )}
      {item.source === "lesson" && view.homeId !== null && may("lesson.read") ? (
        <p>
          <Link to="/lessons/$lessonId" params={{ lessonId: view.homeId }}>
            {t("retentionPage/toLesson")}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

function ItemMoves(props: { readonly view: ItemView }) {
  const { t } = useWords();
  return (
    <section className="sheet" aria-label={t("retentionPage/moves")}>
      <h2>{t("retentionPage/moves")}</h2>
      <ul className="claim-list">
        {props.view.moves.map((one) => (
          <li key={one.reclassificationId}>
            <MoveStatus one={one} /> {moveWord(t, one)}
            <div className="quiet">
              {dayMinute(one.proposedAtMs)} {told(one.proposedBy, one.reason)}
            </div>
            {one.decidedAtMs === null ? null : (
              <div className="quiet">
                {dayMinute(one.decidedAtMs)} {told(one.decidedBy ?? "", one.opinion ?? "")}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
