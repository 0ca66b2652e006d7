import { describe, expect, test } from '@jest/globals';
import type { WireExchange } from '../../../src/contract/index.js';
import { levelOf } from '../../../src/score/coverage/items.js';
import type { MeasuredItem } from '../../../src/score/coverage/measure.js';
import { add, covered, LISTED, list, measure, named } from './bookshelf.js';

const NOTHING_YET = measure();

const isLevelled = ({ criterion }: MeasuredItem) => levelOf(criterion) !== undefined;

test('the ten criteria ask for every path, operation, parameter, value, status, content type, property and flow', () => {
  expect(named(NOTHING_YET.filter(isLevelled))).toEqual(
    [
      'path: /books',
      'operation: GET /books',
      'operation: POST /books',
      'request content type: application/json',
      'response content type: 200 application/json',
      'response content type: 404 text/plain',
      'response content type: 404 no body',
      'response content type: 201 no body',
      'response content type: 4XX no body',
      'parameter: query sort',
      'parameter: query lent',
      'parameter: query shelf',
      'status code class: success',
      'status code class: success',
      'status code class: error',
      'status code class: error',
      'parameter value: query sort = "title"',
      'parameter value: query sort = "year"',
      'parameter value: query lent = true',
      'parameter value: query lent = false',
      'parameter value: query shelf with one member',
      'parameter value: query shelf with several members',
      'status code: 200',
      'status code: 404',
      'status code: 201',
      'status code: 4XX',
      'response body property: 200 application/json[].title',
      'response body property: 200 application/json[].lender',
      'response body property: 200 application/json[].lender<2>.name',
      'response body property: 200 application/json[].lender<2>.since',
      'response body property: 200 application/json[].lender<3>.since',
      'operation flow: addBook, then listBooks',
    ].sort(),
  );
});

describe('an exchange that conforms covers', () => {
  const plain = named(covered(list()).filter(isLevelled));
  const ofList = (query: string, response?: WireExchange['response']) =>
    named(covered(list(query, response)).filter(isLevelled)).filter((name) => !plain.includes(name));

  test('its path, its operation, its status and its content type', () => {
    expect(plain).toEqual([
      'operation: GET /books',
      'path: /books',
      'response content type: 200 application/json',
      'status code class: success',
      'status code: 200',
    ]);
  });

  test.each<[string, string, string[]]>([
    ['a value of an enumeration', '?sort=year', ['parameter value: query sort = "year"', 'parameter: query sort']],
    ['one of both booleans', '?lent=false', ['parameter value: query lent = false', 'parameter: query lent']],
    ['a list with one member', '?shelf=7', ['parameter value: query shelf with one member', 'parameter: query shelf']],
    [
      'a list with several',
      '?shelf=1,2',
      ['parameter value: query shelf with several members', 'parameter: query shelf'],
    ],
  ])('%s, and no other', (_, query, expected) => {
    expect(ofList(query)).toEqual(expected);
  });

  test.each<[string, WireExchange['response'], string[]]>([
    [
      'properties that are there',
      { ...LISTED, body: '[{"title":"Emma"},{"title":"Ulla","lender":{}}]' },
      ['response body property: 200 application/json[].lender', 'response body property: 200 application/json[].title'],
    ],
    [
      'properties of the alternative that the value satisfies, and of no other',
      { ...LISTED, body: '[{"title":"Ulla","lender":{"since":1816}}]' },
      [
        'response body property: 200 application/json[].lender',
        'response body property: 200 application/json[].lender<3>.since',
        'response body property: 200 application/json[].title',
      ],
    ],
    [
      'an answer without a body where there may be none',
      { status: 404 },
      ['response content type: 404 no body', 'status code class: error', 'status code: 404'],
    ],
    [
      'an answer in one of its media types',
      { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'No such shelf' },
      ['response content type: 404 text/plain', 'status code class: error', 'status code: 404'],
    ],
  ])('%s', (_, response, expected) => {
    expect(ofList('', response)).toEqual(expected);
  });

  test('a range of statuses, and the content type of a request', () => {
    const found = named(covered(add({ status: 422 }, '{}')));
    expect(found).toContain('status code: 4XX');
    expect(found).toContain('request content type: application/json');
    expect(found).not.toContain('status code: 201');
  });

  test.each<[string, string, boolean]>([
    ['keyword kept', 'query shelf[] minimum', true],
    ['keyword kept', 'query sort enum', false],
    ['boundary', 'query shelf[] at minimum', true],
    ['boundary', 'query shelf[] at maximum', false],
    ['presence and absence', 'query shelf there', true],
    ['presence and absence', 'query lent left out', true],
    ['wire form', 'query shelf joined by the delimiter kept', true],
    ['header', '200 X-Total', true],
  ])('%s: %s is %s', (criterion, name, isCovered) => {
    const response = { ...LISTED, headers: { ...LISTED.headers, 'X-Total': '0' } };
    const found = measure([list('?shelf=1,8', response)]).filter((item) => item.criterion === criterion);
    expect(found.filter((item) => item.name === name).map((item) => item.isCovered)).toEqual([isCovered]);
  });
});
