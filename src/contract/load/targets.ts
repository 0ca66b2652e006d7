import {
  entriesOf,
  isRecord,
  type Json,
  type JsonObject,
  ownMember,
  pointerInFragment,
  pointerTo,
  pointerTokens,
  valueAtPointer,
} from '../../json.js';
import { type Kind, kindOfMember, visitSchemas } from '../schema/positions.js';
import type { Origin } from './bundle.js';
import { NEUTRAL, type Note } from './mend.js';
import type { UnsureSchemas } from './unsure-schemas.js';

/**
 * Passes over references that lead to a part of another kind, such as from a schema to a response: nothing in it says what the
 * reference is about.
 *
 * @param unsure Gets the schemas that then allow more than was written.
 */
export function checkTargets(document: JsonObject, note: Note, unsure: UnsureSchemas): void {
  visitSchemas(document, 'other', false, (schema, pointer, isAroundId) => {
    const { $ref: to, $id: id } = schema;
    // In a schema with an id, a reference leads to a part of that.
    const hasId = isAroundId || typeof id === 'string';
    if (hasId || typeof to !== 'string' || !/^#(?:\/|$)/.test(to)) return hasId;
    if (to !== '#' && isPlaceOfSchema(document, pointerInFragment(to))) return hasId;
    note(pointerTo(pointer, '$ref'), `refers to ${to}, which is no schema, and is not checked`);
    unsure.add(pointer, '$ref');
    delete schema['$ref'];
    return hasId;
  });
  const visit = (value: Json, kind: Kind, at: string, form: Form | undefined) => {
    if (typeof value !== 'object' || value === null || kind === 'schema' || kind === 'schemas' || kind === 'data')
      return;
    for (const name of Object.keys(value)) {
      const member = ownMember(value, name);
      if (member === undefined) continue;
      const inner = pointerTo(at, name);
      const own = kind === 'named' ? form : FORMS[name];
      if (
        isRecord(member) &&
        own &&
        (kind === 'named' || name === 'requestBody') &&
        leadsElsewhere(document, member, own)
      ) {
        note(pointerTo(inner, '$ref'), `refers to ${member['$ref']}, which is no ${own.name}, and is not checked`);
        Reflect.set(value, name, NEUTRAL[own.form]?.() ?? {});
      } else visit(member, kindOfMember(name, kind, Array.isArray(value)), inner, own);
    }
  };
  visit(document, 'other', '', undefined);
}

/** A kind of part that a reference may stand for, and how to tell it from a schema. */
interface Form {
  readonly form: string;
  readonly name: string;
  readonly section: string;
  readonly members: readonly string[];
}

/** By the member that has them, or a map of them. */
const FORMS: Readonly<Record<string, Form>> = {
  content: {
    form: 'mediaType',
    name: 'media type',
    section: 'mediaTypes',
    members: ['schema', 'itemSchema', 'encoding', 'example', 'examples'],
  },
  responses: { form: 'response', name: 'response', section: 'responses', members: ['content', 'headers', 'links'] },
  headers: { form: 'header', name: 'header', section: 'headers', members: ['schema', 'content'] },
  requestBody: { form: 'requestBody', name: 'request body', section: 'requestBodies', members: ['content'] },
};

/** Sections of `components` whose members are no schemas. */
const OTHER_SECTIONS = new Set([
  ...['responses', 'parameters', 'examples', 'requestBodies', 'headers', 'securitySchemes', 'links', 'callbacks'],
  ...['pathItems', 'mediaTypes'],
]);

const WORDS_OF_SCHEMAS = ['type', 'properties', 'items', 'enum', 'allOf', 'anyOf', 'oneOf', '$ref'];

function leadsElsewhere(document: JsonObject, { $ref: to }: JsonObject, { section, members }: Form): boolean {
  if (typeof to !== 'string' || !to.startsWith('#/')) return false;
  const pointer = pointerInFragment(to);
  const [root, found = '', ...rest] = pointerTokens(pointer);
  if (root === 'components' && rest.length === 1)
    return found !== section && (found === 'schemas' || OTHER_SECTIONS.has(found));
  const names = entriesOf(valueAtPointer(document, pointer)).map(([name]) => name);
  return WORDS_OF_SCHEMAS.some((name) => names.includes(name)) && !members.some((name) => names.includes(name));
}

/** Whether there may be a schema at a JSON pointer. Nobody says what an extension has. */
function isPlaceOfSchema(document: JsonObject, pointer: string): boolean {
  const tokens = pointerTokens(pointer);
  const [root, section = ''] = tokens;
  if (tokens.some((token) => token.startsWith('x-'))) return true;
  if (root !== 'paths' && !(root === 'components' && OTHER_SECTIONS.has(section))) return true;
  let kind: Kind = 'other';
  let value: Json | undefined = document;
  for (const token of tokens) {
    kind = kindOfMember(token, kind, Array.isArray(value));
    value = ownMember(value, token);
  }
  return kind === 'schema' || value === undefined;
}

/**
 * Gives path items with a reference the members of its target that they do not have themselves.
 *
 * @param origins Gets where the added members were written.
 */
export function mergePathItems(document: JsonObject, origins: Map<string, Origin>): void {
  for (const [path, given] of entriesOf(document['paths'])) {
    for (let hops = 0; hops < MOST_HOPS && isRecord(given); hops += 1) {
      const { $ref: to } = given;
      const isAlone = Object.keys(given).every((name) => ANNOTATIONS.includes(name));
      if (typeof to !== 'string' || !to.startsWith('#/') || isAlone) break;
      const target = valueAtPointer(document, pointerInFragment(to));
      if (!isRecord(target) || target === given) break;
      delete given['$ref'];
      for (const [name, member] of Object.entries(target)) {
        if (ownMember(given, name) !== undefined) continue;
        given[name] = structuredClone(member);
        const from = pointerTo(pointerInFragment(to), name);
        origins.set(pointerTo('', 'paths', path, name), originOf(origins, from));
      }
    }
  }
}

const MOST_HOPS = 20;
const ANNOTATIONS = ['$ref', 'summary', 'description'];

/** Where a part was written. */
export function originOf(origins: ReadonlyMap<string, Origin>, pointer: string): Origin {
  for (let above = pointer; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
    const origin = origins.get(above);
    if (origin) return { source: origin.source, pointer: origin.pointer + pointer.slice(above.length) };
  }
  const main = origins.get('');
  if (!main) throw new Error('the main file has no origin');
  return { source: main.source, pointer };
}
