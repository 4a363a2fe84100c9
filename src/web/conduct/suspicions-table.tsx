import { Link } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import type { Suspicion } from "../../contract/conduct.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { daySecond } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { placeOf } from "./matters-table.tsx";
import { SuspicionFacts } from "./suspicion-facts.tsx";
import { conductChanged, useSuspicions } from "./use-conduct.ts";
import "../tasks/tending.css";

type Deciding = { readonly how: "takeUp" | "dismiss"; readonly suspicion: Suspicion };
const tones: Record<Suspicion["state"], Tone> = {
  open: "warn",
  "taken-up": "busy",
  dismissed: "plain",
};

/** What may be a violation; somebody takes it up or says why it is none. */
export function SuspicionsTable(props: { readonly box: "open" | "all" }) {
  const { t } = useWords();
  const may = useMay();
  const listed = useSuspicions(props.box);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  return (
    <>
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <SheetTable<Suspicion>
        rows={listed.data?.suspicions}
        rowKey="suspicionId"
        columns={columns(t, may("conduct.handle") ? setDeciding : undefined)}
        empty={
          <Empty title={t("conductPage/noSuspicions")} next={t("conductPage/noSuspicionsNext")} />
        }
      />
      {deciding === null ? null : (
        <DecideDialog deciding={deciding} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

function DecideDialog(props: { readonly deciding: Deciding; readonly onClose: () => void }) {
  const { t } = useWords();
  const { how, suspicion } = props.deciding;
  const [text, setText] = useState("");
  const params = { suspicionId: suspicion.suspicionId };
  const act = useAct<unknown>(
    () =>
      how === "takeUp"
        ? ask("conduct.takeUp", { params, body: { text } })
        : ask("conduct.dismiss", { params, body: { why: text } }),
    {
      onDone: () => {
        conductChanged();
        props.onClose();
      },
      said: t("conductPage/saved"),
    },
  );
  return (
    <Modal
      open
      title={t(`conductPage/${how}Title`)}
      okText={t(`conductPage/${how}`)}
      okButtonProps={{ disabled: text.trim() === "", loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>
          {t(`conductTerms/codes/${suspicion.code}`)} ·{" "}
          {t(`conductTerms/reasons/${suspicion.reason}`)}
        </p>
        <p className="quiet">{t(`conductPage/${how}Text`)}</p>
        <TextField
          long
          required
          label={how === "takeUp" ? t("conductPage/what") : t("conductPage/why")}
          value={text}
          onChange={setText}
        />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

function columns(t: Say, onDecide: ((deciding: Deciding) => void) | undefined) {
  return [
    {
      title: t("conductPage/kind"),
      key: "code",
      render: (_: unknown, one: Suspicion) => t(`conductTerms/codes/${one.code}`),
    },
    {
      title: t("conductPage/reason"),
      key: "reason",
      render: (_: unknown, one: Suspicion) => (
        <div className="matter-text">
          {t(`conductTerms/reasons/${one.reason}`)}
          <SuspicionFacts facts={one.facts} />
        </div>
      ),
    },
    {
      title: t("conductPage/at"),
      key: "at",
      render: (_: unknown, one: Suspicion) => daySecond(one.atMs),
    },
    {
      title: t("conductPage/person"),
      key: "person",
      render: (_: unknown, one: Suspicion) => one.person?.name ?? t("conductPage/unknown"),
    },
    {
      title: t("conductPage/place"),
      key: "place",
      render: (_: unknown, one: Suspicion) => (
        <span className="matter-text">{placeOf({ ...one, place: "" })}</span>
      ),
    },
    {
      title: t("conductPage/state"),
      key: "state",
      render: (_: unknown, one: Suspicion) => <Decided one={one} />,
    },
    ...(onDecide === undefined
      ? []
      : [
          {
            title: "",
            key: "acts",
            render: (_: unknown, one: Suspicion) =>
              one.state === "open" ? <Decide one={one} onDecide={onDecide} /> : null,
          },
        ]),
  ];
}

/** Where it stands: who took it up or dismissed it, and why. */
function Decided(props: { readonly one: Suspicion }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <div className="matter-text">
      <Status tone={tones[one.state]}>{t(`conductTerms/states/${one.state}`)}</Status>
      {one.decidedAtMs === null ? null : (
        <small className="quiet">
          {" "}
          {t("conductPage/decided", { name: one.decidedBy ?? "", at: daySecond(one.decidedAtMs) })}
        </small>
      )}
      {one.why === null ? null : <p className="quiet">{one.why}</p>}
      {one.matterId === null ? null : (
        <p>
          <Link to="/conduct/$matterId" params={{ matterId: one.matterId }}>
            {t("matterPage/title")}
          </Link>
        </p>
      )}
    </div>
  );
}

function Decide(props: {
  readonly one: Suspicion;
  readonly onDecide: (deciding: Deciding) => void;
}) {
  const { t } = useWords();
  const { one: suspicion, onDecide } = props;
  const about = t(`conductTerms/reasons/${suspicion.reason}`);
  return (
    <span className="task-tools">
      {(["takeUp", "dismiss"] as const).map((how) => (
        <Button
          key={how}
          size="small"
          aria-label={`${t(`conductPage/${how}`)} ${about}`}
          onClick={() => onDecide({ how, suspicion })}
        >
          {t(`conductPage/${how}`)}
        </Button>
      ))}
    </span>
  );
}
