import { visitSchemas } from '../contract/schema/positions.js';
import { entriesOf, isRecord, type Json, type JsonObject, ownMember, pointerInFragment } from '../json.js';
import {
  chosenMediaType,
  type DeclaredBody,
  isFileField,
  isJsonOrAny,
  kindOfBody,
  readsOf,
  takesBody,
} from './bodies.js';
import { dropWrongDiscriminators } from './discriminators.js';
import { operationsIn } from './found-operations.js';
import { targetOf } from './references.js';

/** A copy of a prepared document that says what the generated client takes and gives, where that is not all it says. */
export function typesDocument(prepared: JsonObject): JsonObject {
  const document = structuredClone(prepared);
  for (const { method, operation } of operationsIn(document)) {
    describeContents(document, operation);
    if (takesBody(method)) keepSentBody(document, operation);
    else delete operation['requestBody'];
    keepReadBodies(document, operation);
  }
  delete document['webhooks'];
  for (const [, item] of entriesOf(document['paths'])) if (isRecord(item)) delete item['$ref'];
  visitSchemas(document, 'other', undefined, makePlain);
  dropWrongDiscriminators(document);
  breakCircles(document);
  return document;
}

/** A parameter of a media type is a value, which is written as JSON. openapi-typescript takes it for text. */
function describeContents(document: JsonObject, operation: JsonObject): void {
  const { parameters } = operation;
  if (!Array.isArray(parameters)) return;
  operation['parameters'] = parameters.map((parameter) => {
    const target = targetOf(document, parameter);
    const [content] = entriesOf(ownMember(target, 'content'));
    if (!isRecord(target) || !content || target['schema'] !== undefined) return parameter;
    const [mediaType, media] = content;
    const { content: _, ...rest } = target;
    return { ...rest, schema: isJsonOrAny(mediaType) ? (ownMember(media, 'schema') ?? {}) : { type: 'string' } };
  });
}

/** A request body is of the one media type that is sent. */
function keepSentBody(document: JsonObject, operation: JsonObject): void {
  const body = targetOf(document, operation['requestBody']);
  const content = ownMember(body, 'content');
  if (!isRecord(body) || !isRecord(content)) return;
  const mediaType = chosenMediaType(Object.keys(content));
  const media = mediaType === undefined ? undefined : content[mediaType];
  if (mediaType === undefined || !isRecord(media)) {
    delete operation['requestBody'];
    return;
  }
  operation['requestBody'] = { ...body, content: { [nameOf(mediaType)]: bodySchema(document, mediaType, media) } };
}

/** What is neither JSON nor a form is given as it is sent. */
function bodySchema(document: JsonObject, mediaType: string, media: JsonObject): JsonObject {
  const kind = kindOfBody(mediaType, targetOf(document, media['schema']));
  if (kind === 'multipart') return { ...media, schema: withFiles(document, media['schema'] ?? {}) };
  if (kind !== 'raw') return media;
  return { schema: { type: 'string', ...(/^text\/|xml$/.test(mediaType) ? {} : { format: 'binary' }) } };
}

/** The same schema, in which each file is one of OpenAPI 3.0. */
function withFiles(document: JsonObject, schema: Json): Json {
  const target = targetOf(document, schema);
  if (!isRecord(target) || !isRecord(target['properties'])) return schema;
  const properties = entriesOf(target['properties']).map(([name, member]): [string, Json] => {
    return [name, isRecord(member) && isFileField(member) ? { ...member, type: 'string', format: 'binary' } : member];
  });
  return { ...target, properties: Object.fromEntries(properties) };
}

/** Successes are typed by their JSON, if there is any: what else is asked for is a stream. `default` is one if no other is declared. */
function keepReadBodies(document: JsonObject, operation: JsonObject): void {
  const { responses } = operation;
  if (!isRecord(responses)) return;
  const isSuccess = (status: string) => status.startsWith('2');
  if (responses['default'] !== undefined && !Object.keys(responses).some(isSuccess))
    responses['2XX'] = responses['default'];
  const isMixed = readsOf(successContents(document, responses)) === 'mixed';
  for (const [status, given] of Object.entries(responses)) {
    const response = targetOf(document, given);
    if (!isRecord(response) || !isRecord(response['content'])) continue;
    const all = Object.entries(response['content']);
    const json = all.filter(([mediaType]) => isJsonOrAny(mediaType));
    const kept = isSuccess(status) && (json.length > 0 || isMixed) ? json : all;
    if (kept.length < all.length || kept.some(([mediaType]) => nameOf(mediaType) !== mediaType))
      responses[status] = {
        ...response,
        content: Object.fromEntries(kept.map(([mediaType, media]) => [nameOf(mediaType), media])),
      };
  }
}

function successContents(document: JsonObject, responses: JsonObject): DeclaredBody[][] {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  return successes.map(([, response]) =>
    entriesOf(ownMember(targetOf(document, response), 'content')).map(([mediaType, media]) => {
      return { mediaType, schema: targetOf(document, ownMember(media, 'schema')) };
    }),
  );
}

/** openapi-fetch finds bodies by what looks like a media type. */
function nameOf(mediaType: string): string {
  return mediaType.includes('/') ? mediaType : `application/${mediaType || 'json'}`;
}

/** Where openapi-typescript needs an object, a boolean schema becomes one. What it cannot read says nothing. */
function makePlain(schema: JsonObject): undefined {
  for (const keyword of ['allOf', 'anyOf', 'oneOf', 'prefixItems']) {
    const { [keyword]: list } = schema;
    if (list === undefined) continue;
    if (!Array.isArray(list)) delete schema[keyword];
    else schema[keyword] = list.map((member) => (isRecord(member) ? member : member === false ? NOTHING : {}));
  }
  for (const [name, member] of entriesOf(schema['properties']))
    if (!isRecord(member) && typeof member !== 'boolean' && isRecord(schema['properties']))
      schema['properties'][name] = {};
  if (schema['required'] !== undefined && !Array.isArray(schema['required'])) delete schema['required'];
  for (const keyword of ['title', 'summary', 'description'])
    if (schema[keyword] !== undefined && typeof schema[keyword] !== 'string') delete schema[keyword];
  return undefined;
}

/** A schema whose type is `never`. */
const NOTHING: JsonObject = { enum: [] };

/** A type cannot be an alternative of itself, although a schema can. */
function breakCircles(document: JsonObject): void {
  const schemas = ownMember(ownMember(document, 'components'), 'schemas');
  const done = new Set<Json>();
  const path: Json[] = [];
  const isCircle = (schema: Json | undefined): boolean => {
    if (!isRecord(schema)) return false;
    if (typeof schema['$ref'] === 'string') {
      const target = componentAt(schemas, schema['$ref']);
      return target !== undefined && (path.includes(target) || isCircle(target));
    }
    if (done.has(schema) || path.includes(schema)) return false;
    path.push(schema);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const { [keyword]: list } = schema;
      if (!Array.isArray(list)) continue;
      const kept = list.filter((member) => !isCircle(member));
      if (kept.length === 0 && list.length > 0) delete schema[keyword];
      else schema[keyword] = kept;
    }
    path.pop();
    done.add(schema);
    return false;
  };
  for (const [name, schema] of entriesOf(schemas))
    if (isReferenceLoop(schemas, schema) && isRecord(schemas)) schemas[name] = {};
  for (const [, schema] of entriesOf(schemas)) isCircle(schema);
}

function componentAt(schemas: Json | undefined, reference: string): Json | undefined {
  const [, name = ''] = /^\/components\/schemas\/([^/]+)$/.exec(pointerInFragment(reference)) ?? [];
  return ownMember(schemas, name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isReferenceLoop(schemas: Json | undefined, schema: Json): boolean {
  const seen = new Set<Json>();
  let at: Json | undefined = schema;
  while (isRecord(at) && typeof at['$ref'] === 'string') {
    if (seen.has(at)) return true;
    seen.add(at);
    at = componentAt(schemas, at['$ref']);
  }
  return false;
}
