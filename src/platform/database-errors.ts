import pg from "pg";

/**
 * Name of the unique, exclusion, foreign-key or check constraint a statement broke (SQLSTATE class
 * 23), undefined for every other failure. The transaction is over then: return a refusal, do not go on.
 */
export function brokenConstraint(cause: unknown): string | undefined {
  if (!(cause instanceof pg.DatabaseError) || cause.code?.startsWith("23") !== true)
    return undefined;
  return cause.constraint;
}
