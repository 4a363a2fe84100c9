import { Button } from "antd";
import { useId } from "react";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { SigningFields } from "./signing-fields.tsx";
import type { useSignedAct } from "./use-act.ts";

/** How a form that is signed ends: signature and password, what was refused, the act, what is lacking. */
export function SigningEnd(props: {
  readonly of: ReturnType<typeof useSignedAct>;
  readonly word: string;
  /** What the form itself lacks, in words; null once it is filled. */
  readonly lacks: string | null;
  readonly danger?: boolean;
}) {
  const { t } = useWords();
  const lacksId = useId();
  const { signing, act } = props.of;
  const lacks =
    props.lacks ?? (signing.missing === null ? null : t(`signing/lacks/${signing.missing}`));
  return (
    <>
      <SigningFields signing={signing} />
      {act.isError ? <Failure error={act.error} /> : null}
      <div className="signing-end">
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          danger={props.danger ?? false}
          disabled={lacks !== null}
          loading={act.isPending}
          aria-describedby={lacksId}
        >
          {props.word}
        </Button>
        <p className="quiet" id={lacksId}>
          {lacks === null ? "" : t("requestForm/missing", { names: lacks })}
        </p>
      </div>
    </>
  );
}
