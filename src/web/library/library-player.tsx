import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { PlayCircleOutlined } from "@ant-design/icons";
import { useCallback, useEffect, useState } from "react";
import { limits } from "../../contract/limits.ts";
import type { MarkHarm } from "../../contract/looking.ts";
import { type Answer, address, ask, RefusedError } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Watermark } from "../look/watermark.tsx";
import { NoticeGate } from "../looking/notice.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import "./library.css";

type Look = Answer<"library.look">;

/** A look is asked for and entered first; then its clips are played, each below its watermark. */
export function LibraryPlayer(props: { readonly itemId: string }) {
  const { t } = useWords();
  const [shown, setShown] = useState<Look | null>(null);
  const [ended, setEnded] = useState(false);
  const look = useMutation({
    mutationFn: () => ask("library.look", { params: { itemId: props.itemId } }),
    onSuccess: (next) => {
      setEnded(false);
      setShown(next);
      void queries.invalidateQueries({ queryKey: ["library"] });
    },
  });
  const stop = useCallback(() => {
    setShown(null);
    setEnded(true);
  }, []);
  const unread = look.error instanceof RefusedError && look.error.code === "notice_not_accepted";
  if (shown !== null) return <Pictures look={shown} onStop={stop} />;
  return (
    <>
      {ended ? <Alert type="warning" showIcon title={t("library/ended")} /> : null}
      {unread ? <NoticeGate onAccepted={() => look.mutate()} /> : null}
      {look.isError && !unread ? <Failure error={look.error} /> : null}
      {unread ? null : (
        <div className="tools">
          <Button
            type="primary"
            icon={<PlayCircleOutlined aria-hidden />}
            loading={look.isPending}
            onClick={() => look.mutate()}
          >
            {t("library/play")}
          </Button>
        </div>
      )}
    </>
  );
}

function Pictures(props: { readonly look: Look; readonly onStop: () => void }) {
  const { t } = useWords();
  const { look, onStop } = props;
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    // By this page's own watch: its clock may differ from the house's, which ends the look anyway.
    const timer = setTimeout(onStop, limits.libraryLookMs);
    return () => clearTimeout(timer);
  }, [onStop]);
  const onHarm = (harm: MarkHarm) => {
    void ask("watermark.removed", { params: { code: look.code }, body: { harm } }).catch(() => {});
    onStop();
  };
  return (
    <section className="stack" aria-label={t("library/play")}>
      <Alert type="info" showIcon title={t("library/playNote")} />
      {failed ? <Alert type="error" showIcon title={t("library/playFailed")} /> : null}
      <div className="library-pictures" data-mark-ground>
        {look.files.map((file) => (
          <figure key={file.number}>
            <div className="library-picture">
              <video
                src={address("library.bytes", {
                  params: { lookId: look.lookId, number: file.number },
                })}
                aria-label={t("library/file", { number: file.number })}
                controls
                controlsList="nodownload nofullscreen noremoteplayback"
                playsInline
                disablePictureInPicture
                disableRemotePlayback
                onContextMenu={(event) => event.preventDefault()}
                onError={() => setFailed(true)}
              />
              <Watermark
                text={look.watermark}
                code={look.code}
                startedAtMs={look.startedAtMs}
                onHarm={onHarm}
              />
            </div>
            <figcaption className="quiet">
              {t("library/file", { number: file.number })} · {file.name}
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
