import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { CardLook } from "../../contract/readiness.ts";
import { unremarked } from "../../kernel/readiness/judge-card.ts";
import { type Answer, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { minuteOfDay, secondOfDay } from "../look/times.ts";
import { NoticeGate, useNotice } from "../looking/notice.tsx";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { CardItems, type Remarks, aboutOf, remarksOf } from "./card-items.tsx";
import { type ReadinessNow, cardTones, readinessChanged } from "./use-readiness.ts";

/** The card of a lesson: looked at, remarked and signed, or as it was signed. */
export function CardPanel(props: { readonly now: ReadinessNow }) {
  const { t } = useWords();
  const { now } = props;
  const { card, signed } = now;
  return (
    <section className="sheet" aria-label={t("readinessPage/title")}>
      <div className="sheet-head">
        <h2>{t("readinessPage/title")}</h2>
        {card === null ? null : (
          <Status tone={cardTones[card]}>{t(`readinessTerms/cards/${card}`)}</Status>
        )}
      </div>
      <div className="sheet-body stack">
        {card === null ? <p className="quiet">{t("readinessPage/notRecorded")}</p> : null}
        {card === "early" ? (
          <p>{t("readinessPage/opensAt", { time: minuteOfDay(now.opensAtMs) })}</p>
        ) : null}
        {card === "late" ? <Status tone="warn">{t("readinessPage/lateNote")}</Status> : null}
        {card === "missed" ? <p>{t("readinessPage/missedNote")}</p> : null}
        {signed === null ? null : <SignedCard now={now} signed={signed} />}
        {now.teaches && (card === "open" || card === "late") ? <OpenCard now={now} /> : null}
      </div>
    </section>
  );
}

function SignedCard(props: {
  readonly now: ReadinessNow;
  readonly signed: NonNullable<ReadinessNow["signed"]>;
}) {
  const { t } = useWords();
  const { now, signed } = props;
  const remarks = new Map(signed.remarks.map((remark) => [aboutOf(remark), remark.text]));
  return (
    <>
      <p>
        {t("readinessPage/signedBy", { name: signed.name, time: secondOfDay(signed.atMs) })}
        {" · "}
        <Counts look={signed.look} />
      </p>
      <CardItems look={signed.look} cameras={now.cameras} images={new Map()} remarks={remarks} />
      <p className="quiet">
        {t("readinessPage/digest")} <code className="card-digest">{signed.look.sha256}</code>
      </p>
    </>
  );
}

function Counts(props: { readonly look: CardLook }) {
  const { t } = useWords();
  const count = (state: string) => props.look.items.filter((item) => item.state === state).length;
  return t("readinessPage/counts", {
    good: count("good"),
    bad: count("bad"),
    unknown: count("unknown"),
  });
}

function OpenCard(props: { readonly now: ReadinessNow }) {
  const { t } = useWords();
  const { now } = props;
  const notice = useNotice();
  const look = useMutation({
    mutationFn: () => ask("card.look", { params: { lessonId: now.lessonId }, body: {} }),
  });
  if (notice.data?.accepted === false) return <NoticeGate onAccepted={() => look.mutate()} />;
  return (
    <>
      <p className="quiet">{t("readinessPage/lookNote")}</p>
      <Button
        type={look.data === undefined ? "primary" : "default"}
        size="large"
        block
        className="card-look"
        loading={look.isPending}
        onClick={() => look.mutate()}
      >
        {look.data === undefined ? t("readinessPage/lookNow") : t("readinessPage/lookAgain")}
      </Button>
      {look.isPending ? (
        <div role="status">
          <p className="quiet">{t("readinessPage/looking")}</p>
          <Bones rows={4} />
        </div>
      ) : null}
      {look.isError ? <Failure error={look.error} /> : null}
      {look.data === undefined || look.isPending ? null : (
        <SignCard key={look.data.look.lookId} now={now} shown={look.data} />
      )}
    </>
  );
}

function SignCard(props: { readonly now: ReadinessNow; readonly shown: Answer<"card.look"> }) {
  const { t } = useWords();
  const { now } = props;
  const { look, images } = props.shown;
  const [remarks, setRemarks] = useState<Remarks>(new Map());
  const said = remarksOf(look.items, remarks);
  const silent = unremarked(look.items, said).length;
  const sign = useSignedAct(
    (signing) =>
      ask("card.sign", {
        params: { lessonId: now.lessonId },
        body: { lookId: look.lookId, remarks: said, signing },
      }),
    { onDone: readinessChanged, said: t("readinessPage/signed") },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        sign.act.mutate();
      }}
    >
      <p>
        {t("readinessPage/lookedAt", { time: secondOfDay(look.atMs) })}
        {" · "}
        <Counts look={look} />
      </p>
      <CardItems
        look={look}
        cameras={now.cameras}
        images={new Map(images.map((one) => [one.cameraId, one.jpegBase64]))}
        remarks={remarks}
        onRemark={(item, text) => setRemarks(new Map(remarks).set(aboutOf(item), text))}
      />
      <SigningEnd
        of={sign}
        word={t("readinessPage/sign")}
        lacks={silent === 0 ? null : t("readinessPage/lacks", { n: silent })}
      />
    </form>
  );
}
