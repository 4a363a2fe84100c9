import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useState } from "react";
import { type Answer, address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { day, dayMinute } from "../look/times.ts";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { ItemState } from "./item-state.tsx";
import { LibraryPlayer } from "./library-player.tsx";
import { WithdrawDialog } from "./withdraw-dialog.tsx";
import "./library.css";

type Item = Answer<"library.read">;

/** One item: what it is, who agreed to it, and its pictures. */
export function LibraryItemPage() {
  const { t } = useWords();
  const { itemId } = useParams({ strict: false });
  const id = itemId ?? "";
  const [withdrawing, setWithdrawing] = useState(false);
  const read = useQuery({
    queryKey: ["library", "item", id],
    queryFn: () => ask("library.read", { params: { itemId: id } }),
  });
  const item = read.data;
  return (
    <div className="page">
      <PageHead
        title={item?.title ?? t("library/title")}
        note={<Link to="/library">{t("library/back")}</Link>}
        tools={
          item?.can.includes("withdraw") === true ? (
            <Button danger onClick={() => setWithdrawing(true)}>
              {t("library/withdraw")}
            </Button>
          ) : null
        }
      />
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.isPending ? <Bones rows={8} /> : null}
      {item === undefined ? null : (
        <div className="stack">
          <Gone item={item} />
          {item.can.includes("look") ? <LibraryPlayer itemId={item.itemId} /> : null}
          <Facts item={item} />
        </div>
      )}
      {withdrawing ? <WithdrawDialog itemId={id} onClose={() => setWithdrawing(false)} /> : null}
    </div>
  );
}

function Gone({ item }: { readonly item: Item }) {
  const { t } = useWords();
  if (item.withdrawn === null) return null;
  const { atMs, name, reason } = item.withdrawn;
  const at = dayMinute(atMs);
  const title =
    name === null
      ? t("library/destroyedAt", { at })
      : t("library/withdrawnAt", { name, at, reason });
  return <Alert type="warning" showIcon title={title} />;
}

function Facts({ item }: { readonly item: Item }) {
  const { t } = useWords();
  const { role } = useMe();
  const answers = role === "admin" || role === "auditor";
  return (
    <section className="sheet">
      <dl className="facts sheet-body">
        <dt>{t("library/about")}</dt>
        <dd>{item.about}</dd>
        <dt>{t("library/project")}</dt>
        <dd>{listed(item.projects)}</dd>
        <dt>{t("library/lessons")}</dt>
        <dd>{item.lessonTitles.join("；")}</dd>
        <dt>{t("library/recordedAt")}</dt>
        <dd>{day(item.recordedAtMs)}</dd>
        <dt>{t("library/masking")}</dt>
        <dd>{item.masked ? t("library/masked") : t("library/notMasked")}</dd>
        <dt>{t("library/consent")}</dt>
        <dd>
          {item.consent.statement}{" "}
          {answers ? (
            <a
              href={address("papers.bytes", { params: { paperId: item.consent.paperId } })}
              download
            >
              {t("library/consentPaper")}
            </a>
          ) : null}
        </dd>
        <dt>{t("library/fromCase")}</dt>
        <dd className="exact">
          {answers ? (
            <Link to="/requests/$requestId" params={{ requestId: item.requestId }}>
              {item.serial}
            </Link>
          ) : (
            item.serial
          )}
        </dd>
        <dt>{t("library/addedAt")}</dt>
        <dd>{dayMinute(item.addedAtMs)}</dd>
        <dt>{t("library/addedBy")}</dt>
        <dd>{item.addedBy}</dd>
        <dt>{t("library/state")}</dt>
        <dd>
          <ItemState state={item.state} /> {t("library/looks", { times: item.looks })}
        </dd>
      </dl>
    </section>
  );
}
