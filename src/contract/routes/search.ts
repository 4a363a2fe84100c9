import { z } from "zod";
import { Id } from "../ids.ts";
import { route } from "../route.ts";

export const SearchHit = z.strictObject({
  kind: z.enum(["lesson", "venue", "camera", "account"]),
  id: Id,
  text: z.string(),
  /** What tells two alike apart: a label, a login, an area. */
  side: z.string(),
  startMs: z.int().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const searchRoutes = {
  "search.find": route({
    method: "GET",
    path: "/api/search",
    permission: "signed-in",
    audit: { none: "read" },
    title: {
      zh: "搜索：名称、拼音或首字母；只在本人可见的范围内",
      en: "Search by name, pinyin or initials, among what the person may read anyway",
    },
    query: z.strictObject({ text: z.string().max(64) }),
    answer: z.strictObject({ hits: z.array(SearchHit) }),
  }),
} as const;
