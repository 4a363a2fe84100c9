import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 700px)");

function follow(tell: () => void): () => void {
  narrow.addEventListener("change", tell);
  return () => narrow.removeEventListener("change", tell);
}

/** Whether the page is a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches);
}
