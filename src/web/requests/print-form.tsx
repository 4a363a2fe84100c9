import { PrinterOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { address, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** The case on its official form, with a serial number of its own; offered as a file to be printed. */
export function PrintForm(props: { readonly requestId: string }) {
  const { t } = useWords();
  const may = useMay();
  const print = useMutation({
    mutationFn: () => ask("registers.print-case", { params: { requestId: props.requestId } }),
    onSuccess: ({ sheetId, serial }) => {
      const link = document.createElement("a");
      link.href = address("registers.sheet-file", { params: { sheetId } });
      link.download = `${serial}.pdf`;
      link.click();
    },
  });
  if (!may("register.read")) return null;
  return (
    <>
      <Button
        size="small"
        icon={<PrinterOutlined aria-hidden />}
        loading={print.isPending}
        onClick={() => print.mutate()}
      >
        {t("requestCase/print")}
      </Button>
      <Modal
        open={print.isError}
        title={t("requestCase/print")}
        footer={null}
        onCancel={() => print.reset()}
      >
        <Failure error={print.error} />
      </Modal>
    </>
  );
}
