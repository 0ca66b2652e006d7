import type { Issue } from './check.js';

type Params = Issue['params'];

/** The message of an issue. */
export function messageOf({ keyword, params }: Pick<Issue, 'keyword' | 'params'>): string {
  const write = MESSAGES[keyword];
  return write ? write(params) : `must satisfy ${keyword}`;
}

const limit = ({ comparison, limit: bound }: Params) => `must be ${comparison} ${bound}`;
const atMost = (things: string) => (params: Params) => `must NOT have more than ${params['limit']} ${things}`;
const atLeast = (things: string) => (params: Params) => `must NOT have fewer than ${params['limit']} ${things}`;

const MESSAGES: Readonly<Record<string, (params: Params) => string>> = {
  type: ({ type }) => `must be ${[type].flat().join(',')}`,
  enum: () => 'must be equal to one of the allowed values',
  const: () => 'must be equal to constant',
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: ({ multipleOf }) => `must be multiple of ${multipleOf}`,
  minLength: atLeast('characters'),
  maxLength: atMost('characters'),
  pattern: ({ pattern }) => `must match pattern "${pattern}"`,
  format: ({ format }) => `must match format "${format}"`,
  minItems: atLeast('items'),
  maxItems: atMost('items'),
  items: atMost('items'),
  unevaluatedItems: atMost('items'),
  uniqueItems: ({ i, j }) => `must NOT have duplicate items (items ## ${j} and ${i} are identical)`,
  contains: ({ minContains, maxContains }) =>
    `must contain at least ${minContains}${maxContains === undefined ? '' : ` and no more than ${maxContains}`} valid item(s)`,
  minProperties: atLeast('properties'),
  maxProperties: atMost('properties'),
  required: ({ missingProperty }) => `must have required property '${missingProperty}'`,
  additionalProperties: () => 'must NOT have additional properties',
  unevaluatedProperties: () => 'must NOT have unevaluated properties',
  propertyNames: () => 'property name must be valid',
  dependentRequired: ({ property, deps, depsCount }) =>
    `must have ${depsCount === 1 ? 'property' : 'properties'} ${deps} when property ${property} is present`,
  not: () => 'must NOT be valid',
  anyOf: () => 'must match a schema in anyOf',
  oneOf: () => 'must match exactly one schema in oneOf',
  if: ({ failingKeyword }) => `must match "${failingKeyword}" schema`,
  discriminator: ({ tag }) => `value of tag "${tag}" must be in oneOf`,
  'false schema': () => 'boolean schema is false',
  readOnly: () => 'no read-only member in a request',
  writeOnly: () => 'no write-only member in a response',
};
