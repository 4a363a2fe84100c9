import type { LibraryState } from "../../contract/library.ts";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";

export function ItemState(props: { readonly state: LibraryState }) {
  const { t } = useWords();
  const { state } = props;
  return (
    <Status tone={state === "shown" ? "good" : "plain"}>{t(`library/states/${state}`)}</Status>
  );
}
