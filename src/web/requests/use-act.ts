import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import type { Signing } from "../../contract/approval.ts";
import { useWords } from "../words/index.ts";
import { useSigning } from "./use-signing.ts";

/** What follows an act: how its answer is taken over, and what is said of it. */
export interface After<T> {
  readonly onDone: (made: T) => void;
  readonly onError?: (error: unknown) => void;
  readonly said?: string | undefined;
}

/** Runs one act and says that it was done. Null: it was not complete, and nothing was sent. */
export function useAct<T, V = void>(run: (asked: V) => Promise<T | null>, after: After<T>) {
  const { t } = useWords();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: run,
    onSuccess: (made) => {
      if (made === null) return;
      void message.success(after.said ?? t("requestCase/done"));
      after.onDone(made);
    },
    ...(after.onError === undefined ? {} : { onError: after.onError }),
  });
}

/** An act that is signed: without a complete signing nothing is sent. */
export function useSignedAct<T>(run: (signing: Signing) => Promise<T | null>, after: After<T>) {
  const signing = useSigning();
  const act = useAct(async () => (signing.signing === null ? null : run(signing.signing)), {
    ...after,
    onError: (error) => {
      signing.refused(error);
      after.onError?.(error);
    },
  });
  return { signing, act };
}
