interface Taught {
  readonly lessonId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly state: string;
  readonly teachers: readonly { readonly accountId: string; readonly name: string }[];
}

/** Teachers who stand in two lessons at once, by lesson; it is shown and forbids nothing. */
export function teacherClashes(lessons: readonly Taught[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const real = lessons.filter((lesson) => lesson.state !== "cancelled");
  const taught = real.flatMap((lesson) => lesson.teachers.map((teacher) => ({ lesson, teacher })));
  for (const same of Map.groupBy(taught, ({ teacher }) => teacher.accountId).values()) {
    const ordered = same.toSorted((a, b) => a.lesson.startMs - b.lesson.startMs);
    for (const [at, one] of ordered.entries())
      for (const other of ordered.slice(at + 1)) {
        if (other.lesson.startMs >= one.lesson.endMs) break;
        found.set(one.lesson.lessonId, one.teacher.name);
        found.set(other.lesson.lessonId, other.teacher.name);
      }
  }
  return found;
}
