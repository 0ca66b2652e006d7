import type { Json } from '../spec/json.js';
import { DocumentNode } from './document.js';
import type { HeaderModel, OperationModel, ParameterModel, SpecModel } from './model.js';
import { printLiteral } from './print.js';
import type { Limits, WireType } from './runtime/descriptor.js';

const LIMITS = ['default', 'minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength'] as const;

/** Writes what a client must know of each operation: its request, and how it may be used. */
export function emitOperations(model: SpecModel): string {
  const operations = model.operations.map(
    (operation) => `  ${operation.operationId}: ${printLiteral(describeOperation(operation), '  ')},\n`,
  );
  return `import type { OperationDescriptor, ServerDescriptor } from './descriptor.js';

/** The document that everything in this folder was generated from. */
export const specification = ${printLiteral({ title: model.title, version: model.version })};

export const server = ${printLiteral(model.server)} as const satisfies ServerDescriptor;

/** Every operation by its operationId. */
export const operations = {
${operations.join('')}} as const satisfies Record<string, OperationDescriptor>;

export type OperationId = keyof typeof operations;
`;
}

function describeOperation(operation: OperationModel) {
  const among = (place: ParameterModel['in']) => operation.parameters.filter((parameter) => parameter.in === place);
  const json = operation.requestBody?.content.find(({ mediaType }) => mediaType === 'application/json');
  return {
    operationId: operation.operationId,
    method: operation.method,
    path: operation.path,
    parameters: {
      path: among('path').map((parameter) => describeParameter(parameter)),
      query: among('query').map((parameter) => describeQueryParameter(parameter)),
      header: among('header').map((parameter) => describeParameter(parameter)),
    },
    requestBody: operation.requestBody && {
      required: operation.requestBody.required,
      mediaTypes: operation.requestBody.content.map(({ mediaType }) => mediaType),
      limits: json ? limitsOf(json.schema) : {},
    },
    success: Object.fromEntries(
      operation.responses
        .filter(({ status }) => status.startsWith('2'))
        .map(({ status, content }) => [status, content.map(({ mediaType }) => mediaType)]),
    ),
    security: operation.security,
    maxConcurrency: operation.maxConcurrency,
    repeatable: operation.repeatable,
  };
}

function describeQueryParameter(parameter: ParameterModel) {
  const { style, explode, allowReserved, dateFilter, whenOmitted } = parameter;
  return {
    ...describeParameter(parameter),
    style,
    explode,
    allowReserved,
    dateFilter: dateFilter || undefined,
    whenOmitted,
  };
}

/** The descriptor of a parameter or of a header: its name and what its text is converted to. */
export function describeParameter({ name, required, schema }: HeaderModel) {
  const types = wireTypes(schema);
  const itemTypes = types.includes('array') ? wireTypes(schema.at('items')) : undefined;
  return { name, required, types, itemTypes, limits: limitsOf(schema) };
}

function wireTypes(node: DocumentNode): WireType[] {
  const { type, const: constant, enum: choices, anyOf, oneOf, allOf, $ref: reference } = node.object;
  if (typeof reference === 'string') return wireTypes(new DocumentNode(node.source, reference.slice(1)));
  if (type !== undefined) return [type].flat().map((name) => String(name) as WireType);
  if (constant !== undefined) return [typeOf(constant)];
  if (Array.isArray(choices)) return [...new Set(choices.map(typeOf))];
  for (const [keyword, branches] of Object.entries({ anyOf, oneOf, allOf })) {
    if (Array.isArray(branches))
      return [...new Set(branches.flatMap((_, index) => wireTypes(node.at(keyword, index))))];
  }
  return ['string'];
}

function typeOf(value: Json): WireType {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'string' | 'boolean' | 'object';
}

function limitsOf({ object: keywords }: DocumentNode): Limits {
  return Object.fromEntries(
    LIMITS.filter((keyword) => keywords[keyword] !== undefined).map((keyword) => [keyword, keywords[keyword]]),
  );
}
