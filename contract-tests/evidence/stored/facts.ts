import type { SpecSource } from '../../../scripts/spec/source.js';
import { describeForClient } from '../../../src/codegen/emit-operations.js';
import { serializePath, serializeQuery } from '../../../src/codegen/runtime/serialize.js';
import type { OperationModel, ParameterModel } from '../../../src/contract/load/model.js';
import { readModel } from '../../../src/contract/load/read-model.js';
import { entriesOf, isRecord, type Json, type JsonObject } from '../../../src/json.js';
import { type Place, usedPlaces } from '../../../src/score/mutants/places.js';
import { sampleOf } from '../counterexamples/wire.js';

/** Something that a document says and that no exchange, or not every exchange, would show. */
export interface Fact {
  /** Empty for what holds for all operations. */
  readonly operationId: string;
  readonly fact: string;
  readonly is: Json;
  /** What it was before a change of the document that nobody has accepted yet; `null` if it was not there. */
  readonly was?: Json;
}

/** How a client writes and repeats calls, what credentials must be allowed to do, and what is said to people and tools. */
export function factsOf(source: SpecSource): Fact[] {
  const { operations } = readModel(source);
  return [...operations.flatMap(factsOfOperation), ...notesIn(source.document)];
}

function factsOfOperation(operation: OperationModel): Fact[] {
  const { operationId, security } = operation;
  const { parameters, ...client } = asJson(describeForClient(operation));
  const credentials = security.map((all) =>
    all
      .map(({ in: place, name, scopes }) => `${name} in ${place} for ${scopes.join(' and ') || 'anything'}`)
      .join(' with '),
  );
  const fact = (name: string, is: Json): Fact => ({ operationId, fact: name, is });
  return [
    fact('request', requestLine(operation)),
    fact('credentials', credentials),
    ...Object.entries(client).map(([name, is]) => fact(name, is)),
    ...namedParameters(parameters).map(([name, is]) => fact(`query ${name}`, is)),
    ...operation.parameters
      .filter(({ in: place }) => place !== 'query')
      .map((one) => fact(`${one.in} ${one.name}`, formOf(one))),
    ...textTypes(operation).map(([statuses, is]) => fact(`types of texts of ${statuses}`, is)),
  ];
}

/** Types of what travels as text, where any text may do for a string: headers, and bodies that are not JSON. */
function textTypes({ responses }: OperationModel): [statuses: string, types: Json][] {
  const byTypes = new Map<string, string[]>();
  for (const { status, headers, content } of responses) {
    const bodies = content.filter(({ mediaType }) => mediaType !== 'application/json');
    const types = Object.fromEntries([
      ...headers.map(({ name, schema }) => [name, schema.object['type'] ?? null] as const),
      ...bodies.map(({ mediaType, schema }) => [mediaType, schema.object['type'] ?? null] as const),
    ]);
    const key = JSON.stringify(types);
    byTypes.set(key, [...(byTypes.get(key) ?? []), status]);
  }
  return [...byTypes].map(([types, statuses]) => [statuses.join(', '), JSON.parse(types)]);
}

function namedParameters(parameters: Json | undefined): [string, Json][] {
  const { query } = asJson(parameters);
  return Array.isArray(query) ? query.map((one) => [isRecord(one) ? String(one['name']) : '', one]) : [];
}

function formOf({ required, style, explode }: ParameterModel): Json {
  return asJson({ required, style, explode });
}

function asJson(value: unknown): Record<string, Json> {
  const json: Record<string, Json> = JSON.parse(JSON.stringify(value ?? {}));
  return json;
}

/** The request that a generated client writes: two items in each list, and characters with a meaning. */
function requestLine(operation: OperationModel): string {
  const among = (place: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === place)
        .map(({ name, schema }) => [name, tellingSample(sampleOf(schema))] as const)
        .filter(([, value]) => value !== null),
    );
  try {
    const path = serializePath(operation.path, among('path'));
    return `${operation.method} ${path}?${serializeQuery(describeForClient(operation).parameters.query, among('query'))}`;
  } catch (error) {
    return String(error);
  }
}

function tellingSample(sample: Json = null): Json {
  return Array.isArray(sample) ? [...sample, ...sample] : sample === 'text' ? 'a:b, c' : sample;
}

/** Annotations and extensions at all their uses. */
function notesIn(document: SpecSource['document']): Fact[] {
  const pointers = new Map<string, string>();
  return usedPlaces(document).flatMap((place) => {
    const { kind, site, touch } = place;
    const operationId = touch.operationId ?? '';
    if (kind === 'operation') pointers.set(operationId, site);
    const name = site.slice(pointers.get(operationId)?.length ?? 0) || kind;
    return notesAt(place).map(([keyword, is]) => ({ operationId, fact: `${name} ${keyword}`, is }));
  });
}

function notesAt({ kind, value }: Place): [string, Json][] {
  if (!isRecord(value) || kind === 'reference' || NAMED_MEMBERS.includes(kind)) return [];
  return entriesOf(value).filter(
    ([name]) =>
      name.startsWith('x-') ||
      ANNOTATIONS.includes(name) ||
      SAID_BY[kind]?.includes(name) ||
      (name === 'pattern' && mayBeNumber(value)),
  );
}

/** Digits on the wire are read as a number then: only a client that is given a text shows all that a pattern says of them. */
function mayBeNumber({ type }: JsonObject): boolean {
  return [type].flat().some((name) => name === 'integer' || name === 'number');
}

const NAMED_MEMBERS: readonly string[] = ['paths', 'responses', 'content', 'headers'];
const ANNOTATIONS = ['default', 'readOnly', 'writeOnly', 'deprecated', 'enum'];
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  server: ['url'],
  'security-scheme': ['type', 'in', 'name', 'scheme'],
  'request-body': ['required'],
};
