import { type Json, type JsonObject, pointerTokens } from '../spec/json.js';
import { DocumentNode } from './document.js';
import type { HeaderModel, OperationModel, ParameterModel, ResponseModel } from './model.js';
import type {
  Limits,
  OperationDescriptor,
  ParameterDescriptor,
  QueryParameterDescriptor,
  WireType,
} from './runtime/descriptor.js';
import { headersSchema, reference } from './schemas.js';

const LIMITS = ['default', 'minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength'] as const;

/** What a client must know of an operation: its request, and how it may be used. */
export function describeOperation(operation: OperationModel): OperationDescriptor {
  const { operationId, method, path, parameters, requestBody, responses, security, maxConcurrency, repeatable } =
    operation;
  const among = (place: ParameterModel['in']) => parameters.filter((parameter) => parameter.in === place);
  const json = requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  return {
    operationId,
    method,
    path,
    parameters: {
      path: among('path').map(describeParameter),
      query: among('query').map(describeQueryParameter),
      header: among('header').map(describeParameter),
    },
    ...(requestBody && {
      requestBody: {
        required: requestBody.required,
        mediaTypes: requestBody.content.map(({ mediaType }) => mediaType),
        limits: json ? limitsOf(json.schema) : {},
      },
    }),
    success: Object.fromEntries(
      successes.map(({ status, content }) => [status, content.map(({ mediaType }) => mediaType)]),
    ),
    security,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    repeatable,
  };
}

/** What a parameter or a header is called, and what its text is turned into. */
export function describeParameter({ name, required, schema }: HeaderModel): ParameterDescriptor {
  const types = wireTypes(schema);
  return {
    name,
    required,
    types,
    ...(types.includes('array') && { itemTypes: wireTypes(schema.at('items')) }),
    ...(types.includes('object') && { memberTypes: memberTypes(schema) }),
    limits: limitsOf(schema),
  };
}

/** What an answer must satisfy. Its validators are whatever `validatorFor` makes of a schema and a name for it. */
export function describeResponse<Made>(
  { headers, content, bodyOptional, statusRange }: ResponseModel,
  validatorFor: (schema: JsonObject, name: string) => Made,
) {
  const bodies = content.map(({ mediaType, schema }) => {
    return [mediaType, validatorFor(reference(schema), pointerTokens(schema.pointer).at(-1) ?? 'body')] as const;
  });
  return {
    headers: headers.map(describeParameter),
    validateHeaders: validatorFor(headersSchema(headers), 'headers'),
    content: Object.fromEntries(bodies),
    ...(bodyOptional && { bodyOptional }),
    ...(statusRange && { statusRange }),
  };
}

function describeQueryParameter(parameter: ParameterModel): QueryParameterDescriptor {
  const { style, explode, allowReserved, dateFilter, whenOmitted, repeatableWhenOmitted } = parameter;
  return {
    ...describeParameter(parameter),
    style,
    explode,
    allowReserved,
    ...(dateFilter && { dateFilter }),
    ...(whenOmitted && { whenOmitted }),
    ...(repeatableWhenOmitted !== undefined && { repeatableWhenOmitted }),
  };
}

function wireTypes(node: DocumentNode): WireType[] {
  const { type, const: constant, enum: choices, anyOf, oneOf, allOf, $ref: reference } = node.object;
  if (typeof reference === 'string') return wireTypes(new DocumentNode(node.source, reference.slice(1)));
  if (type !== undefined) return WIRE_TYPES.filter((name) => [type].flat().includes(name));
  if (constant !== undefined) return [typeOf(constant)];
  if (Array.isArray(choices)) return [...new Set(choices.map(typeOf))];
  for (const [keyword, branches] of Object.entries({ anyOf, oneOf, allOf })) {
    if (!Array.isArray(branches)) continue;
    return [...new Set(branches.flatMap((_, index) => wireTypes(node.at(keyword, index))))];
  }
  return ['string'];
}

function memberTypes(schema: DocumentNode) {
  return Object.fromEntries(schema.at('properties').members.map(([name, member]) => [name, wireTypes(member)]));
}

const WIRE_TYPES: readonly WireType[] = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'];

function typeOf(value: Json): WireType {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

function limitsOf({ object: keywords }: DocumentNode): Limits {
  const present = LIMITS.filter((keyword) => keywords[keyword] !== undefined);
  return Object.fromEntries(present.map((keyword) => [keyword, keywords[keyword]]));
}
