import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { z } from "zod";
import type { MarkHarm } from "../../contract/looking.ts";
import type { ViewingOpened } from "../../contract/routes/recording.ts";
import { RefusedError, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";

/** Why the pictures are gone: the house no longer grants them, or their watermark went. */
export type Over = { readonly harm: MarkHarm } | { readonly refused: RefusedError };

const askEveryMs = 2_500;

/**
 * Asks every few seconds whether the viewing still holds, so that pictures already fetched do not
 * outlive it (S1-A6a), and reports a watermark that was taken away.
 */
export function useEnding(
  viewing: z.infer<typeof ViewingOpened>,
  state: {
    readonly over: Over | null;
    /** What a picture was refused with, if that ends the viewing. */
    readonly end: RefusedError | undefined;
    readonly onOver: (over: Over) => void;
  },
): void {
  const { viewingId, code } = viewing;
  const { over, end, onOver } = state;
  const told = useRef(false);
  useEffect(() => {
    if (over !== null) return;
    const timer = setInterval(() => {
      ask("viewing.read", { params: { viewingId } }, { background: true }).catch(
        (error: unknown) => {
          if (isEnd(error)) onOver({ refused: error });
        },
      );
    }, askEveryMs);
    return () => clearInterval(timer);
  }, [viewingId, over, onOver]);
  useEffect(() => {
    if (over === null && end !== undefined) onOver({ refused: end });
  }, [over, end, onOver]);
  useEffect(() => {
    if (over === null || !("harm" in over) || told.current) return;
    told.current = true;
    void ask("watermark.removed", { params: { code }, body: { harm: over.harm } }).catch(
      () => undefined,
    );
  }, [code, over]);
}

/** The viewing is over for good, and what refuses it says why. */
export function isEnd(error: unknown): error is RefusedError {
  return (
    error instanceof RefusedError &&
    (error.code === "viewing_closed" || error.code === "item_destroyed")
  );
}

export function Ended(props: { readonly over: Over; readonly onReopen: () => void }) {
  const { t } = useWords();
  const { over, onReopen } = props;
  // What is destroyed cannot be opened again: there is no way on to offer.
  if ("refused" in over && over.refused.code === "item_destroyed")
    return <Failure error={over.refused} />;
  if ("refused" in over) return <Failure error={over.refused} onRetry={onReopen} />;
  return (
    <div className="refusal" role="alert">
      <h3>{t("looking/ended")}</h3>
      <p>{t("looking/markGone", { harm: t(`terms/markHarms/${over.harm}`) })}</p>
      <p>{t("looking/markGoneNext")}</p>
      <div className="tools">
        <Button size="small" onClick={onReopen}>
          {t("player/reopened")}
        </Button>
      </div>
    </div>
  );
}
