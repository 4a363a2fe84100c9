import { Status, type Tone } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { type Line, percentOf } from "./use-exports.ts";

const tones: Record<Line["state"], Tone> = {
  queued: "plain",
  building: "busy",
  ready: "good",
  failed: "alarm",
  removed: "plain",
};

export function ExportStatus(props: { readonly line: Line }) {
  const { t } = useWords();
  const { line } = props;
  return (
    <Status tone={tones[line.state]}>
      {t(`exportTerms/states/${line.state}`)}
      {line.state === "building" ? ` ${percentOf(line)} %` : ""}
    </Status>
  );
}
