import { z } from "zod";
import { markWays, sessionFields, standings } from "../../contract/attendance.ts";
import { readShippedText } from "../../platform/text-file.ts";

/** Texts of the printed sheets, as the template beside this file has them. */
const Words = z.strictObject({
  signInOut: z.string(),
  signInOutColumns: z.array(z.string()).length(10),
  signIn: z.string(),
  signInColumns: z.array(z.string()).length(7),
  signers: z.array(z.string()),
  standings: z.record(z.enum(standings), z.string()),
  repeated: z.string(),
  outside: z.string(),
  outWithoutIn: z.string(),
  noOut: z.string(),
  notListed: z.string(),
  corrected: z.string(),
  ways: z.record(z.enum(markWays), z.string()),
  count: z.string(),
  recordTitle: z.string(),
  record: z.record(z.enum(sessionFields), z.string()),
  recordComplete: z.string(),
  recordOpen: z.string(),
  people: z.string(),
  groupLine: z.string(),
});

let read: z.infer<typeof Words> | undefined;
export function sheetWords(): z.infer<typeof Words> {
  read ??= Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  return read;
}
