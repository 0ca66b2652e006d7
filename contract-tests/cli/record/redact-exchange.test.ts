import { describe, expect, test } from '@jest/globals';
import { createPseudonyms } from '../../../src/cli/record/pseudonyms.js';
import { redactExchange } from '../../../src/cli/record/redact.js';
import { checkExchange, type WireExchange } from '../../../src/contract/index.js';
import { findSecrets } from '../../support/secrets.js';
import { ORIGIN, VALUES_PATH } from '../../support/server.js';

const TOKEN = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d';
const secrets = { accessToken: TOKEN, storeHash: 'k9q2z7w' };
const record = (id: number, value: string) => ({
  id,
  customer_id: 23,
  attribute_id: 3,
  attribute_value: value,
  date_created: '2026-03-02T08:15:30Z',
  date_modified: '2026-03-02T08:15:30Z',
});
const upserted: WireExchange = {
  request: {
    method: 'PUT',
    url: `${ORIGIN}/stores/k9q2z7w/v3${VALUES_PATH}`,
    headers: { 'X-Auth-Token': TOKEN, 'Content-Type': 'application/json', Cookie: 'SHOP=1', 'User-Agent': 'acme/1' },
    body: JSON.stringify([
      { customer_id: 23, attribute_id: 3, value: 'Jane Doe' },
      { customer_id: 24, attribute_id: 3, value: 'gold' },
    ]),
  },
  response: {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'X-Request-Id': '39a10eb2f6b80bf8ee14358b00724413',
      'Set-Cookie': 'a=b',
      'X-Rate-Limit-Requests-Left': '7',
    },
    body: JSON.stringify({ data: [record(1, 'Jane Doe'), record(2, 'gold')], meta: {} }),
  },
};
const bodyOf = (text: unknown) => JSON.parse(String(text));

describe('a saved exchange', () => {
  test('has no token, no store hash, no names and no texts of people', () => {
    const redacted = JSON.stringify(redactExchange(upserted, createPseudonyms(secrets)));
    expect(findSecrets(redacted)).toEqual([]);
    for (const secret of [TOKEN, 'k9q2z7w', 'Jane', 'gold', '39a10eb2', 'SHOP=1', 'a=b', 'acme'])
      expect(redacted).not.toContain(secret);
  });

  test('still conforms, because everything keeps its form', () => {
    expect(checkExchange(redactExchange(upserted, createPseudonyms(secrets)))).toEqual([]);
  });

  test('has the same mask for the same value, in requests, responses and later exchanges', () => {
    const pseudonyms = createPseudonyms(secrets);
    const { request, response } = redactExchange(upserted, pseudonyms);
    expect(bodyOf(request.body).map(({ value }: { value: string }) => value)).toEqual(['Value 1', 'Value 2']);
    expect(bodyOf(response.body).data.map((one: { attribute_value: string }) => one.attribute_value)).toEqual([
      'Value 1',
      'Value 2',
    ]);
    const later = {
      ...upserted,
      request: {
        ...upserted.request,
        url: `${ORIGIN}/stores/k9q2z7w/v3${VALUES_PATH}?name=Jane%20Doe`,
      },
    };
    expect(redactExchange(later, pseudonyms).request.url).toBe(
      `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}?name=Value%201`,
    );
  });

  test('keeps what the contract is about: status, ids, dates, quota', () => {
    const { request, response } = redactExchange(upserted, createPseudonyms(secrets));
    expect(response).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-rate-limit-requests-left': '7',
        'x-request-id': `${'0'.repeat(31)}1`,
      },
    });
    expect(bodyOf(response.body).data[0]).toMatchObject({
      id: 1,
      customer_id: 23,
      date_created: '2026-03-02T08:15:30Z',
    });
    expect(request.headers).toEqual({ 'content-type': 'application/json', 'x-auth-token': '[redacted]' });
  });

  test('keeps the words of an error, without the values that they quote', () => {
    const body = {
      status: 422,
      title: 'No.',
      errors: { '0.data': 'Jane Doe is taken by jane@acme.io', 'jane@acme.io': 'twice' },
    };
    const redacted = redactExchange(
      { ...upserted, response: { ...upserted.response, status: 422, body: JSON.stringify(body) } },
      createPseudonyms(secrets),
    );
    expect(bodyOf(redacted.response.body).errors).toEqual({
      '0.data': 'Value 1 is taken by person-1@example.com',
      'person-1@example.com': 'twice',
    });
  });

  test('keeps a body that is not JSON, with secrets masked', () => {
    const page = { ...upserted, response: { status: 502, headers: {}, body: `<html>k9q2z7w ${TOKEN}</html>` } };
    expect(redactExchange(page, createPseudonyms(secrets)).response.body).toBe('<html>abc123example [redacted]</html>');
  });

  test('does not mask short values within other texts', () => {
    const body = JSON.stringify([{ customer_id: 23, attribute_id: 3, value: 'a' }]);
    const { request } = redactExchange(
      { ...upserted, request: { ...upserted.request, body } },
      createPseudonyms(secrets),
    );
    expect(request.url).toBe(`${ORIGIN}/stores/abc123example/v3${VALUES_PATH}`);
  });

  describe('in undeclared members', () => {
    const answered = (changes: object, status = 200) => {
      const body = JSON.stringify({ data: [{ ...record(1, 'gold'), ...changes }], meta: {} });
      const answer = { ...upserted, response: { ...upserted.response, status, body } };
      return bodyOf(redactExchange(answer, createPseudonyms(secrets)).response.body);
    };

    test.each<[string, object, object]>([
      ['a name', { first_name: 'Jane' }, { first_name: 'Value 3' }],
      ['a note', { note: 'call Jane Doe at +44 7700 900123' }, { note: 'Value 3' }],
      ['a list', { tags: ['Jane', { by: 'Joe' }] }, { tags: ['Value 3', { by: 'Value 4' }] }],
      [
        'numbers about people',
        { phone: 447700900123, home: { mobile: [1, 2] } },
        { phone: 0, home: { mobile: [0, 0] } },
      ],
      ['other numbers, booleans and null', { rank: 7, is_vip: true, x: null }, { rank: 7, is_vip: true, x: null }],
      [
        'a secret',
        { access_token: 'a', credentials: { a: 1 } },
        { access_token: '[redacted]', credentials: '[redacted]' },
      ],
    ])('only the structure is kept: %s', (_, sent, saved) => {
      expect(answered(sent).data[0]).toMatchObject(saved);
    });

    test('equal texts get equal masks, and declared values stay', () => {
      const { data } = answered({ first_name: 'Jane', nickname: 'Jane' });
      expect(data[0]).toEqual({ ...record(1, 'Value 2'), first_name: 'Value 3', nickname: 'Value 3' });
    });

    test('nothing is declared for a status that is not declared', () => {
      expect(answered({ note: 'Jane' }, 299).data[0]).toMatchObject({ note: 'Value 4', id: 1 });
    });

    test('phrases are masked in URLs too, but single words are not', () => {
      const body = JSON.stringify({ data: [{ ...record(1, 'gold'), kind: 'customers', note: 'Joe Doe' }], meta: {} });
      const url = `${upserted.request.url}?name=Joe%20Doe&access_token=x`;
      const exchange = { request: { ...upserted.request, url }, response: { ...upserted.response, body } };
      expect(redactExchange(exchange, createPseudonyms(secrets)).request.url).toBe(
        `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}?name=Value%204&access_token=[redacted]`,
      );
    });
  });
});
