import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Section } from "../home/section.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { Status, type Tone } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import type { AccountNow } from "./account-columns.tsx";

const shownMost = 6;
const order = ["overdue", "ends", "unused"] as const;

interface Due {
  readonly key: string;
  readonly what: (typeof order)[number];
  readonly tone: Tone;
  readonly text: string;
}

/** What the administration must look after: accounts that end soon, passwords overdue or unused. */
export function AccountsDueSection() {
  const { t } = useWords();
  const accounts = useQuery({
    queryKey: ["accounts"],
    queryFn: () => ask("accounts.list", {}, { background: true }),
  });
  const due = (accounts.data?.accounts ?? [])
    .flatMap((account) => dueOf(t, account, nowMs()))
    .toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
  return (
    <Section
      title={t("accountsDue/title")}
      tools={
        <>
          <Link to="/passwords">{t("accountsDue/toAges")}</Link>
          <Link to="/accounts">{t("accountsDue/toAccounts")}</Link>
        </>
      }
    >
      {accounts.isPending ? <Bones rows={2} /> : null}
      {accounts.isError ? (
        <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : null}
      {accounts.data !== undefined && due.length === 0 ? (
        <Empty title={t("accountsDue/none")} />
      ) : null}
      {due.length === 0 ? null : (
        <ul className="rows">
          {due.slice(0, shownMost).map((one) => (
            <li key={one.key}>
              <Status tone={one.tone}>{t(`accountsDue/marks/${one.what}`)}</Status> {one.text}
            </li>
          ))}
        </ul>
      )}
      {due.length > shownMost ? (
        <p className="sheet-body quiet">{t("accountsDue/more", { n: due.length - shownMost })}</p>
      ) : null}
    </Section>
  );
}

function dueOf(t: Say, account: AccountNow, atMs: number): Due[] {
  if (account.state === "closed" || account.state === "expired") return [];
  const { name, accountId, expiresAtMs, secret } = account;
  const due: Due[] = [];
  if (expiresAtMs !== null && expiresAtMs - atMs <= limits.expiryNoticeMs)
    due.push({
      key: `end ${accountId}`,
      what: "ends",
      tone: "warn",
      text: t("accountsDue/expiring", { name, at: day(expiresAtMs - 1) }),
    });
  if (secret.state === "expired" || secret.state === "weak")
    due.push({
      key: `secret ${accountId}`,
      what: "overdue",
      tone: "alarm",
      text: t("accountsDue/expired", { name }),
    });
  if (secret.state === "first") due.push(unused(t, account, atMs));
  return due;
}

/** A one-time secret ends after 72 hours (C-47). */
function unused(t: Say, { name, accountId, secret }: AccountNow, atMs: number): Due {
  const endMs = secret.setAtMs + limits.oneTimeSecretMs;
  const over = atMs >= endMs;
  return {
    key: `first ${accountId}`,
    what: "unused",
    tone: over ? "warn" : "plain",
    text: over
      ? t("accountsDue/firstOver", { name })
      : t("accountsDue/first", { name, at: dayMinute(endMs) }),
  };
}
