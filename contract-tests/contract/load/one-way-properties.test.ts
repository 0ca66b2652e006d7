import { describe, expect, test } from '@jest/globals';
import { oneSchema } from '../../support/one-schema.js';

const BASE = {
  type: 'object',
  properties: { id: { type: 'integer', readOnly: true }, secret: { type: 'string', writeOnly: true } },
};
const ALL = { required: ['id', 'secret', 'name'] };
const TO_BASE = { $ref: '#/components/schemas/Base' };
const TO_ALL = { $ref: '#/components/schemas/All' };

describe('what goes one way only is not required the other way', () => {
  test.each<[title: string, schema: object]>([
    ['beside what is required', { ...BASE, ...ALL }],
    ['in a combined schema', { allOf: [TO_BASE, ALL] }],
    ['around a combined schema', { ...BASE, allOf: [ALL] }],
    ['in what a reference beside it leads to', { ...TO_BASE, ...ALL }],
    ['when both are elsewhere', { allOf: [TO_BASE, TO_ALL] }],
    ['several schemas further', { allOf: [{ allOf: [{ $ref: '#/components/schemas/Both' }] }] }],
    ['in alternatives', { ...BASE, oneOf: [{ ...ALL, type: 'object' }] }],
    ['by reference alone', { $ref: '#/components/schemas/Both' }],
  ])('%s', async (_, schema) => {
    const { sent, answered } = await oneSchema(schema, {
      Base: BASE,
      All: ALL,
      Both: { allOf: [{ allOf: [TO_ALL] }, { allOf: [TO_BASE] }] },
    });
    expect(sent({ name: 'a', secret: 'b' })).toEqual([]);
    expect(sent({ name: 'a', secret: 'b', id: 1 })).toContain('readOnly /id');
    expect(sent({ name: 'a' })).not.toEqual([]);
    expect(answered({ name: 'a', id: 1 })).toEqual([]);
    expect(answered({ name: 'a', id: 1, secret: 'b' })).toContain('writeOnly /secret');
    expect(answered({ name: 'a' })).not.toEqual([]);
  });

  test('but is required where the same schema is used for something else', async () => {
    const schema = {
      properties: { mine: { allOf: [TO_BASE, TO_ALL] }, other: TO_ALL },
    };
    const { sent } = await oneSchema(schema, { Base: BASE, All: ALL });
    expect(sent({ mine: { name: 'a', secret: 'b' } })).toEqual([]);
    expect(sent({ other: { name: 'a', secret: 'b' } })).toEqual(['required /other']);
  });

  test('in schemas that contain themselves', async () => {
    const child = { allOf: [TO_BASE, { $ref: '#/components/schemas/Node' }] };
    const { sent } = await oneSchema(child, { Base: BASE, Node: { required: ['id'], properties: { child } } });
    expect(sent({ child: { child: {} } })).toEqual([]);
    expect(sent({ child: { child: { id: 1 } } })).toEqual(['readOnly /child/child/id']);
  });

  test('and alternatives that are told apart by it still are', async () => {
    const { sent } = await oneSchema({ ...BASE, anyOf: [{ required: ['id'] }, { required: ['email'] }] });
    expect(sent({ email: 'a' })).toEqual([]);
    expect(sent({})).not.toEqual([]);
  });
});

describe('what goes the other way is a finding at its own place', () => {
  const Cat = { type: 'object', required: ['kind'], properties: { kind: { const: 'cat' }, id: { readOnly: true } } };
  const Dog = { type: 'object', required: ['kind'], properties: { kind: { const: 'dog' }, tag: { readOnly: true } } };

  test.each<[title: string, schema: object, sent: unknown, expected: string[]]>([
    ['in one of several', { oneOf: [Cat, Dog] }, { kind: 'dog', tag: 1 }, ['readOnly /tag']],
    ['in any of several', { anyOf: [Dog, Cat] }, { kind: 'cat', id: 1 }, ['readOnly /id']],
    ['deeper', { items: { oneOf: [Cat, Dog] } }, [{ kind: 'cat' }, { kind: 'cat', id: 1 }], ['readOnly /1/id']],
    ['in nested ones', { oneOf: [{ oneOf: [Cat] }, Dog] }, { kind: 'cat', id: 1 }, ['readOnly /id']],
    ['of an alternative that fails for more', { oneOf: [Cat, Dog] }, { kind: 'cow', id: 1 }, ['oneOf ']],
    ['unless another alternative takes it', { anyOf: [Cat, { type: 'object' }] }, { kind: 'cat', id: 1 }, []],
    ['or the only one of oneOf', { oneOf: [Cat, { required: ['id'] }] }, { kind: 'cat', id: 1 }, []],
    ['and not at all if it is not sent', { oneOf: [Cat, Dog] }, { kind: 'cat' }, []],
  ])('%s', async (_, schema, sent, expected) => {
    expect((await oneSchema(schema)).sent(sent)).toEqual(expected);
  });

  test('in responses as well', async () => {
    const schema = {
      oneOf: [{ properties: { password: { writeOnly: true } }, required: ['name'] }, { type: 'array' }],
    };
    const { answered } = await oneSchema(schema);
    expect(answered({ name: 'a', password: 'b' })).toEqual(['writeOnly /password']);
  });
});
