import { Button, Progress } from "antd";
import { address } from "../ask.ts";
import { CopyButton } from "../look/copy.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { day, dayMinute, size } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { type Pack, isWorking, packsKey, percentOf } from "./use-packs.ts";

const tones: Record<Pack["state"], Tone> = {
  queued: "plain",
  gathering: "busy",
  drawn: "busy",
  ready: "good",
  failed: "alarm",
  removed: "plain",
};

/** One pack: its period and reason, how far it is, its file once it is ready. */
export function PackCard(props: { readonly pack: Pack }) {
  const { t } = useWords();
  const { pack } = props;
  const period = `${day(pack.fromMs)} – ${day(pack.toMs - 1)}`;
  return (
    <article className="pack-card" aria-label={period}>
      <header>
        <b>{period}</b>{" "}
        <Status tone={tones[pack.state]}>{t(`evidencePacks/states/${pack.state}`)}</Status>
      </header>
      <p className="pack-reason">{pack.reason}</p>
      <p className="quiet">
        {pack.askedBy} · {t(`terms/roles/${pack.role}`)} · {dayMinute(pack.askedAtMs)} ·{" "}
        {t("evidencePacks/sizeText", {
          lessons: String(pack.lessons),
          entries: String(pack.entries),
        })}
      </p>
      {isWorking(pack) ? (
        <Progress percent={percentOf(pack)} aria-label={t("evidencePacks/progress")} />
      ) : null}
      {pack.failure === null ? null : (
        <p role="alert">{t(`evidencePacks/failures/${pack.failure}`)}</p>
      )}
      {pack.sha256 === null ? null : <FileFacts pack={pack} />}
      {pack.state === "ready" ? <Take pack={pack} /> : null}
    </article>
  );
}

function FileFacts(props: { readonly pack: Pack }) {
  const { t } = useWords();
  const { pack } = props;
  const until = pack.removedAtMs === null ? "" : dayMinute(pack.removedAtMs);
  const kept = pack.state === "removed" ? "evidencePacks/removed" : "evidencePacks/removedBy";
  return (
    <p className="quiet pack-file">
      {pack.fileName} {pack.sizeBytes === null ? "" : `（${size(pack.sizeBytes)}）`}
      <br />
      {t("evidencePacks/sha256")} {pack.sha256} <CopyButton text={pack.sha256 ?? ""} />
      <br />
      {t("evidencePacks/taken", { times: String(pack.taken) })} · {t(kept, { at: until })}
    </p>
  );
}

function Take(props: { readonly pack: Pack }) {
  const { t } = useWords();
  const { packId, mine } = props.pack;
  if (!mine) return <p className="quiet">{t("evidencePacks/notMine")}</p>;
  return (
    <div className="tools">
      <Button
        type="primary"
        href={address("evidence-packs.bytes", { params: { packId } })}
        download
        onClick={() => void queries.invalidateQueries({ queryKey: packsKey })}
      >
        {t("evidencePacks/take")}
      </Button>
    </div>
  );
}
