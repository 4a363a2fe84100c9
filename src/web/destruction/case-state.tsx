import { Status, type Tone } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import type { Case } from "./use-destruction.ts";

const tones: Readonly<Record<Case["state"], Tone>> = {
  listed: "plain",
  cooling: "plain",
  submitted: "busy",
  approved: "busy",
  witnessed: "warn",
  executing: "warn",
  "waiting-lock": "warn",
  verified: "busy",
  finished: "good",
  rejected: "alarm",
  withdrawn: "plain",
};

export function CaseStatus(props: { readonly state: Case["state"] }) {
  const { t } = useWords();
  return <Status tone={tones[props.state]}>{t(`destruction/states/${props.state}`)}</Status>;
}
