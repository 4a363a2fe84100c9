import { Upload } from "antd";
import type { Event } from "../../contract/playbooks.ts";
import { address, ask, upload } from "../ask.ts";
import { readPicture } from "../looking/read-picture.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { useEventAct } from "./use-events.ts";

class NoMark extends Error {}

/** A found picture: read in this browser, kept with the event after the house has checked it by content. */
export function TraceSection(props: { readonly event: Event; readonly handles: boolean }) {
  const { t } = useWords();
  const { event } = props;
  const { eventId } = event;
  const act = useEventAct(
    async (file: File) => {
      const found = await readPicture(file).catch(() => undefined);
      if (found === undefined) throw new NoMark();
      const { paperId } = await upload("papers.keep", file, { kind: "found-picture" });
      const { code, minute } = found;
      return ask("events.trace", { params: { eventId }, body: { code, minute, paperId } });
    },
    { said: t("playbookPage/traced") },
  );
  return (
    <div className="stack">
      <h3 className="event-part">{t("playbookPage/trace")}</h3>
      <p className="quiet">{t("playbookPage/traceNote")}</p>
      <ul className="event-lines">
        {event.findings.map((one) => (
          <li key={one.findingId}>
            <strong>
              {t("playbookPage/tracedLine", {
                name: one.name,
                login: one.login,
                at: dayMinute(one.shownAtMs),
                terminal: one.terminal,
              })}
            </strong>
            <small>
              {`${one.by} ${dayMinute(one.atMs)} `}
              {one.paperId === null ? null : (
                <a href={address("papers.bytes", { params: { paperId: one.paperId } })}>
                  {t("playbookPage/traceFile")}
                </a>
              )}
            </small>
          </li>
        ))}
      </ul>
      {props.handles ? (
        <Upload.Dragger
          accept="image/png,image/jpeg"
          multiple={false}
          showUploadList={false}
          disabled={act.isPending}
          beforeUpload={(file) => {
            act.mutate(file);
            return false;
          }}
        >
          <p>{t("playbookPage/traceChoose")}</p>
        </Upload.Dragger>
      ) : null}
      <div aria-live="polite">
        {act.isPending ? <p className="quiet">{t("playbookPage/traceReading")}</p> : null}
        {act.isError && act.error instanceof NoMark ? (
          <Empty title={t("playbookPage/traceNone")} next={t("playbookPage/traceNoneNext")} />
        ) : null}
        {act.isError && !(act.error instanceof NoMark) ? <Failure error={act.error} /> : null}
      </div>
    </div>
  );
}
