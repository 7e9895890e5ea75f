import type { z } from 'zod';

const longestIssue = 300;

/** The first thing that a schema has against a document, as a message may say it: `golden.rows: ...`. */
export function schemaIssue(error: z.ZodError): string {
  const [{ path, message }] = error.issues;
  const text = `${path.map(String).join('.') || 'the document'}: ${message}`;
  return text.length <= longestIssue ? text : `${text.slice(0, longestIssue)}…`;
}
