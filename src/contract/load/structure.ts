import { Schemas, type SchemaValidator } from '../schema/schemas.js';
import type { JsonObject } from './json.js';
import { type SpecProblem, SpecProblemsError } from './source.js';

/**
 * Makes sure that what is read of a document has the form that OpenAPI gives it.
 *
 * @throws SpecProblemsError that names all that has another.
 */
export function checkStructure(
  document: JsonObject,
  problemAt: (pointer: string, rule: string, reason: string) => SpecProblem,
): void {
  const validate = validatorFor(String(document['openapi']).startsWith('3.0') ? '3.0' : '3.1');
  if (validate(document)) return;
  // That one of two forms applies says nothing beyond what is wrong with it.
  const failures = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const problems = failures.map(({ instancePath, message }) => problemAt(instancePath, 'openapi-schema', message));
  throw new SpecProblemsError(problems);
}

function validatorFor(version: '3.0' | '3.1'): SchemaValidator {
  const known = VALIDATORS.get(version);
  if (known) return known;
  const schemas = new Schemas().add(
    'openapi',
    { $ref: '#/$defs/document', $defs: formsOf(version) },
    { isSchema: true },
  );
  const validator = schemas.validator('openapi#');
  VALIDATORS.set(version, validator);
  return validator;
}

const VALIDATORS = new Map<string, SchemaValidator>();

const TEXT = { type: 'string' };
const FLAG = { type: 'boolean' };
/** Limits beyond those of JavaScript are numbers, too. */
const NUMBER = choice({ type: ['string', 'boolean', 'array', 'object', 'null'] }, { type: 'number' });
const COUNT = { type: 'integer', minimum: 0 };
const ANY: JsonObject = { type: 'object' };
const TEXTS = listOf(TEXT);

function form(name: string): JsonObject {
  return { $ref: `#/$defs/${name}` };
}

/** One form or another. Not as a literal: an object with a member `then` looks like a promise. */
function choice(condition: JsonObject, holds: JsonObject, otherwise: JsonObject = {}): JsonObject {
  return Object.fromEntries([
    ['if', condition],
    ['then', holds],
    ['else', otherwise],
  ]);
}

/** The form itself, or a reference to what has it. */
function either(name: string): JsonObject {
  return choice({ type: 'object', required: ['$ref'] }, { properties: { $ref: TEXT } }, form(name));
}

function listOf(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

function mapOf(additionalProperties: JsonObject): JsonObject {
  return { type: 'object', additionalProperties };
}

/** Only these members, and extensions. */
function closed(properties: JsonObject, required: string[] = []): JsonObject {
  return { type: 'object', required, properties, patternProperties: { '^x-': {} }, additionalProperties: false };
}

function when(name: string, value: string, rule: JsonObject): JsonObject {
  return choice({ type: 'object', required: [name], properties: { [name]: { const: value } } }, rule);
}

const WORDS = { summary: TEXT, description: TEXT, externalDocs: ANY, tags: listOf({}), deprecated: FLAG };
const EXAMPLES = { example: {}, examples: {} };
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const VALUE = {
  ...{ description: TEXT, required: FLAG, deprecated: FLAG, allowEmptyValue: FLAG, style: TEXT, explode: FLAG },
  ...{ allowReserved: FLAG, schema: form('schema'), ...EXAMPLES },
  content: { ...mapOf(form('mediaType')), minProperties: 1, maxProperties: 1 },
};
const ONE_DESCRIPTION = [{ required: ['schema'] }, { required: ['content'] }];

/** As much of the specification as is read, and what stands beside it. */
function formsOf(version: '3.0' | '3.1'): JsonObject {
  const isOf30 = version === '3.0';
  return {
    document: {
      type: 'object',
      required: ['openapi', 'info', ...(isOf30 ? ['paths'] : [])],
      properties: {
        info: { type: 'object', required: ['title', 'version'], properties: { title: TEXT, version: TEXT } },
        servers: listOf(form('server')),
        paths: {
          type: 'object',
          patternProperties: { '^/': form('pathItem'), '^x-': {} },
          additionalProperties: false,
        },
        components: form('components'),
        security: form('security'),
        webhooks: mapOf(either('pathItem')),
        tags: listOf(ANY),
      },
    },
    server: {
      type: 'object',
      required: ['url'],
      properties: {
        url: TEXT,
        variables: mapOf({ type: 'object', required: ['default'], properties: { default: TEXT, enum: TEXTS } }),
      },
    },
    pathItem: closed({
      ...{ $ref: TEXT, summary: TEXT, description: TEXT, servers: listOf(form('server')) },
      parameters: listOf(either('parameter')),
      ...Object.fromEntries(METHODS.map((method) => [method, form('operation')])),
    }),
    operation: closed(
      {
        ...WORDS,
        operationId: TEXT,
        parameters: listOf(either('parameter')),
        requestBody: either('requestBody'),
        responses: form('responses'),
        callbacks: mapOf(either('callback')),
        security: form('security'),
        servers: listOf(form('server')),
      },
      isOf30 ? ['responses'] : [],
    ),
    callback: { type: 'object', patternProperties: { '^x-': {} }, additionalProperties: either('pathItem') },
    responses: {
      type: 'object',
      properties: { default: either('response') },
      patternProperties: { '^[1-5][0-9X][0-9X]$': either('response'), '^x-': {} },
      additionalProperties: false,
    },
    response: closed(
      {
        description: TEXT,
        headers: mapOf(either('header')),
        content: mapOf(form('mediaType')),
        links: mapOf(ANY),
      },
      ['description'],
    ),
    header: { ...closed(VALUE), oneOf: ONE_DESCRIPTION },
    parameter: {
      ...closed({ ...VALUE, name: TEXT, in: { enum: ['query', 'header', 'path', 'cookie'] } }, ['name', 'in']),
      oneOf: ONE_DESCRIPTION,
      allOf: [
        when('in', 'path', {
          required: ['required'],
          properties: { required: { const: true }, style: { enum: ['matrix', 'label', 'simple'] } },
        }),
        when('in', 'header', { properties: { style: { const: 'simple' } } }),
        when('in', 'query', {
          properties: { style: { enum: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] } },
        }),
        when('in', 'cookie', { properties: { style: { const: 'form' } } }),
      ],
    },
    requestBody: closed({ description: TEXT, content: mapOf(form('mediaType')), required: FLAG }, ['content']),
    mediaType: closed({ schema: form('schema'), ...EXAMPLES, encoding: mapOf(form('encoding')) }),
    encoding: closed({
      ...{ contentType: TEXT, headers: mapOf(either('header')), explode: FLAG, allowReserved: FLAG },
      style: { enum: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] },
    }),
    security: listOf(mapOf(TEXTS)),
    components: {
      type: 'object',
      properties: {
        schemas: mapOf(form('schema')),
        responses: mapOf(either('response')),
        parameters: mapOf(either('parameter')),
        requestBodies: mapOf(either('requestBody')),
        headers: mapOf(either('header')),
        securitySchemes: mapOf(either('securityScheme')),
        callbacks: mapOf(either('callback')),
        pathItems: mapOf(either('pathItem')),
        ...{ examples: ANY, links: ANY },
      },
    },
    securityScheme: {
      type: 'object',
      required: ['type'],
      properties: {
        type: { enum: ['apiKey', 'http', ...(isOf30 ? [] : ['mutualTLS']), 'oauth2', 'openIdConnect'] },
      },
      allOf: [
        when('type', 'apiKey', {
          required: ['name', 'in'],
          properties: { name: TEXT, in: { enum: ['query', 'header', 'cookie'] } },
        }),
        when('type', 'http', { required: ['scheme'], properties: { scheme: TEXT } }),
      ],
    },
    schema: isOf30 ? { ...either('keywords'), type: 'object' } : form('keywords'),
    keywords: isOf30 ? { type: 'object', properties: keywordsOf30() } : keywords31(),
  };
}

function keywordsOf30(): JsonObject {
  const schema = form('schema');
  return {
    ...commonKeywords(),
    ...{
      type: { enum: TYPES },
      nullable: FLAG,
      readOnly: FLAG,
      writeOnly: FLAG,
      exclusiveMinimum: FLAG,
      exclusiveMaximum: FLAG,
    },
    ...{ items: schema, additionalProperties: choice({ type: 'object' }, schema, FLAG) },
  };
}

function keywords31(): JsonObject {
  const schema = form('schema');
  const names = [...TYPES, 'null'];
  return {
    type: ['object', 'boolean'],
    properties: {
      ...commonKeywords(),
      type: choice({ type: 'array' }, listOf({ enum: names }), { enum: names }),
      ...{ $ref: TEXT, $id: TEXT, $anchor: TEXT, $dynamicRef: TEXT, $dynamicAnchor: TEXT, $defs: mapOf(schema) },
      ...{ exclusiveMinimum: NUMBER, exclusiveMaximum: NUMBER, minContains: COUNT, maxContains: COUNT },
      ...{ items: schema, prefixItems: listOf(schema), contains: schema, unevaluatedItems: schema },
      ...{ additionalProperties: schema, unevaluatedProperties: schema, propertyNames: schema },
      ...{ patternProperties: mapOf(schema), dependentSchemas: mapOf(schema), dependentRequired: mapOf(TEXTS) },
      ...choice(schema, schema, schema),
    },
  };
}

/** Keywords that both versions have. */
function commonKeywords(): JsonObject {
  const schema = form('schema');
  return {
    ...{ multipleOf: { type: 'number', exclusiveMinimum: 0 }, maximum: NUMBER, minimum: NUMBER },
    ...{ maxLength: COUNT, minLength: COUNT, pattern: TEXT, format: TEXT, maxItems: COUNT, minItems: COUNT },
    ...{ uniqueItems: FLAG, maxProperties: COUNT, minProperties: COUNT, required: TEXTS, enum: listOf({}) },
    ...{ allOf: listOf(schema), anyOf: listOf(schema), oneOf: listOf(schema), not: schema },
    ...{ properties: mapOf(schema), deprecated: FLAG, title: TEXT },
    description: TEXT,
  };
}
