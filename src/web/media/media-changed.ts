import { queries } from "../session/queries.ts";

/** Media are read anew, and the dialog closes. */
export function mediaChanged(onClose: () => void): void {
  void queries.invalidateQueries({ queryKey: ["media"] });
  onClose();
}
