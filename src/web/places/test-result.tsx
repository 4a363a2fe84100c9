import { useEffect, useRef, useState } from "react";
import type { CameraTest } from "../../contract/routes/places.ts";
import { fromBase64 } from "../../kernel/bytes.ts";
import { Status } from "../look/status.tsx";
import { useWords, type Say } from "../words/index.ts";
import { places } from "../words/zh-CN/people.ts";

/** What the test measured, with the camera's own picture and what to adjust. */
export function TestResult(props: { readonly test: CameraTest }) {
  const { t } = useWords();
  const { test } = props;
  return (
    <output className="test-result">
      <Picture test={test} />
      <div>
        <Status tone="good">{t("places/tested")}</Status>
        <dl className="facts" style={{ marginTop: 8 }}>
          {factsOf(t, test).map(([name, text]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <ul className="advice" aria-label={t("places/advice")}>
          {test.advice.length === 0 ? (
            <li style={{ color: "var(--good)" }}>{t("places/adviceNone")}</li>
          ) : null}
          {test.advice.map((code) => (
            <li key={code}>{isAdvice(code) ? t(`places/advices/${code}`) : code}</li>
          ))}
        </ul>
      </div>
    </output>
  );
}

type Advice = keyof typeof places.advices;
function isAdvice(code: string): code is Advice {
  return Object.hasOwn(places.advices, code);
}

function factsOf(t: Say, test: CameraTest): readonly (readonly [string, string])[] {
  const { video, audio } = test;
  return [
    [t("places/codec"), `${video.codec.toUpperCase()} (${video.codecString})`],
    [t("places/size"), `${video.widthPixels} × ${video.heightPixels}`],
    [t("places/rate"), `${video.framesPerSecond.toFixed(1)} fps`],
    [
      t("places/keyEvery"),
      video.keyFrameEveryMs === null
        ? t("places/keyUnknown")
        : `${(video.keyFrameEveryMs / 1_000).toFixed(1)} s`,
    ],
    [t("places/bits"), `${(test.bitsPerSecond / 1e6).toFixed(2)} Mbit/s`],
    [
      t("places/audio"),
      audio === null
        ? t("places/noAudio")
        : `${audio.codec.toUpperCase()} ${audio.sampleRate / 1_000} kHz × ${audio.channels}`,
    ],
    [
      t("places/clockOffset"),
      test.clockOffsetMs === null ? t("places/clockUnknown") : `${test.clockOffsetMs} ms`,
    ],
    [t("places/lost"), String(test.packetsLost)],
    [t("places/transport"), test.transport.toUpperCase()],
    [t("places/connect"), `${test.connectMs} ms`],
  ];
}

/** One key frame as a tiny film: the browser shows it with its own decoder, nothing is converted. */
function Picture(props: { readonly test: CameraTest }) {
  const { t } = useWords();
  const element = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState(true);
  const { picture, video } = props.test;
  useEffect(() => {
    const target = element.current;
    const bytes = fromBase64(picture);
    const type = `video/mp4; codecs="${video.codecString}"`;
    if (
      target === null ||
      bytes === undefined ||
      bytes.length === 0 ||
      !MediaSource.isTypeSupported(type)
    ) {
      setShown(false);
      return;
    }
    setShown(true);
    const media = new MediaSource();
    const url = URL.createObjectURL(media);
    media.addEventListener(
      "sourceopen",
      () => {
        const buffer = media.addSourceBuffer(type);
        buffer.addEventListener("error", () => setShown(false));
        buffer.addEventListener(
          "updateend",
          () => {
            if (buffer.buffered.length > 0) target.currentTime = buffer.buffered.start(0);
            if (media.readyState === "open") media.endOfStream();
          },
          { once: true },
        );
        buffer.appendBuffer(new Uint8Array(bytes));
      },
      { once: true },
    );
    target.src = url;
    return () => URL.revokeObjectURL(url);
  }, [picture, video.codecString]);
  return shown ? (
    <video ref={element} muted playsInline aria-label={t("places/picture")} />
  ) : (
    <p className="quiet">{t("places/pictureNone")}</p>
  );
}
