import {
  entriesOf,
  isRecord,
  type Json,
  type JsonObject,
  pointerInFragment,
  pointerTokens,
  valueAtPointer,
} from '../../../json.js';
import { setting, type Variant } from '../mutant.js';
import type { PlaceKind } from '../places.js';
import {
  mutateDocument,
  mutateExtensions,
  mutateOperation,
  mutatePathItem,
  mutatePaths,
  mutateRequestBody,
  mutateSecurityScheme,
  mutateServer,
  mutateStatusRange,
} from './operations.js';
import {
  mutateContent,
  mutateHeader,
  mutateHeaders,
  mutateMedia,
  mutateParameter,
  mutateParameterList,
  mutateResponse,
  mutateResponses,
} from './parts.js';
import { mutateLimits, mutateMembers, mutateType } from './schemas.js';

type Operator = (node: JsonObject) => Variant[];

const OPERATORS: Readonly<Partial<Record<PlaceKind, readonly Operator[]>>> = {
  document: [mutateDocument],
  server: [mutateServer, mutateExtensions],
  'server-variable': [mutateExtensions],
  'security-scheme': [mutateSecurityScheme],
  paths: [mutatePaths],
  'path-item': [mutatePathItem],
  operation: [mutateOperation, mutateExtensions],
  parameter: [mutateParameter, mutateExtensions],
  'request-body': [mutateRequestBody],
  responses: [mutateResponses],
  response: [mutateResponse, mutateExtensions],
  'status-range': [mutateStatusRange],
  headers: [mutateHeaders],
  header: [mutateHeader],
  content: [mutateContent],
  media: [mutateMedia],
  schema: [mutateType, mutateLimits, mutateMembers],
};

/** Everything that the operators make of an object of a document, in an order that is always the same. */
export function variantsOf(kind: PlaceKind, value: Json, document: Json): Variant[] {
  if (Array.isArray(value)) return kind === 'parameters' ? mutateParameterList(value) : [];
  if (!isRecord(value)) return [];
  if (kind === 'reference') return swapReference(value, document);
  return (OPERATORS[kind] ?? []).flatMap((operator) => operator(value));
}

/** Refers to the next component of the same kind. */
function swapReference(reference: JsonObject, document: Json): Variant[] {
  const target = pointerInFragment(String(reference['$ref']));
  const folder = target.slice(0, target.lastIndexOf('/'));
  const names = entriesOf(valueAtPointer(document, folder)).map(([name]) => name);
  const index = names.indexOf(pointerTokens(target).at(-1) ?? '');
  const next = names[(index + 1) % names.length];
  return next === undefined || names.length < 2 ? [] : [setting('REF-SWAP', reference, '$ref', `#${folder}/${next}`)];
}
