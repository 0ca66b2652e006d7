import { type JsonObject, pointerTokens } from '../../json.js';
import { type Failure, Schemas, type SchemaValidator } from '../schema/schemas.js';
import { ANY, closed, either, FLAG, form, keywords30, keywords31, listOf, mapOf, TEXT, TEXTS, when } from './forms.js';
import { isOf30 } from './read-schemas.js';

/** A part of a document that does not have the form that OpenAPI prescribes. */
export interface FormFailure extends Pick<Failure, 'instancePath' | 'keyword' | 'params' | 'message'> {
  /** The tokens of the JSON pointer to the broken rule: the name of the form, then the way to the rule in it. */
  readonly rule: readonly string[];
}

/** All parts of a document that do not have the form that OpenAPI prescribes. */
export function formFailures(document: JsonObject): FormFailure[] {
  const validate = validatorFor(versionOf(document));
  if (validate(document)) return [];
  const failures = (validate.errors ?? []).map(({ rule, ...failure }) => ({
    ...failure,
    rule: pointerTokens(rule.pointer).slice(1),
  }));
  // A failure of `if` only repeats that the form it chose has failures, and those of alternatives that none of them fits.
  return failures.filter(
    ({ keyword, rule }) => keyword !== 'if' && !(keyword === 'required' && rule.includes('oneOf')),
  );
}

type Version = '3.0' | '3.1' | '3.2';

function versionOf(document: JsonObject): Version {
  if (isOf30({ document })) return '3.0';
  return String(document['openapi']).startsWith('3.2') ? '3.2' : '3.1';
}

function validatorFor(version: Version): SchemaValidator {
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

const WORDS = { summary: TEXT, description: TEXT, externalDocs: ANY, tags: listOf({}), deprecated: FLAG };
const EXAMPLES = { example: {}, examples: {} };
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const VALUE = {
  ...{ description: TEXT, required: FLAG, deprecated: FLAG, allowEmptyValue: FLAG, style: TEXT, explode: FLAG },
  ...{ allowReserved: FLAG, schema: form('schema'), ...EXAMPLES },
  content: { ...mapOf(either('mediaType')), minProperties: 1, maxProperties: 1 },
};
const ONE_DESCRIPTION = [{ required: ['schema'] }, { required: ['content'] }];

/** The parts of the specification that are read, and the members allowed beside them. */
function formsOf(version: Version): JsonObject {
  const is30 = version === '3.0';
  const is32 = version === '3.2';
  return {
    document: {
      type: 'object',
      required: ['openapi', 'info', ...(is30 ? ['paths'] : [])],
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
      ...Object.fromEntries(METHODS.map((method) => [method, either('operation')])),
      ...(is32 && { query: either('operation'), additionalOperations: mapOf(either('operation')) }),
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
      ['responses'],
    ),
    callback: { type: 'object', patternProperties: { '^x-': {} }, additionalProperties: either('pathItem') },
    responses: {
      type: 'object',
      minProperties: 1,
      properties: { default: either('response') },
      patternProperties: { '^[1-5]([0-9][0-9]|XX|xx)$': either('response'), '^x-': {} },
      additionalProperties: false,
    },
    response: closed(
      {
        description: TEXT,
        headers: mapOf(either('header')),
        content: mapOf(either('mediaType')),
        links: mapOf(ANY),
        ...(is32 && { summary: TEXT }),
      },
      is32 ? [] : ['description'],
    ),
    header: { ...closed(VALUE), oneOf: ONE_DESCRIPTION },
    parameter: {
      ...closed(
        { ...VALUE, name: TEXT, in: { enum: ['query', 'header', 'path', 'cookie', ...(is32 ? ['querystring'] : [])] } },
        ['name', 'in'],
      ),
      oneOf: ONE_DESCRIPTION,
      allOf: [
        when('in', 'path', {
          required: ['required'],
          properties: { required: { const: true }, style: { enum: ['matrix', 'label', 'simple'] } },
        }),
        when('in', 'header', { properties: { style: { enum: ['simple'] } } }),
        when('in', 'query', {
          properties: { style: { enum: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] } },
        }),
        when('in', 'cookie', { properties: { style: { enum: is32 ? ['form', 'cookie'] : ['form'] } } }),
      ],
    },
    requestBody: closed({ description: TEXT, content: mapOf(either('mediaType')), required: FLAG }, ['content']),
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
        type: { enum: ['apiKey', 'http', ...(is30 ? [] : ['mutualTLS']), 'oauth2', 'openIdConnect'] },
      },
      allOf: [
        when('type', 'apiKey', {
          required: ['name', 'in'],
          properties: { name: TEXT, in: { enum: ['query', 'header', 'cookie'] } },
        }),
        when('type', 'http', { required: ['scheme'], properties: { scheme: TEXT } }),
      ],
    },
    schema: is30 ? either('keywords') : form('keywords'),
    keywords: is30 ? { type: 'object', properties: keywords30() } : keywords31(),
  };
}
