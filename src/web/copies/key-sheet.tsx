import { Button, Modal } from "antd";
import type { Answer } from "../ask.ts";
import { useWords } from "../words/index.ts";

/** The escrow key on one printable sheet, shown once: text for typing, QR code for scanning. */
export function KeySheet(props: {
  readonly sheet: Answer<"escrow.make">;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { recipient, secret, code } = props.sheet;
  return (
    <Modal
      open
      width={720}
      title={t("copiesPage/sheetTitle")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      className="key-sheet-dialog"
      footer={[
        <Button key="print" type="primary" onClick={() => window.print()}>
          {t("copiesPage/sheetPrint")}
        </Button>,
        <Button key="kept" onClick={props.onClose}>
          {t("copiesPage/sheetKept")}
        </Button>,
      ]}
    >
      <div className="key-sheet">
        <p role="alert">{t("copiesPage/sheetOnce")}</p>
        <div className="key-sheet-body">
          <QrCode rows={code} label={t("copiesPage/sheetQr")} />
          <dl>
            <dt>{t("copiesPage/sheetSecret")}</dt>
            <dd className="exact key-sheet-secret">{grouped(secret)}</dd>
            <dt>{t("copiesPage/sheetRecipient")}</dt>
            <dd className="exact">{recipient}</dd>
          </dl>
        </div>
        <p>{t("copiesPage/sheetUse")}</p>
        <p>{t("copiesPage/sheetHow")}</p>
      </div>
    </Modal>
  );
}

/** The prefix, then groups of eight from the end: the last eight stand by themselves. */
function grouped(secret: string): string {
  const prefix = "AGE-SECRET-KEY-1".length;
  const body = secret.slice(prefix);
  const head = body.length % 8;
  const groups = body.slice(head).match(/.{8}/g) ?? [];
  return [secret.slice(0, prefix), ...(head === 0 ? [] : [body.slice(0, head)]), ...groups].join(
    " ",
  );
}

function QrCode(props: { readonly rows: readonly string[]; readonly label: string }) {
  const { rows, label } = props;
  const path = rows
    .flatMap((row, y) => [...row].flatMap((one, x) => (one === "1" ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg
      className="key-sheet-code"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
