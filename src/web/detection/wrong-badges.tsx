import type { DetectionKind } from "../../contract/detection.ts";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { useWrong } from "./use-detection.ts";

/** What is wrong, each by icon and word. */
export function WrongKinds(props: { readonly wrong: readonly DetectionKind[] }) {
  const { t } = useWords();
  return props.wrong.map((kind) => (
    <Status key={kind} tone="alarm">
      {t(`detection/kinds/${kind}`)}
    </Status>
  ));
}

/** The small sign on a camera's tile; nothing as long as all is well. */
export function WrongBadges(props: { readonly cameraId: string }) {
  const wrong = useWrong(props.cameraId);
  if (wrong.length === 0) return null;
  return (
    <span className="wrong-badges" role="status">
      <WrongKinds wrong={wrong} />
    </span>
  );
}
