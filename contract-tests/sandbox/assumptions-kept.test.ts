import { describe, expect, test } from '@jest/globals';
import { checkResponse } from '../../src/contract/index.js';
import { findRoute } from '../../src/sandbox/admit.js';
import type { StoreRequest, StoreSettings } from '../../src/sandbox/store.js';
import { VALUES_PATH } from '../support/server.js';
import { ASSUMPTIONS } from './assumptions.js';
import {
  answersOf,
  get,
  PROFILE_IDS,
  put,
  remove,
  removeProfiles,
  request,
  SEED,
  SEGMENT_ID,
} from './sandbox-calls.js';

const gold = { customer_id: 11, attribute_id: 1, value: 'Gold' };
const absent = 'aaaaaaaa-58c4-4d43-8a53-6b1f2e9c7a01';
const NOT_FOUND = 'The route is not found, check the URL';
const refusal = (index: string, message: unknown) => ({
  status: 422,
  body: { errors: { [`${index}.data`]: message } },
});
const invalid = (name: string) => ({ status: 422, body: { errors: { [name]: expect.any(String) } } });
const unreadable = (field: string, message: string) => ({
  status: 422,
  body: { title: 'JSON data is missing or invalid', errors: { [field]: message } },
});
const notAnInteger = (text: string) => ({
  status: 422,
  body: { title: expect.stringContaining(`For input string: "${text}".`), errors: {} },
});
const withoutQuota = expect.not.objectContaining({ 'X-Rate-Limit-Requests-Left': expect.anything() });

/** A request, or several of which the last one counts, and the expected response. */
type Asked = readonly [asked: StoreRequest | readonly StoreRequest[], answer: object, settings?: StoreSettings];

/** Evidence for every row of the table. */
const KEPT: Readonly<Record<string, readonly Asked[] | 'in another test'>> = {
  'Removing shopper profiles': [
    [removeProfiles(`?id:in=${PROFILE_IDS[0]}`), { status: 200, body: { data: [], meta: { total: 1 } } }],
  ],
  'Removing a profile that is not in the segment': [
    [removeProfiles(`?id:in=${absent}`), { status: 200, body: { meta: { success: 1, failed: 0 } } }],
  ],
  'An upsert with an invalid value': [
    [
      [
        put([
          { ...gold, value: 'new' },
          { ...gold, customer_id: 99 },
        ]),
        get('?limit=1'),
      ],
      goldStays(),
    ],
  ],
  'An upsert with several invalid values': [
    [
      put([
        { ...gold, customer_id: 99 },
        { ...gold, attribute_id: 99 },
      ]),
      refusal('0', 'invalid customer ID'),
    ],
  ],
  'Order of the records after an upsert': [
    [put([{ ...gold, customer_id: 12 }, gold]), { body: { data: [{ customer_id: 12 }, { customer_id: 11 }] } }],
  ],
  'An upsert of more than ten values': [[put(Array.from({ length: 11 }, () => gold)), { status: 413 }]],
  'A `limit` above 250': [[get('?limit=251'), invalid('limit')]],
  'Deleting attribute values without `id:in`': [[remove(VALUES_PATH), invalid('id:in')]],
  'A client that gives up during a call': 'in another test',
  'The same customer and attribute twice in an upsert': [
    [put([gold, { ...gold, value: 'Iron' }]), { status: 200, body: { data: [{ attribute_value: 'Iron' }] } }],
  ],
  'An `id` in an upsert': [[put([{ ...gold, id: 2 }]), { status: 200, body: { data: [{ id: 1 }] } }]],
  'An unknown customer or attribute in an upsert': [
    [put([{ ...gold, customer_id: 99 }]), refusal('0', 'invalid customer ID')],
    [put([{ ...gold, attribute_id: 99 }]), refusal('0', 'invalid attribute ID')],
  ],
  'Text for an attribute of numbers or dates': [
    [put([{ ...gold, attribute_id: 2 }]), refusal('0', 'invalid number')],
    [put([{ ...gold, attribute_id: 3, value: '2026-02-30' }]), refusal('0', 'invalid date')],
  ],
  'An empty value': [
    [put([{ ...gold, value: '' }]), { status: 200, body: { data: [{ attribute_value: '' }] } }],
    [put([{ ...gold, value: null }]), { status: 422 }],
    [put([{ ...gold, value: 'x'.repeat(256) }]), { status: 422, body: { errors: { '0.data': expect.any(String) } } }],
  ],
  'An upsert that changes nothing': [
    [
      put([gold]),
      { body: { data: [{ date_created: '1970-01-01T00:00:00Z', date_modified: '2026-03-02T08:15:30Z' }] } },
      { seed: { ...SEED, values: [{ customerId: 11, attributeId: 1, value: 'Gold', createdAtMs: 0 }] } },
    ],
  ],
  'An empty upsert, or one that is not a list': [
    [put([]), invalid('body')],
    [put(gold), unreadable('body', 'error.expected.jsarray')],
  ],
  'An unknown member in an upsert': [[put([{ ...gold, colour: 'red' }]), refusal('0', expect.any(String))]],
  'A missing member, or one of the wrong type': [
    [put([{ attribute_id: 1, value: 'Gold' }]), unreadable('customer_id', 'error.path.missing')],
    [put([{ ...gold, customer_id: '11' }]), unreadable('customer_id', 'error.expected.jsnumber')],
    [put([gold, { ...gold, value: 7 }]), unreadable('value', 'error.expected.jsstring')],
    [put([gold, { customer_id: 11, attribute_id: 1 }]), refusal('1', 'missing attribute value')],
  ],
  'Invalid JSON': [[put('[{'), { status: 400, body: { status: 400, title: 'Input is invalid', errors: {} } }]],
  'Ids below 1 or above 2^53 - 1': [
    [put([{ ...gold, id: 0 }]), refusal('0', expect.any(String))],
    [put(`[{"customer_id":99999999999999999999,"attribute_id":1,"value":"x"}]`), refusal('0', expect.any(String))],
    [get('?customer_id:in=0'), invalid('customer_id:in')],
    [remove('/customers?id:in=-1'), invalid('id:in')],
    [remove(`${VALUES_PATH}?id:in=99999999999999999999`), invalid('id:in')],
  ],
  'Unknown ids in a deletion': [
    [remove('/customers?id:in=99'), { status: 204 }],
    [remove(`${VALUES_PATH}?id:in=99`), { status: 204 }],
  ],
  'An empty `id:in=`': [
    [remove('/customers?id:in='), notAnInteger('')],
    [remove(`${VALUES_PATH}?id:in=`), notAnInteger('')],
    [removeProfiles('?id:in='), invalid('id:in')],
  ],
  'Unknown query parameters, or ids that are not numbers, in PUT and DELETE': [
    [remove('/customers?colour=red'), { status: 422 }],
    [{ ...put([gold]), url: `${put([]).url}?colour=red` }, { status: 422 }],
    [remove('/customers?id:in=1,x'), notAnInteger('x')],
  ],
  'A page beyond the last': [[get('?page=9'), { status: 200, body: { data: [] } }]],
  'A `page` or `limit` that is below 1 or not a whole number': [
    [get('?page=0'), invalid('page')],
    [get('?page=abc'), invalid('page')],
    [get('?limit=1.5'), invalid('limit')],
  ],
  'An invalid date filter, such as 30 February; an empty `name`': [
    [get('?date_created=2026-02-30'), { status: 422, body: { errors: { date_created: 'invalid date' } } }],
    [get('?date_modified:max=2026-02-30T08:15:30Z'), invalid('date_modified:max')],
    [get('?date_created:min=yesterday'), invalid('date_created:min')],
    [get('?date_created:min=2026-03-02T25:00:00Z'), invalid('date_created:min')],
    [get('?name='), invalid('name')],
  ],
  'The text of a 422 that nobody has recorded': [[get('?page=0'), { body: { title: 'The request is not valid.' } }]],
  'Order of a list': [
    [[put([{ ...gold, attribute_id: 2, value: '1' }]), get()], { body: { data: [1, 2, 3].map((id) => ({ id })) } }],
  ],
  'The filter `name`': [
    [get('?name=loyalty%20tier'), { body: { data: [] } }],
    [get('?name=Loyalty%20tier&limit=1'), goldStays()],
  ],
  'Several filters': [[get('?customer_id:in=11&attribute_id:in=2'), { body: { data: [] } }]],
  'A segment that does not exist': [
    [remove(`/segments/${absent}/shopper-profiles`), { status: 404, body: { status: 404 } }],
    [remove('/segments/x/shopper-profiles'), invalid('segmentId')],
  ],
  'What is deleted with a customer': [
    [[remove('/customers?id:in=11'), get()], { body: { data: [{ customer_id: 12 }] } }],
    [[remove('/customers?id:in=11'), removeProfiles('')], { body: { meta: { total: PROFILE_IDS.length } } }],
  ],
  'More attributes or segments than a store may have': [
    [
      put([{ ...gold, attribute_id: 51 }]),
      { status: 200 },
      {
        seed: {
          customers: [11],
          attributes: Array.from({ length: 51 }, (_, index) => ({ id: index + 1, name: 'Tier', type: 'string' })),
        },
      },
    ],
  ],
  'Too many calls at once': 'in another test',
  'What a 429 costs': 'in another test',
  'Rate-limit headers of 401, 403 and the 404 for unknown routes': [
    [
      { ...get(), headers: {} },
      { status: 401, headers: withoutQuota },
    ],
    [get(), { status: 403, headers: withoutQuota }, { tokens: { 'sandbox-token': [] } }],
    [request('GET', '/nothing'), { status: 404, headers: withoutQuota }],
  ],
  'A token of another store': [[get(), { status: 403, body: { status: 403 } }, { storeHash: 'another' }]],
  'An unknown token': [[get(), { status: 401, body: { status: 401, title: 'Unauthorized' } }, { tokens: {} }]],
  'Media type of the 404 for unknown routes': [
    [request('GET', '/nothing'), { body: NOT_FOUND, headers: { 'Content-Type': 'text/plain' } }],
  ],
  'A trailing slash in the path': [
    [request('DELETE', '/customers/?id:in=11'), { status: 403, body: { title: 'Authentication Required' } }],
    [request('GET', `${VALUES_PATH}/`), { status: 403 }],
    [remove(`/segments/${SEGMENT_ID}/shopper-profiles/`), { status: 403 }],
  ],
  'HEAD, OPTIONS, double slashes': [
    [request('HEAD', VALUES_PATH), { status: 404 }],
    [request('OPTIONS', VALUES_PATH), { status: 404, body: NOT_FOUND }],
    [request('GET', '/customers//attribute-values'), { status: 404, body: NOT_FOUND }],
  ],
  'A request without `Accept`': [[removeProfiles(''), { status: 200 }]],
  'A body that is not declared as JSON': [
    [{ ...put([gold]), headers: { 'X-Auth-Token': 'sandbox-token', 'Content-Type': 'text/plain' } }, { status: 200 }],
    [{ ...remove('/customers?id:in=11'), body: '[{' }, { status: 204 }],
  ],
  'A body that is too large': 'in another test',
};

function goldStays() {
  return { status: 200, body: { data: [{ id: 1, attribute_value: 'Gold' }] } };
}

describe('the store does what its table of assumptions says:', () => {
  test.each(ASSUMPTIONS.map(({ situation }) => situation))('%s', (situation) => {
    const kept = KEPT[situation];
    expect(kept).toBeDefined();
    if (kept === undefined || kept === 'in another test') return;
    for (const [asked, expected, settings = {}] of kept) {
      const answer = answersOf(settings, ...[asked].flat()).at(-1);
      expect(answer).toMatchObject(expected);
    }
  });
});

test('in responses that conform to the contract', () => {
  for (const kept of Object.values(KEPT)) {
    if (kept === 'in another test') continue;
    for (const [asked, , settings = {}] of kept) {
      const sent = [asked].flat().at(-1);
      const { operationId = 'deleteCustomers' } = (sent && findRoute(sent)) ?? {};
      const answer = answersOf(settings, ...[asked].flat()).at(-1);
      expect([sent, answer && checkResponse({ ...answer, body: textOf(answer.body) }, operationId)]).toEqual([
        sent,
        [],
      ]);
    }
  }
});

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
