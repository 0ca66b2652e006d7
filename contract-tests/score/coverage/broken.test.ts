import { describe, expect, test } from '@jest/globals';
import type { WireExchange } from '../../../src/contract/index.js';
import { add, covered, LISTED, list, named } from './bookshelf.js';

describe('an exchange that does not conform covers exactly what it breaks', () => {
  const title = (text: unknown) => ({ ...LISTED, body: JSON.stringify([{ title: text }]) });

  test.each<[string, WireExchange, string[]]>([
    ['a value that is not listed', list('?sort=colour'), ['keyword broken: query sort enum']],
    ['a value of another type', list('?lent=maybe'), ['keyword broken: query lent type']],
    [
      'a value just beyond its limit',
      list('?shelf=10'),
      ['boundary: query shelf[] beyond maximum', 'keyword broken: query shelf[] maximum'],
    ],
    ['a value far beyond it', list('?shelf=99'), ['keyword broken: query shelf[] maximum']],
    ['a name that is repeated', list('?shelf=1&shelf=2'), ['wire form: query shelf joined by the delimiter broken']],
    ['a name that is not declared', list('?colour=red'), ['keyword broken: declared parameters only broken']],
    [
      'a member that is missing',
      list('', { ...LISTED, body: '[{}]' }),
      ['keyword broken: 200 application/json[] required title'],
    ],
    [
      'a text that is one too long',
      list('', title('Emmas')),
      [
        'boundary: 200 application/json[].title beyond maxLength',
        'keyword broken: 200 application/json[].title maxLength',
      ],
    ],
    [
      'a value that no alternative accepts',
      list('', { ...LISTED, body: '[{"title":"Ulla","lender":7}]' }),
      [
        'keyword broken: 200 application/json[].lender anyOf',
        'keyword broken: 200 application/json[].lender<2> type',
        'keyword broken: 200 application/json[].lender<3> type',
        'keyword broken: 200 application/json[].lender<string> type',
      ],
    ],
    [
      'a body where there is none',
      add({ status: 422, headers: { 'Content-Type': 'text/plain' }, body: 'No' }),
      ['keyword broken: 4XX content broken'],
    ],
    ['a status that is not listed', list('', { status: 500 }), ['keyword broken: documented statuses broken']],
    [
      'another media type',
      list('', { ...LISTED, headers: { 'Content-Type': 'text/html' } }),
      ['keyword broken: 200 content broken'],
    ],
  ])('%s', (_, exchange, expected) => {
    expect(named(covered(exchange))).toEqual(expected);
  });
});

test('an exchange that conforms covers nothing as broken, although an alternative does not accept the value', () => {
  const found = covered(list('', { ...LISTED, body: '[{"title":"Ulla","lender":"Jane"}]' }));
  expect(found.filter(({ criterion }) => criterion === 'keyword broken')).toEqual([]);
});
