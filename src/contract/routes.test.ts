import { describe, expect, test } from "vitest";
import { routes } from "./routes.ts";
import type { Route } from "./route.ts";

const all: readonly (readonly [string, Route])[] = Object.entries(routes);

describe("no way into the house", () => {
  test("[S3-Q3, S1-C6] deletes a recording, an entry, a paper or a case", () => {
    const deleting = all.filter(([, route]) => route.method === "DELETE").map(([name]) => name);
    expect(deleting).toEqual([]);
    const worded = all.filter(([name]) => /delete|destroy|erase|hide/.test(name));
    expect(worded.map(([name]) => name)).toEqual([]);
  });

  test("[S0-3b, S0-12.2a] changes what was recorded: recordings are only read", () => {
    const media = all.filter(([, route]) => /segments|timeline|\/live\//.test(route.path));
    expect(media.length).toBeGreaterThan(4);
    for (const [name, route] of media) expect(route.method, name).toBe("GET");
  });

  test("[S0-10b] hands out a file beyond these, each by its own right", () => {
    const files = all.filter(([, route]) => route.answer === "bytes");
    const permissions = files.map(([name, route]) => `${name}: ${route.permission}`);
    // Media bytes go to the page's own player; a paper to who reads its case; sheets to registers;
    // an archive package to who hands it to the archives, entered before its first byte.
    expect(permissions.toSorted()).toEqual([
      "accounts.roster: account.manage",
      "archive.handover: retention.read",
      "archive.package: retention.manage",
      "archive.report: retention.read",
      "attendance.sheet: attendance.read",
      "attendance.table: attendance.read",
      "completion.package: completion.read",
      "completion.sheet: completion.read",
      "conduct.table: conduct.read",
      "courses.template: lesson.plan",
      "destruction.certificate: request.read",
      "destruction.disposal: retention.read",
      "destruction.form: request.read",
      "detection.snapshot: detection.read",
      "evidence-packs.bytes: evidence-pack.make",
      "exams.resultsSheet: exam.read",
      "exams.resultsTable: exam.read",
      "exports.bytes: export.make",
      "exports.still: export.make",
      "externals.table: place.read",
      "interruptions.sheet: completion.read",
      "interruptions.table: completion.read",
      "library.bytes: library.look",
      "maintenance.sheet: maintenance.read",
      "maintenance.table: maintenance.read",
      "media.table: medium.read",
      "papers.bytes: request.read",
      "registers.sheet-file: register.read",
      "registers.table: register.read",
      "roster.template: attendance.keep",
      "scoring.summarySheet: score.read",
      "scoring.summaryTable: score.read",
      "selfChecks.sheet: supervision.read",
      "selfChecks.table: supervision.read",
      "session-record.print: attendance.read",
      "spotChecks.pack: supervision.read",
      "spotChecks.sheet: supervision.read",
      "storage.report: storage.read",
      "tasks.table: task.read",
      "timetable.template: lesson.plan",
      "viewing.bytes: viewing.open",
    ]);
  });
});
