import { isRecord, type Json, type JsonObject } from '../../../json.js';
import type { Variant } from '../mutant.js';
import type { PlaceKind } from '../places.js';
import { addRules } from './additions.js';
import {
  addStatusRange,
  changeExtensions,
  mutateMediaTypes,
  mutateSecurity,
  mutateServers,
  mutateServerVariable,
} from './declarations.js';
import { variantsOf } from './operators.js';

const OPERATORS: Readonly<Partial<Record<PlaceKind, readonly ((node: JsonObject) => Variant[])[]>>> = {
  document: [mutateSecurity, mutateServers],
  server: [changeExtensions('server')],
  'server-variable': [mutateServerVariable, changeExtensions('server-variable')],
  operation: [mutateSecurity, changeExtensions('operation')],
  parameter: [changeExtensions('parameter')],
  responses: [addStatusRange],
  response: [changeExtensions('response')],
  content: [mutateMediaTypes],
  schema: [addRules],
};

/**
 * Everything that {@link variantsOf} makes, and smaller changes: parts of patterns, rules that only unusual values break, and
 * what is said about credentials, servers and defaults. Exchanges from everyday use hardly show those, so that nobody's own
 * tests are scored by them; evidence that is made for a document must show each.
 */
export function fineVariantsOf(kind: PlaceKind, value: Json, document: Json): Variant[] {
  const fine = isRecord(value) ? (OPERATORS[kind] ?? []).flatMap((operator) => operator(value)) : [];
  return [...variantsOf(kind, value, document), ...fine];
}
