import type { Post, Profile } from "../../contract/approval.ts";
import { useWords } from "../words/index.ts";
import { useBodies, useOperations } from "./use-institution.ts";

/** What a post is called: the institution's own name for it, else the regulation's word. */
export type PostWord = (post: Post) => string;

/** Names count for the kind of institution they were given in; an older case keeps its own words. */
export function usePostWord(profile: Profile | undefined): PostWord {
  const { t } = useWords();
  const bodies = useBodies().data?.bodies ?? [];
  const now = useOperations().data?.profile;
  return (post) => {
    const named = profile === now ? bodies.find((body) => body.post === post)?.name : "";
    if (named !== undefined && named !== "") return named;
    return profile === undefined ? "" : t(`requestTerms/posts/${profile}/${post}`);
  };
}
