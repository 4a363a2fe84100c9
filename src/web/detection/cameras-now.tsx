import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { secondOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { listed, told } from "../words/listed.ts";
import { type CameraSeen, useWatch } from "./use-detection.ts";
import { WrongKinds } from "./wrong-badges.tsx";

const tones: Record<CameraSeen["level"], Tone> = {
  idle: "plain",
  learning: "busy",
  full: "good",
  "no-decoder": "warn",
};

/** Each camera as it is seen now: what is wrong with it, and what cannot be told. */
export function CamerasNow() {
  const { t } = useWords();
  const watch = useWatch();
  if (watch.isError) return <Failure error={watch.error} onRetry={() => void watch.refetch()} />;
  const seen = watch.data;
  if (seen === undefined) return null;
  const cameras = seen.cameras.filter(
    (camera) => camera.level !== "idle" || camera.wrong.length > 0,
  );
  return (
    <section className="stack" aria-label={t("detectionPage/now")}>
      <h2>{t("detectionPage/now")}</h2>
      {seen.decoder ? null : (
        <Alert
          type="warning"
          showIcon
          title={t("detectionPage/noDecoder")}
          description={t("detectionPage/noDecoderNext")}
        />
      )}
      {cameras.length === 0 ? (
        <Empty title={t("detectionPage/noCameras")} next={t("detectionPage/noCamerasNext")} />
      ) : (
        <ul className="watched">
          {cameras.map((camera) => (
            <Camera key={camera.cameraId} camera={camera} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Camera(props: { readonly camera: CameraSeen }) {
  const { t } = useWords();
  const { camera } = props;
  const { wrong, level, lookedAtMs } = camera;
  return (
    <li className="sheet">
      <b>
        {camera.label} {camera.name}
      </b>
      <span className="quiet">{camera.venueName}</span>
      <Status tone={tones[level]}>{t(`detection/levels/${level}`)}</Status>
      {wrong.length > 0 ? <WrongKinds wrong={wrong} /> : <span>{t("detectionPage/allWell")}</span>}
      {camera.blind.length === 0 ? null : (
        <small className="quiet">
          {told(
            t("detectionPage/blind"),
            listed(camera.blind.map((kind) => t(`detection/kinds/${kind}`))),
          )}
        </small>
      )}
      {lookedAtMs === null ? null : (
        <small className="quiet number">
          {`${t("detectionPage/lookedAt")} ${secondOfDay(lookedAtMs)}`}
        </small>
      )}
      {wrong.some((kind) => kind === "moved" || kind === "defocused") ? (
        <LearnAnew camera={camera} />
      ) : null}
    </li>
  );
}

function LearnAnew(props: { readonly camera: CameraSeen }) {
  const { t } = useWords();
  const manages = useMay()("place.manage");
  const { message, modal } = App.useApp();
  const { cameraId } = props.camera;
  const learn = useMutation({
    mutationFn: () => ask("detection.learn-anew", { params: { cameraId } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["detection"] });
      void message.success(t("detectionPage/learnt"));
    },
  });
  if (!manages) return null;
  const confirm = () =>
    void modal.confirm({
      title: t("detectionPage/learnAnewTitle"),
      content: t("detectionPage/learnAnewText"),
      onOk: () => learn.mutateAsync(),
    });
  return (
    <>
      <Button size="small" onClick={confirm} loading={learn.isPending}>
        {t("detectionPage/learnAnew")}
      </Button>
      {learn.isError ? <Failure error={learn.error} /> : null}
    </>
  );
}
