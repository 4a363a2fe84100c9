import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { address } from "../ask.ts";
import { useWords } from "../words/index.ts";
import type { Card } from "./use-completion.ts";

/** 完整性证明: the sheet for people, and the package that anybody checks offline. */
export function Certificate(props: { readonly card: Card }) {
  const { t } = useWords();
  const { lessonId, lesson, nowMs, destroyedAtMs } = props.card;
  if (nowMs < lesson.endMs || destroyedAtMs !== null) return null;
  const params = { lessonId };
  return (
    <section className="sheet" aria-label={t("completionCard/certificate")}>
      <h2>{t("completionCard/certificate")}</h2>
      <div className="sheet-body stack">
        <p>{t("completionCard/certificateText")}</p>
        <div className="tools">
          <Button
            icon={<DownloadOutlined aria-hidden />}
            href={address("completion.sheet", { params })}
            download
          >
            {t("completionCard/certificatePdf")}
          </Button>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            href={address("completion.package", { params })}
            download
          >
            {t("completionCard/certificatePackage")}
          </Button>
        </div>
        <p className="quiet">{t("completionCard/certificateHow")}</p>
      </div>
    </section>
  );
}
