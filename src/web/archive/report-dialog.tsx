import { FilePdfOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { properties } from "../../contract/archive.ts";
import { type Answer, address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { useWords } from "../words/index.ts";

type Line = Answer<"archive.examine">["lines"][number];

const tones: Readonly<Record<Line["result"], Tone>> = {
  passed: "good",
  failed: "alarm",
  "not-examined": "plain",
};

/** The four properties of one item, check by check. */
export function ReportDialog(props: {
  readonly year: number;
  readonly itemId: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { year, itemId } = props;
  const params = { year, itemId: itemId ?? "" };
  const report = useQuery({
    queryKey: ["archive", year, "report", itemId],
    queryFn: () => ask("archive.examine", { params }),
    enabled: itemId !== null,
    staleTime: 0,
  });
  return (
    <Modal
      open={itemId !== null}
      title={t("archivePage/examine")}
      onCancel={props.onClose}
      width={760}
      destroyOnHidden
      footer={
        <Button
          icon={<FilePdfOutlined aria-hidden />}
          href={address("archive.report", { params })}
          target="_blank"
        >
          {t("archivePage/reportPdf")}
        </Button>
      }
    >
      {report.isError ? <Failure error={report.error} /> : null}
      {report.data === undefined ? (
        report.isError ? null : (
          <Bones rows={8} />
        )
      ) : (
        <div className="stack">
          <p className="archive-name">
            {report.data.number}　{report.data.name}
          </p>
          {properties.map((property) => (
            <section key={property} aria-label={t(`archivePage/properties/${property}`)}>
              <h3 className="archive-property">{t(`archivePage/properties/${property}`)}</h3>
              <Lines lines={report.data.lines.filter((line) => line.property === property)} />
            </section>
          ))}
        </div>
      )}
    </Modal>
  );
}

function Lines(props: { readonly lines: readonly Line[] }) {
  const { t } = useWords();
  return (
    <ul className="archive-checks">
      {props.lines.map((line) => (
        <li key={line.check}>
          <span>{t(`archivePage/checks/${line.check}`)}</span>
          <Status tone={tones[line.result]}>{t(`archivePage/results/${line.result}`)}</Status>
          {line.about.length === 0 ? null : (
            <small className="quiet">{line.about.slice(0, 3).join("；")}</small>
          )}
        </li>
      ))}
    </ul>
  );
}
