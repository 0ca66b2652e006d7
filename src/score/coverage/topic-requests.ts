import { isDeepStrictEqual } from 'node:util';
import { type DocumentNode, itemTypes, type OperationModel, type ParameterModel, wireTypes } from '#contract';
import type { WireType } from '../../../generated/descriptor.js';
import { type Json, pointerTo } from '../../json.js';
import { type CoverageItem, type Criterion, keyOf } from './items.js';
import { parameterKey, type Reading } from './read-exchange.js';
import type { Topic } from './topic.js';

/** A value, or a kind of values, that a parameter is to be used with. */
export interface ValueForm {
  readonly name: string;
  matches(value: unknown): boolean;
}

/**
 * The values that a parameter must be seen with: each of an enumeration, both booleans, each type where it has several;
 * lists with one member and with more, because they look the same on the wire only with one.
 */
export function valueForms({ schema }: Pick<ParameterModel, 'schema'>): ValueForm[] {
  const types = wireTypes(schema);
  if (!types.includes('array')) return [...enumerated(schema, types), ...kinds(types)];
  const inItems = [...enumerated(schema.at('items'), itemTypes(schema)), ...kinds(itemTypes(schema))];
  return [
    { name: 'with one member', matches: (value) => Array.isArray(value) && value.length === 1 },
    ...(schema.integer('maxItems') === 1
      ? []
      : [{ name: 'with several members', matches: (value: unknown) => Array.isArray(value) && value.length > 1 }]),
    ...inItems.map(({ name, matches }) => ({
      name: `with a member ${name}`,
      matches: (value: unknown) => Array.isArray(value) && value.some(matches),
    })),
  ];
}

function enumerated(schema: DocumentNode, types: readonly WireType[]): ValueForm[] {
  const { enum: choices, const: constant } = schema.object;
  const listed = Array.isArray(choices) ? choices : constant === undefined ? [] : [constant];
  const values: readonly Json[] = listed.length === 0 && types.includes('boolean') ? [true, false] : listed;
  return values.map((value) => ({
    name: `= ${JSON.stringify(value)}`,
    matches: (sent: unknown) => isDeepStrictEqual(sent, value),
  }));
}

/** Null has no form on the wire, and a boolean has forms of its own. */
function kinds(types: readonly WireType[]): ValueForm[] {
  const written = types.filter((type) => type !== 'null' && type !== 'boolean');
  return written.length < 2
    ? []
    : written.map((type) => ({ name: `as ${type}`, matches: (value) => isOfType(value, type) }));
}

function isOfType(value: unknown, type: WireType): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

/** What requests are made of: the operation, media types, parameters, the values of these, and what is left out. */
export const requestTopic: Topic = { list, observe };

function list(operation: OperationModel): CoverageItem[] {
  const { operationId, method, path, pointer, parameters, requestBody } = operation;
  const item = (criterion: Criterion, name: string, at: string) => ({
    criterion,
    operationIds: [operationId],
    name,
    pointer: at,
  });
  const body = pointerTo(pointer, 'requestBody');
  return [
    item('operation', `${method} ${path}`, pointer),
    ...(requestBody?.content ?? []).map(({ mediaType }) =>
      item('request content type', mediaType, pointerTo(body, 'content', mediaType)),
    ),
    ...(requestBody ? PRESENCES.map((presence) => item('presence and absence', `body ${presence}`, body)) : []),
    ...parameters.flatMap((parameter) => {
      const key = parameterKey(parameter);
      return [
        item('parameter', key, parameter.pointer),
        ...valueForms(parameter).map(({ name }) => item('parameter value', `${key} ${name}`, parameter.pointer)),
        // Without its parameter, a path is another path.
        ...PRESENCES.filter((presence) => presence === PRESENT || parameter.in !== 'path').map((presence) =>
          item('presence and absence', `${key} ${presence}`, parameter.pointer),
        ),
      ];
    }),
  ];
}

const PRESENT = 'there';
const ABSENT = 'left out';
const PRESENCES = [PRESENT, ABSENT];

function* observe({ operation, conforms, violations, request }: Reading): Generator<string> {
  const { operationId, method, path, parameters, requestBody } = operation;
  const key = (criterion: Criterion, name: string) => keyOf({ criterion, operationIds: [operationId], name });
  if (!request) return;
  if (conforms) {
    yield key('operation', `${method} ${path}`);
    if (request.body) yield key('request content type', request.body.content.mediaType);
    if (request.body) yield key('presence and absence', `body ${PRESENT}`);
  }
  const isMissed = (part: string) =>
    violations.some(({ location, keyword }) => location === `request.${part}` && keyword === 'required');
  if (requestBody && !request.body && (requestBody.required ? isMissed('body') : conforms))
    yield key('presence and absence', `body ${ABSENT}`);
  for (const parameter of parameters) {
    const name = parameterKey(parameter);
    if (!request.parameters.has(name)) {
      if (parameter.required ? isMissed(parameter.in) : conforms)
        yield key('presence and absence', `${name} ${ABSENT}`);
    } else if (conforms) {
      yield key('parameter', name);
      yield key('presence and absence', `${name} ${PRESENT}`);
      yield* formsOf(parameter, request.parameters.get(name)).map((form) => key('parameter value', `${name} ${form}`));
    }
  }
}

function formsOf(parameter: ParameterModel, value: unknown): string[] {
  return valueForms(parameter)
    .filter((form) => form.matches(value))
    .map(({ name }) => name);
}
