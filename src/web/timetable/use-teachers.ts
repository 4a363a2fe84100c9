import { useQuery } from "@tanstack/react-query";
import { ask } from "../ask.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { useMay, useMe } from "../session/me.ts";

/** Whoever plans chooses among all teachers, everybody else among those of the shown lessons. */
export function useTeachers(lessons: readonly LessonNow[], wanted: string | undefined) {
  const me = useMe();
  const may = useMay();
  const all = useQuery({
    queryKey: ["teachers"],
    queryFn: () => ask("teachers.list", {}),
    enabled: may("lesson.plan"),
  });
  const known = [...(all.data?.teachers ?? []), ...lessons.flatMap((lesson) => lesson.teachers)];
  const names = new Map(known.map(({ accountId, name }) => [accountId, name]));
  if (me.role === "teacher") names.set(me.accountId, me.name);
  const options = [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "zh"));
  const own = names.has(me.accountId) ? me.accountId : (options[0]?.value ?? "");
  return { options, chosen: wanted !== undefined && names.has(wanted) ? wanted : own };
}
export type Teachers = ReturnType<typeof useTeachers>;
