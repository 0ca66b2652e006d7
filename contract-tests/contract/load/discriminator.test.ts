import { describe, expect, test } from '@jest/globals';
import { checkResponse, loadContract } from '../../../src/contract/index.js';

const CIRCLE = { $ref: '#/components/schemas/Circle' };

/** Alternatives that nothing but the member `kind` tells apart. */
const contractWith = (keyword: 'anyOf' | 'oneOf', discriminator?: object, first: object = CIRCLE) =>
  loadContract({
    openapi: '3.1.0',
    info: { title: 'Shapes', version: '1' },
    components: {
      schemas: {
        Circle: { type: 'object', properties: { kind: { type: 'string' }, radius: { type: 'integer' } } },
        Box: { type: 'object', properties: { kind: { type: 'string' }, width: { type: 'integer' } } },
        Any: {
          [keyword]: [first, { $ref: '#/components/schemas/Box' }],
          ...(discriminator && { discriminator }),
        },
      },
    },
    paths: {
      '/shapes': {
        get: {
          operationId: 'list',
          responses: {
            200: {
              description: 'Shapes.',
              content: {
                'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Any' } } },
              },
            },
          },
        },
      },
    },
  });

const NAMES = { propertyName: 'kind' };
const MAPPED = { ...NAMES, mapping: { round: '#/components/schemas/Circle', square: 'Box' } };

async function undeclared(
  body: readonly unknown[],
  discriminator?: object,
  keyword: 'anyOf' | 'oneOf' = 'anyOf',
  first?: object,
) {
  const contract = await contractWith(keyword, discriminator, first);
  const response = { status: 200, headers: { 'Content-Type': 'application/json' }, body };
  return checkResponse(response, 'list', contract, { strict: true })
    .filter((violation) => violation.keyword === 'undeclared')
    .map(({ pointer }) => pointer.replace('/response/body', ''));
}

describe('of alternatives, strict checks take the one that a value names', () => {
  test.each<[title: string, circle: string, box: string, discriminator: object]>([
    ['by the name of the schema', 'Circle', 'Box', NAMES],
    ['by the reference in the mapping', 'round', 'square', MAPPED],
    ['by the name of the schema although others are mapped', 'Circle', 'Box', { ...MAPPED, mapping: { x: 'Box' } }],
  ])('%s', async (_, circle, box, discriminator) => {
    const declared = [
      { kind: circle, radius: 1 },
      { kind: box, width: 1 },
    ];
    const mixed = [
      { kind: circle, width: 1 },
      { kind: box, radius: 1 },
    ];
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      expect(await undeclared(declared, discriminator, keyword)).toEqual([]);
      expect(await undeclared(mixed, discriminator, keyword)).toEqual(['/0/width', '/1/radius']);
    }
  });

  test('beside one that has no name', async () => {
    const nameless = { type: 'object', properties: { kind: { type: 'string' }, radius: { type: 'integer' } } };
    expect(await undeclared([{ kind: 'Box', radius: 1 }], NAMES, 'anyOf', nameless)).toEqual(['/0/radius']);
  });

  test.each<[title: string, kind: unknown, discriminator: object | undefined]>([
    ['without a discriminator', 'Circle', undefined],
    ['with a name that none has', 'Triangle', NAMES],
    ['with a name that every object has', 'constructor', { ...NAMES, mapping: {} }],
    ['with something that is no name', 7, NAMES],
  ])('or all of them: %s', async (_, kind, discriminator) => {
    expect(await undeclared([{ kind, width: 1, radius: 1 }], discriminator)).toEqual([]);
    expect(await undeclared([{ kind, height: 1 }], discriminator)).toEqual(['/0/height']);
  });
});
