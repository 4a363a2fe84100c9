import { useQuery } from "@tanstack/react-query";
import { ask } from "../ask.ts";

/** The whole library, retired courses among it. */
export function useCourses() {
  return useQuery({ queryKey: ["courses"], queryFn: () => ask("courses.list", {}) });
}
