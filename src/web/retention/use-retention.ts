import { useMutation, useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { type Answer, ask } from "../ask.ts";
import { queries } from "../session/queries.ts";

export type ItemLine = Answer<"retention.items">["items"][number];
export type ItemView = Answer<"retention.item">;
export type Hold = Answer<"retention.holds">["holds"][number];
export type Evidence = Answer<"retention.evidence">["evidence"][number];
export type Agreement = Answer<"retention.agreements">["agreements"][number];
export type Move = Answer<"retention.moves">["moves"][number];

export const retentionKey = ["retention"] as const;

/** Cameras by label, for choosing one. */
export function useCameraChoice() {
  return useQuery({ queryKey: ["cameras"], queryFn: () => ask("cameras.list", {}) });
}

/** An act on what is kept: afterwards every list is read anew, and what was done is said. */
export function useKeepingAct<T>(act: {
  readonly run: () => Promise<T | null>;
  readonly done: string;
  readonly onDone: () => void;
  readonly onError?: (error: unknown) => void;
}) {
  const { message } = App.useApp();
  return useMutation({
    mutationFn: act.run,
    onSuccess: (made) => {
      if (made === null) return;
      void queries.invalidateQueries({ queryKey: retentionKey });
      void message.success(act.done);
      act.onDone();
    },
    ...(act.onError === undefined ? {} : { onError: act.onError }),
  });
}
