import { expect, test } from '@jest/globals';
import { bigcommerceContract, operationFingerprint } from '../../src/contract/index.js';

const ref = (place: string) => ({ $ref: `#/components/${place}` });
const json = (schema: object) => ({ content: { 'application/json': { schema, example: 'No rule.' } } });
const components = {
  schemas: {
    Text: { type: ['string', 'null'], minLength: 1, title: 'Words' },
    Own: { not: ref('schemas/Own') },
    Host: { default: 'a' },
    Beside: { properties: { next: { ...ref('schemas/Beside'), minProperties: 1 } } },
    Node: {
      type: 'object',
      required: ['right', 'left'],
      properties: {
        right: ref('schemas/Node'),
        left: ref('schemas/Node'),
        default: ref('schemas/Text'),
        required: { allOf: [ref('schemas/Beside'), { not: ref('schemas/Text') }] },
        description: { enum: ['b', { title: 1, a: 2 }, 'a'], deprecated: true, $comment: 'Words.' },
        elsewhere: { $ref: 'other.yaml#/Thing' },
        first: { ...ref('schemas/Own'), maxLength: 3 },
        host: ref('schemas/Host'),
        twice: { ...ref('schemas/Text'), maxLength: 3, description: 'Words.' },
      },
      const: { description: 'a', title: [{ z: 1, y: 2 }] },
      'x-pattern': '^a',
      'x-date-filter': true,
      'x-max-url-length': 9,
      'x-status-range': '1-2',
      'x-internal': true,
    },
  },
  parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } },
  responses: { Problem: { description: 'No.', ...json({ items: ref('schemas/Beside') }) } },
  securitySchemes: {
    Basic: { type: 'http', scheme: 'basic' },
    Key: { type: 'apiKey', in: 'header', name: 'X-Key', description: 'Words.' },
    OAuth: { type: 'oauth2', flows: {} },
  },
};
const servers = [
  { url: 'https://{region}.example.com/v1', variables: { region: ref('schemas/Text') } },
  { url: 'https://example.org' },
];
const path = {
  servers: [{ url: '/path', variables: { host: ref('schemas/Host') } }],
  parameters: [ref('parameters/Limit'), { name: 'X-A', in: 'header', schema: ref('schemas/Text') }],
};
const operation = {
  security: [{ Basic: [] }, { OAuth: ['write', 'read'], Key: [] }],
  parameters: [
    { name: 'node', in: 'query', deprecated: true, schema: ref('schemas/Node') },
    { name: 'limit', in: 'query', schema: { type: ['null', 'integer'] } },
  ],
  requestBody: { required: true, ...json(ref('schemas/Node')) },
  responses: {
    default: ref('responses/Problem'),
    '4XX': ref('responses/Problem'),
    'x-internal': { description: 'No answer.' },
    200: { headers: { 'X-B': { schema: ref('schemas/Text') } }, 'x-body-optional': true, ...json({ type: 'null' }) },
  },
};
const documentOf = (more: object, own: object) => ({
  servers,
  security: [{ Key: [] }],
  components,
  paths: { '/customers': { ...path, ...more, delete: { ...operation, ...own } } },
});

// Whoever has recordings would have to make them anew if one of these changed.
test.each<[what: string, document: object, fingerprint: string]>([
  ['an operation with all that there is', documentOf({}, {}), '871e49672f778053'],
  ['one at a server of its own', documentOf({}, { servers: [{ url: '/own' }] }), 'f08a409b9098e7e3'],
  [
    'one with credentials and parameters of others',
    documentOf({}, { security: undefined, parameters: undefined }),
    'ffd427a7b3221c7b',
  ],
  ['one with nothing of its own', { paths: { '/customers': { delete: {} } } }, '09a27cb11dac7738'],
  ['one whose parameter has no name', documentOf({ parameters: [{ in: 'query' }] }, {}), '366f7e6e89e721c1'],
])('the fingerprint is the same in every version of this package: %s', (_, document, fingerprint) => {
  const contract = { ...bigcommerceContract, document: { ...document } };
  expect(operationFingerprint(contract, 'deleteCustomers')).toBe(fingerprint);
});
