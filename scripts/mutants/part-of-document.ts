import { isObject, type Json, type JsonObject } from '../spec/json.js';
import type { Touch } from './mutant.js';

/**
 * As much of a document as can differ in one half of one operation. What is left out costs time to compile, and answers
 * to other exchanges. Anything less certain keeps the whole document.
 */
export function partOfDocument(document: JsonObject, touches: readonly Touch[]): JsonObject {
  const [touch, ...others] = touches;
  if (!touch?.operationId || !touch.half || others.length > 0) return document;
  const paths = isObject(document['paths']) ? document['paths'] : {};
  for (const [path, item] of Object.entries(paths)) {
    if (!isObject(item)) continue;
    for (const [method, operation] of Object.entries(item)) {
      if (!isObject(operation) || operation['operationId'] !== touch.operationId) continue;
      const { parameters } = item;
      const left = { ...(parameters && { parameters }), [method]: halfOf(operation, touch) };
      return { ...document, paths: { [path]: left } };
    }
  }
  return document;
}

function halfOf(operation: JsonObject, { half, status }: Touch): JsonObject {
  const { parameters, requestBody, responses, ...rest } = operation;
  if (half === 'response') return { ...rest, responses: status ? only(responses, status) : (responses ?? {}) };
  return { ...rest, ...(parameters && { parameters }), ...(requestBody && { requestBody }), responses: {} };
}

function only(members: Json | undefined, name: string): JsonObject {
  const member = isObject(members) ? members[name] : undefined;
  return member === undefined ? {} : { [name]: member };
}
