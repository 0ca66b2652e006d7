import { describe, expect, test } from '@jest/globals';
import { JsonPlaces } from '../../../src/contract/load/json-places.js';

const TEXT = `
{ "a" : 1 ,
  "list":[ true,[ ], {"deep":"x, ] }"}, null ],
  "text":"a \\" } quote",
  "esc\\u0061ped": -1.5e3,
  "": {}
}
`;

const rest = (offset: number | undefined) => (offset === undefined ? undefined : TEXT.slice(offset));

describe('in a JSON text', () => {
  test.each<[path: string[], begins: string]>([
    [[], '{ "a" :'],
    [['a'], '1 ,'],
    [['list'], '[ true'],
    [['list', '0'], 'true,'],
    [['list', '1'], '[ ]'],
    [['list', '2'], '{"deep"'],
    [['list', '2', 'deep'], '"x, ] }"'],
    [['list', '3'], 'null ]'],
    [['text'], '"a \\" }'],
    [['escaped'], '-1.5e3'],
    [[''], '{}'],
  ])('the value at %j has its offset', (path, begins) => {
    expect(rest(new JsonPlaces(TEXT).valueAt(path))?.slice(0, begins.length)).toBe(begins);
  });

  test.each<[path: string[], begins: string]>([
    [['a'], '"a" :'],
    [['list', '2', 'deep'], '"deep"'],
    [['list', '3'], 'null ]'],
    [['escaped'], '"esc\\u0061ped"'],
    [[''], '"": {}'],
  ])('the name at %j has its offset, for an item that of the value', (path, begins) => {
    expect(rest(new JsonPlaces(TEXT).nameAt(path))?.slice(0, begins.length)).toBe(begins);
  });

  test.each([[['b']], [['list', '4']], [['list', '1', '0']], [['list', 'length']], [['a', '0']], [['text', 'a']]])(
    'there is nothing at %j',
    (path) => {
      const places = new JsonPlaces(TEXT);
      expect([places.valueAt(path), places.nameAt(path)]).toEqual([undefined, undefined]);
    },
  );
});

test('repeated names count as JSON.parse reads them: the last one', () => {
  expect(new JsonPlaces('{"a":1,"a":2}').valueAt(['a'])).toBe(11);
});

test('the whole of a scalar is at its beginning', () => {
  const places = new JsonPlaces('  "text"');
  expect([places.valueAt([]), places.valueAt(['0'])]).toEqual([2, undefined]);
});
