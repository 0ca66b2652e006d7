import { visitSchemas } from '../contract/schema/positions.js';
import { entriesOf, isRecord, type Json, type JsonObject, ownMember, pointerTo } from '../json.js';
import { chosenMediaType } from './bodies.js';
import { type FoundOperation, operationsIn, type Warn } from './found-operations.js';
import { nameOperations } from './operation-names.js';
import { repairReferences, targetOf } from './references.js';

/**
 * A copy of anybody's document that types and code can be generated from: its references lead to components, its operations
 * have ids of their own, and its parameters are those that are sent.
 */
export function prepare(given: JsonObject, warn: Warn): JsonObject {
  const document = structuredClone(given);
  if (String(document['openapi']).startsWith('3.0')) removeNeighboursOfReferences(document);
  repairReferences(document, warn);
  placePathItems(document);
  const operations = operationsIn(document);
  for (const found of operations) {
    prepareParameters(document, found, warn);
    warnOfChoice(document, found, warn);
  }
  warnOfServers(document, warn);
  for (const [, item] of entriesOf(document['paths'])) if (isRecord(item)) delete item['parameters'];
  nameOperations(operations, warn);
  return document;
}

/** OpenAPI 3.0 ignores what stands beside a reference. The generator of types does not. */
function removeNeighboursOfReferences(document: JsonObject): void {
  visitSchemas(document, 'other', undefined, (schema) => {
    if (typeof schema['$ref'] !== 'string') return;
    for (const name of Object.keys(schema)) if (name !== '$ref') delete schema[name];
  });
}

/** Path items stand where their paths are, so that an operation that two paths share has two ids. */
function placePathItems(document: JsonObject): void {
  const { paths } = document;
  for (const [path, item] of entriesOf(paths)) {
    if (!isRecord(paths) || !isRecord(item) || typeof item['$ref'] !== 'string') continue;
    const { $ref: _, ...own } = item;
    const target = targetOf(document, item);
    paths[path] = { ...(isRecord(target) ? structuredClone(target) : {}), ...own };
  }
}

/** Names that OpenAPI tells readers to ignore among header parameters, because other parts of a document describe them. */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];

/** Gives an operation the parameters of its path, without those that are not sent, and with those that its path names. */
function prepareParameters(document: JsonObject, { pointer, path, operation }: FoundOperation, warn: Warn): void {
  const item = ownMember(document['paths'], path);
  const given = [...listOf(ownMember(item, 'parameters')), ...listOf(operation['parameters'])];
  const named = [...path.matchAll(/{([^{}]+)}/g)].map(([, name = '']) => name);
  const kept = new Map<string, Json>();
  for (const parameter of given) {
    const target = targetOf(document, parameter);
    if (!isRecord(target)) continue;
    const { in: place, name } = target;
    if (typeof name !== 'string' || typeof place !== 'string') continue;
    if (place === 'header' && IGNORED_HEADERS.includes(name.toLowerCase())) continue;
    if (place === 'path' && !named.includes(name)) {
      warn(pointer, `has a path parameter ${name}, which is not in the path`);
      continue;
    }
    kept.set(`${place} ${name}`, place === 'path' ? { ...target, required: true } : parameter);
  }
  for (const name of named.filter((other) => !kept.has(`path ${other}`))) {
    warn(pointer, `does not describe the path parameter ${name}; any text is taken`);
    kept.set(`path ${name}`, { name, in: 'path', required: true, schema: { type: 'string' } });
  }
  operation['parameters'] = [...kept.values()];
}

function warnOfChoice(document: JsonObject, { pointer, operation }: FoundOperation, warn: Warn): void {
  const mediaTypes = entriesOf(ownMember(targetOf(document, operation['requestBody']), 'content')).map(
    ([name]) => name,
  );
  const chosen = chosenMediaType(mediaTypes);
  if (mediaTypes.length > 1) warn(pointerTo(pointer, 'requestBody'), `has several media types; ${chosen} is sent`);
}

function warnOfServers(document: JsonObject, warn: Warn): void {
  for (const [index, server] of listOf(document['servers']).entries()) {
    const url = ownMember(server, 'url');
    if (typeof url === 'string' && /^http:\/\/(?!localhost\b|127\.|\[::1])/i.test(url))
      warn(`/servers/${index}/url`, `${url} is not https; credentials can be read on the way`);
  }
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
