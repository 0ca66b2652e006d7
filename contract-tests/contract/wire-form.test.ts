import { describe, expect, test } from '@jest/globals';
import { checkRequest } from '../../src/contract/index.js';
import { HOST, ORIGIN, VALUES_PATH } from '../support/server.js';

const LIST = {
  method: 'GET',
  url: `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}?customer_id:in=1`,
  headers: { 'X-Auth-Token': 'token-that-nobody-may-see' },
};

const keywords = (violations: readonly { keyword: string }[]) => violations.map(({ keyword }) => keyword);

describe('a query is checked as it was sent', () => {
  const at = (query: string) => keywords(checkRequest({ ...LIST, url: `${LIST.url.split('?')[0]}?${query}` }));

  test.each<[string, string, string[]]>([
    ['a comma list', 'customer_id:in=1,2', []],
    ['a comma list under an encoded name', 'customer_id%3Ain=1,2', []],
    ['a name that is there twice', 'customer_id:in=1&customer_id:in=2', ['explode']],
    ['a comma that is encoded, which makes one value of two', 'customer_id:in=1%2C2', ['type']],
    ['brackets, as some libraries write lists', 'customer_id:in[]=1&customer_id:in[]=2', ['parameters']],
    ['a list that ends with a comma', 'customer_id:in=1,', ['type']],
    ['no value', 'customer_id:in=', ['type']],
    ['no value and no equals sign', 'customer_id:in', ['type']],
    ['spaces', 'customer_id:in=1,%202', ['type']],
    ['a leading zero', 'page=01', ['type']],
    ['a plus sign', 'page=+1', ['allowReserved', 'type']],
    ['a fraction', 'page=1.0', ['type']],
    ['an exponent', 'page=1e1', ['type']],
    ['a number that loses digits', 'customer_id:in=9007199254740993', ['maximum']],
    ['a date with raw colons', 'date_created=2026-03-02T08:15:30Z', []],
    ['a date with encoded colons', 'date_created=2026-03-02T08%3A15%3A30Z', ['x-date-filter']],
    ['text with raw reserved characters', 'name=a:b', ['allowReserved']],
    ['broken percent-encoding', 'name=%zz', ['percent-encoding']],
    ['percent-encoding that is not UTF-8', 'name=%ff', ['percent-encoding']],
    ['nothing between two ampersands', 'page=1&&limit=2', ['parameters']],
    ['nothing before the first ampersand', '&page=1', ['parameters']],
    ['nothing at all', '', []],
    ['a value with an equals sign', 'name=a%3Db', []],
  ])('%s', (_, query, expected) => {
    expect(at(query)).toEqual(expected);
  });
});

describe('a path is checked as it was sent', () => {
  test.each([
    [`/stores/abc123example/v3${VALUES_PATH}/`],
    ['/stores/abc123example/v3/customers//attribute-values'],
    [`/stores/abc123example/v3/${VALUES_PATH}`],
    ['/stores/abc123example/v3/Customers/attribute-values'],
    ['/stores/abc123example/v3'],
  ])('%s is not a documented path', (url) => {
    expect(keywords(checkRequest({ ...LIST, url }))).toEqual(['paths']);
  });

  test.each([['/stores/abc123example/v2/customers'], ['/customers'], ['/stores//v3/customers'], ['']])(
    '%s is not on this server',
    (url) => {
      expect(keywords(checkRequest({ ...LIST, url }))).toEqual(['servers']);
    },
  );

  test.each([`https://${HOST.toUpperCase()}`, `${ORIGIN}:443`, `HTTPS://${HOST}`])(
    '%s is the same server',
    (origin) => {
      const url = `${origin}/stores/abc123example/v3${VALUES_PATH}`;
      expect(checkRequest({ ...LIST, url })).toEqual([]);
    },
  );

  test.each([`http://${HOST}`, `${ORIGIN}:8443`, `https://user@${HOST}`, `${ORIGIN}.example.com`, 'https://:0'])(
    '%s is another server',
    (origin) => {
      const url = `${origin}/stores/abc123example/v3${VALUES_PATH}`;
      expect(keywords(checkRequest({ ...LIST, url }))).toEqual(['servers']);
    },
  );

  test.each(['..', '%2e%2e', 'x'])('%s is not a segment id', (segment) => {
    const request = { ...LIST, method: 'DELETE', url: `/stores/abc123example/v3/segments/${segment}/shopper-profiles` };
    expect(keywords(checkRequest(request))).toEqual(['format']);
  });
});
