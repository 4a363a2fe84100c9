import { Checkbox, Select } from "antd";
import type { Paper } from "../../contract/approval.ts";
import type { LibraryOffer } from "../../contract/library.ts";
import { limits } from "../../contract/limits.ts";
import { TextField } from "../look/text-field.tsx";
import { PaperUpload } from "../requests/paper-upload.tsx";
import { useWords } from "../words/index.ts";

interface Typed {
  readonly exportId: string | null;
  readonly title: string;
  readonly about: string;
  readonly given: boolean;
  readonly statement: string;
  readonly paper: Paper | null;
}

export const nothingTyped: Typed = {
  exportId: null,
  title: "",
  about: "",
  given: false,
  statement: "",
  paper: null,
};

export function AddFields(props: {
  readonly offers: readonly LibraryOffer[];
  readonly typed: Typed;
  readonly onChange: (change: Partial<Typed>) => void;
}) {
  const { t } = useWords();
  const { offers, typed, onChange } = props;
  const nameOf = (one: LibraryOffer) =>
    `${one.serial} ${one.titles.join("；")} · ${one.masked ? t("library/masked") : t("library/notMasked")}`;
  return (
    <>
      <Select<string>
        aria-label={t("library/offer")}
        placeholder={t("library/offer")}
        value={typed.exportId}
        onChange={(exportId) => onChange({ exportId })}
        options={offers.map((one) => ({ value: one.exportId, label: nameOf(one) }))}
      />
      <TextField
        required
        label={t("library/name")}
        value={typed.title}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        long
        label={t("library/about")}
        value={typed.about}
        onChange={(about) => onChange({ about })}
      />
      <Checkbox
        checked={typed.given}
        onChange={(event) => onChange({ given: event.target.checked })}
      >
        {t("library/consentGiven")}
      </Checkbox>
      <TextField
        most={limits.reasonCharacters}
        label={t("library/consent")}
        hint={t("library/consentHint")}
        value={typed.statement}
        onChange={(statement) => onChange({ statement })}
      />
      <PaperUpload
        kind="consent"
        needed
        papers={typed.paper === null ? [] : [typed.paper]}
        onAdd={(paper) => onChange({ paper })}
        onRemove={() => onChange({ paper: null })}
      />
      <small className="quiet">{t("library/consentPaperNeeded")}</small>
    </>
  );
}
