import { compareDocuments } from '../../src/diff/compare.js';
import type { Difference } from '../../src/diff/difference.js';
import { comparedDocument } from '../../src/diff/report.js';
import type { Json, JsonObject } from '../../src/json.js';

/** A document with one operation, whose parts may be replaced. */
export function documentWith(operation: JsonObject, others: JsonObject = {}): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Loans', version: '1.0.0' },
    servers: [{ url: 'https://library.example' }],
    paths: { '/loans': { post: { responses: { 200: { description: 'Done.' } }, ...operation } } },
    ...others,
  };
}

/** A document in which a schema is that of a member of both bodies. */
export function documentOf(schema: Json, components: JsonObject = {}, version = '3.1.0'): JsonObject {
  const body = { 'application/json': { schema: { type: 'object', properties: { it: schema } } } };
  const operation = {
    requestBody: { content: body },
    responses: { 200: { description: 'Done.', content: body } },
  };
  return documentWith(operation, { openapi: version, components: { schemas: components } });
}

export function differencesBetween(old: JsonObject, now: JsonObject): Difference[] {
  const [before, after] = [old, now].map((document) => comparedDocument({ file: 'openapi.yaml', document }));
  if (!before || !after) throw new TypeError('there are two documents');
  return compareDocuments(before, after);
}

/** `request stricter breaking request-property-max-decreased` */
export function wordsOf({ side, tendency, level, id }: Difference): string {
  return `${side} ${tendency} ${level} ${id}`;
}
