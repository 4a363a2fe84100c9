import { z } from "zod";
import type { ArticleClass, Principle } from "./principles.ts";

/** `S0-5.2.1`: article 5, item `2.1`: its second part, first number. */
function article<const K extends `S0-${string}`>(
  key: K,
  item: string,
  of: readonly [ArticleClass, Principle, path: `/${string}`],
) {
  const [kind, principle, path] = of;
  return { key, article: Number.parseInt(key.slice(3), 10), item, class: kind, principle, path };
}

/**
 * Every article and item of the clinical centre's regulation (S0, 22 articles; the last three are one row): its
 * number, what can be said of it, the principle it serves, and the page that shows the evidence.
 */
export const articles = [
  article("S0-1", "", ["register", "captured", "/interruptions"]),
  article("S0-2a", "", ["enforced", "traceable", "/retention"]),
  article("S0-2b", "", ["enforced", "tiered", "/sign-ins"]),
  article("S0-3a", "", ["enforced", "genuine", "/supervision"]),
  article("S0-3b", "", ["enforced", "genuine", "/ledger"]),
  article("S0-4.1a", "1", ["enforced", "tiered", "/requests"]),
  article("S0-4.1b", "1", ["human", "traceable", "/digests"]),
  article("S0-4.2a", "2", ["human", "traceable", "/tasks"]),
  article("S0-4.2b", "2", ["detected", "captured", "/incidents"]),
  article("S0-4.3a", "3", ["human", "captured", "/ledger?kind=card.signed@1"]),
  article("S0-4.3b", "3", ["detected", "captured", "/detection"]),
  article("S0-4.3c", "3", ["register", "captured", "/interruptions"]),
  article("S0-4.3d", "3", ["register", "traceable", "/ledger?kind=problem.reported@1"]),
  article("S0-4.4", "4", ["human", "confidential", "/ledger?kind=rules.acknowledged@1"]),
  article("S0-5.1.1", "1.1", ["enforced", "traceable", "/registers/F-07"]),
  article("S0-5.1.2", "1.2", ["enforced", "traceable", "/ledger?kind=account.changed@1"]),
  article("S0-5.1.3", "1.3", ["enforced", "traceable", "/ledger?kind=camera.changed@1"]),
  article("S0-5.2.0", "2", ["enforced", "captured", "/supervision"]),
  article("S0-5.2.1", "2.1", ["detected", "captured", "/interruptions"]),
  article("S0-5.2.2", "2.2", ["register", "captured", "/ledger?kind=bookmark.set@1"]),
  article("S0-5.2.3", "2.3", ["enforced", "captured", "/ledger?kind=exam.opened@1"]),
  article("S0-5.2.4", "2.4", ["register", "captured", "/retention"]),
  article("S0-5.3.1", "3.1", ["enforced", "traceable", "/ledger?kind=session-record.completed@1"]),
  article("S0-5.3.2", "3.2", ["register", "traceable", "/ledger?kind=score.handed-in@1"]),
  article("S0-5.3.3", "3.3", ["register", "traceable", "/ledger?kind=attendance.closed@1"]),
  article("S0-5.4.1", "4.1", ["register", "traceable", "/maintenance"]),
  article("S0-5.4.2", "4.2", ["detected", "captured", "/detection"]),
  article("S0-5.4.3", "4.3", ["register", "traceable", "/conduct"]),
  article("S0-6.1a", "1", ["enforced", "captured", "/supervision"]),
  article("S0-6.1b", "1", ["enforced", "captured", "/ledger?kind=act.refused@1"]),
  article("S0-6.1c", "1", ["register", "captured", "/interruptions"]),
  article("S0-6.2a", "2", ["enforced", "traceable", "/ledger"]),
  article("S0-6.2b", "2", ["register", "traceable", "/registers/reconciliation"]),
  article("S0-7", "", ["enforced", "genuine", "/retention"]),
  article("S0-8.1a", "1", ["enforced", "retained", "/copies"]),
  article("S0-8.1b", "1", ["enforced", "retained", "/copies"]),
  article("S0-8.1c", "1", ["human", "retained", "/tasks"]),
  article("S0-8.2", "2", ["enforced", "retained", "/storage"]),
  article("S0-8.3.1", "3.1", ["enforced", "retained", "/retention"]),
  article("S0-8.3.2", "3.2", ["enforced", "retained", "/retention"]),
  article("S0-8.3.3", "3.3", ["enforced", "retained", "/retention"]),
  article("S0-8.3.4", "3.4", ["register", "retained", "/retention"]),
  article("S0-8.4a", "4", ["human", "retained", "/tasks"]),
  article("S0-8.4b", "4", ["human", "retained", "/storage"]),
  article("S0-9.1a", "1", ["enforced", "tiered", "/ledger?kind=act.refused@1"]),
  article("S0-9.1b", "1", ["enforced", "tiered", "/ledger?kind=act.refused@1"]),
  article("S0-9.1c", "1", ["enforced", "tiered", "/ledger?kind=account.changed@1"]),
  article("S0-9.1d", "1", ["enforced", "tiered", "/ledger?kind=act.refused@1"]),
  article("S0-9.2", "2", ["enforced", "traceable", "/ledger?kind=viewing.opened@2"]),
  article("S0-10a", "", ["register", "tiered", "/registers/F-20"]),
  article("S0-10b", "", ["enforced", "confidential", "/registers/F-20"]),
  article("S0-11.1", "1", ["register", "tiered", "/registers/F-08"]),
  article("S0-11.2", "2", ["register", "tiered", "/registers/F-08"]),
  article("S0-12.1", "1", ["human", "confidential", "/registers/F-20"]),
  article("S0-12.2a", "2", ["enforced", "genuine", "/ledger?kind=check.finished@1"]),
  article("S0-12.2b", "2", ["register", "genuine", "/library"]),
  article("S0-13a", "", ["enforced", "confidential", "/sign-ins"]),
  article("S0-13b", "", ["enforced", "confidential", "/passwords"]),
  article("S0-13c", "", ["enforced", "confidential", "/passwords"]),
  article("S0-13d", "", ["enforced", "confidential", "/sign-ins"]),
  article("S0-14.1", "1", ["human", "confidential", "/trace"]),
  article("S0-14.2", "2", ["enforced", "confidential", "/ledger?kind=score.released@1"]),
  article("S0-14.3", "3", ["human", "confidential", "/usb"]),
  article("S0-15", "", ["register", "confidential", "/events"]),
  article("S0-16", "", ["register", "retained", "/archive"]),
  article("S0-17.1", "1", ["register", "retained", "/destruction"]),
  article("S0-17.2a", "2", ["enforced", "retained", "/destruction"]),
  article("S0-17.2b", "2", ["enforced", "retained", "/destruction"]),
  article("S0-17.3", "3", ["register", "retained", "/destruction"]),
  article("S0-18.1", "1", ["detected", "traceable", "/supervision"]),
  article("S0-18.2", "2", ["human", "traceable", "/supervision?tab=monthly"]),
  article("S0-18.3", "3", ["human", "traceable", "/supervision?tab=quarterly"]),
  article("S0-19", "", ["register", "traceable", "/conduct"]),
  article("S0-20", "", ["register", "traceable", "/policies?tab=rules"]),
] as const;

export type ArticleKey = (typeof articles)[number]["key"];
export const ArticleKey = z.enum(articles.map(({ key }) => key));
