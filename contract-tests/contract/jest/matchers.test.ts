import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { bigcommerceContract, contractAt } from '../../../src/contract/index.js';
import { contractMatchers, createContractMatchers } from '../../../src/contract/jest/index.js';
import { ORIGIN, VALUES_PATH } from '../../support/server.js';
import { SPECIFICATION } from '../../support/specification.js';

expect.extend(contractMatchers);

const URL_OF_API = `${ORIGIN}/stores/abc123example/v3`;
const TOKEN = 'token-that-nobody-may-see';
const DELETE = {
  method: 'DELETE',
  url: `${URL_OF_API}/customers?id:in=1`,
  headers: { 'X-Auth-Token': TOKEN },
};
const LIST = { ...DELETE, method: 'GET', url: `${URL_OF_API}${VALUES_PATH}` };
const PAGE = { data: [], meta: { pagination: { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0 } } };
const JSON_HEADERS = { 'Content-Type': 'application/json' };
const BROKEN = { ...PAGE, data: [{ customer_id: 1, attribute_id: 'four', attribute_value: 10 }] };

/** What a failing assertion says, without the colours of a terminal. */
async function complaint(assertion: () => void | Promise<void>): Promise<string> {
  try {
    await assertion();
  } catch (error) {
    return stripVTControlCharacters(String(error instanceof Error ? error.message : error));
  }
  return 'nothing';
}

/** A line of the document, as an editor opens it. */
const lineOf = (pointer: string) => `openapi/bigcommerce-customers.yaml:${SPECIFICATION.lineAt(pointer)}`;

const asRequest = ({ url, ...init }: typeof DELETE) => new Request(url, init);

describe('toMatchContractRequest', () => {
  test('accepts what the contract allows, as a wire request or as a Request', async () => {
    expect(DELETE).toMatchContractRequest();
    expect(DELETE).toMatchContractRequest('deleteCustomers');
    await expect(asRequest(DELETE)).toMatchContractRequest('deleteCustomers');
    await expect(Promise.resolve(DELETE)).resolves.toMatchContractRequest();
  });

  test('takes no object for a Request that merely has a method like one', () => {
    for (const method of ['clone', 'text']) {
      const outcome: unknown = expect({ ...DELETE, [method]: () => '' }).toMatchContractRequest('deleteCustomers');
      expect(outcome).toBeUndefined();
    }
  });

  test('says of each violation where it is, what was expected, what was received and which rule it breaks', async () => {
    const url = `${URL_OF_API}/customers?id:in=1&id:in=2&force=yes`;
    expect(await complaint(() => expect({ ...DELETE, url }).toMatchContractRequest())).toBe(
      `expect(request).toMatchContractRequest()

The request breaks 2 rules of the contract:

  /request/query/id:in (deleteCustomers, request.query)
    expected: the name once
    received: "2 times"
    rule:     explode (${lineOf('/paths/~1customers/delete/parameters/0/explode')})

  /request/query/force (deleteCustomers, request.query)
    expected: no undeclared query parameter
    received: "yes"
    rule:     parameters (${lineOf('/paths/~1customers/delete/parameters')})`,
    );
  });

  test.each([
    ['of that name', 'shop.yaml', /rule: {5}explode \(shop\.yaml:\d+\)/],
    ['without a name', undefined, /rule: {5}explode \(line \d+ of the OpenAPI document\)/],
  ])('names the line of a rule in a document %s', (_, file, place) => {
    const { toMatchContractRequest } = createContractMatchers({ ...bigcommerceContract, file });
    const result = toMatchContractRequest.call({}, { ...DELETE, url: `${DELETE.url}&id:in=3` });
    expect('message' in result && result.message()).toMatch(place);
  });

  test('says the same of a Request, whose body it reads without using it up', async () => {
    const url = `${URL_OF_API}${VALUES_PATH}`;
    const headers = { ...DELETE.headers, ...JSON_HEADERS };
    const body = JSON.stringify([{ customer_id: 1, attribute_id: 2, value: 3 }]);
    const request = new Request(url, { method: 'PUT', headers, body });
    const said = await complaint(() => expect(request).toMatchContractRequest());
    expect(said).toContain('/request/body/0/value (upsertCustomerAttributeValues, request.body)');
    expect(await request.text()).toBe(body);
  });

  test('tells when a request is right, but calls another operation', async () => {
    expect(await complaint(() => expect(DELETE).toMatchContractRequest('listCustomerAttributeValues'))).toBe(
      `expect(request).toMatchContractRequest("listCustomerAttributeValues")

The request breaks one rule of the contract:

  /request/url (deleteCustomers, request.path)
    expected: a call of listCustomerAttributeValues
    received: "deleteCustomers"
    rule:     operationId`,
    );
    expect(() => expect(DELETE).toMatchContractRequest('deleteCustomer')).toThrow('no operation deleteCustomer');
  });

  test('says once that no operation is called, whichever should have been', async () => {
    const url = `${URL_OF_API}/nowhere`;
    expect(await complaint(() => expect({ ...DELETE, url }).toMatchContractRequest('deleteCustomers'))).toContain(
      'The request breaks one rule of the contract',
    );
  });

  test('never shows a credential', async () => {
    const said = await complaint(() => expect({ ...DELETE, url: `${DELETE.url}&x=${TOKEN}` }).toMatchContractRequest());
    expect(said).toContain('[redacted]');
    expect(said).not.toContain(TOKEN);
  });
});

describe('toMatchContractResponse', () => {
  test('accepts what the operation may answer, named by its operationId or by a request', async () => {
    const body = JSON.stringify(PAGE);
    const response = { status: 200, headers: JSON_HEADERS, body };
    expect({ status: 204 }).toMatchContractResponse('deleteCustomers');
    expect(response).toMatchContractResponse(LIST);
    await expect(response).toMatchContractResponse(asRequest(LIST));
    await expect(new Response(body, { headers: JSON_HEADERS })).toMatchContractResponse(LIST);
    await expect(new Response(null, { status: 204 })).toMatchContractResponse('deleteCustomers');
  });

  test('says what is wrong with the response alone, not with the request that stands for the operation', async () => {
    const response = new Response(JSON.stringify(BROKEN), { headers: JSON_HEADERS });
    const said = await complaint(() => expect(response).toMatchContractResponse({ ...LIST, headers: {} }));
    expect(said).toContain('The response breaks 2 rules of the contract');
    expect(said).toContain('/response/body/data/0/attribute_id (listCustomerAttributeValues, response.body)');
    expect(said).toContain('received: "four"');
    expect(said).not.toContain('security');
    expect(await response.json()).toEqual(BROKEN);
  });

  test('shows what it was asked', async () => {
    const asked = (operation: string | typeof LIST) =>
      complaint(() => expect({ status: 299 }).toMatchContractResponse(operation));
    expect(await asked('deleteCustomers')).toMatch(
      /^expect\(response\)\.toMatchContractResponse\("deleteCustomers"\)\n/,
    );
    expect(await asked(LIST)).toMatch(/^expect\(response\)\.toMatchContractResponse\(request\)\n/);
  });

  test('shortens long values', async () => {
    const body = { ...PAGE, data: 'x'.repeat(10_000) };
    const response = { status: 200, headers: JSON_HEADERS, body };
    const said = await complaint(() => expect(response).toMatchContractResponse(LIST));
    expect(said).toContain('xxx…');
    expect(said.length).toBeLessThan(1_000);
  });
});

describe('.not', () => {
  test('passes for what breaks the contract', async () => {
    expect({ ...DELETE, headers: {} }).not.toMatchContractRequest();
    expect({ status: 299 }).not.toMatchContractResponse('deleteCustomers');
    await expect(new Response('oops')).not.toMatchContractResponse('deleteCustomers');
  });

  test('fails for what conforms, and says so', async () => {
    expect(await complaint(() => expect(DELETE).not.toMatchContractRequest())).toBe(
      'expect(request).not.toMatchContractRequest()\n\nExpected the request to break a rule of the contract, but it conforms.',
    );
    const response = new Response(null, { status: 204 });
    expect(await complaint(() => expect(response).not.toMatchContractResponse('deleteCustomers'))).toContain(
      'Expected the response to break a rule of the contract, but it conforms.',
    );
  });
});

describe('a mistake in a test', () => {
  test.each<[string, () => void | Promise<void>, string]>([
    ['no request', () => expect(undefined).toMatchContractRequest(), 'needs a request: { method, url, headers, body }'],
    ['no response', () => expect('204').toMatchContractResponse('deleteCustomers'), 'needs a response: { status,'],
    ['nothing', () => expect(null).toMatchContractResponse('deleteCustomers'), 'needs a response: { status,'],
    [
      'a method that is none',
      () => expect({ method: 5, url: URL_OF_API }).toMatchContractRequest(),
      'needs a request: { method,',
    ],
    [
      'a URL that is no text',
      () => expect({ method: 'GET', url: new URL(URL_OF_API) }).toMatchContractRequest(),
      'needs a request: { method,',
    ],
    [
      'a status that is no number',
      () => expect({ status: '204' }).toMatchContractResponse('deleteCustomers'),
      'needs a response: { status,',
    ],
    [
      'an operation that is none',
      () => expect({ status: 204 }).toMatchContractResponse(Object({ method: 'GET' })),
      'the argument of toMatchContractResponse needs a request',
    ],
    ['another operation', () => expect({ status: 204 }).toMatchContractResponse('delete'), 'no operation delete'],
    [
      'a request for none',
      () => expect({ status: 204 }).toMatchContractResponse({ method: 'GET', url: `${URL_OF_API}/orders` }),
      'the request calls no operation of the contract',
    ],
    [
      'the same under .not',
      () => expect({ status: 204 }).not.toMatchContractResponse({ method: 'GET', url: '/' }),
      'the request calls no operation of the contract',
    ],
  ])('is told as such: %s', async (_, assertion, message) => {
    expect(await complaint(assertion)).toContain(message);
  });

  test('is told as such: a response that has been read already', async () => {
    const response = new Response('x');
    await response.text();
    expect(await complaint(() => expect(response).not.toMatchContractResponse('deleteCustomers'))).toContain(
      'the body of the response has already been read; check the response first, or a clone of it',
    );
    const request = new Request(DELETE.url, { method: 'PUT', body: 'x' });
    await request.text();
    expect(await complaint(() => expect(request).toMatchContractRequest())).toContain(
      'the body of the request has already been read; check the request first, or a clone of it',
    );
  });
});

test('matchers can judge by another contract, and write without the tools of jest', () => {
  const { toMatchContractRequest } = createContractMatchers(contractAt('http://127.0.0.1:1'));
  const url = DELETE.url.replace(ORIGIN, 'http://127.0.0.1:1');
  expect(toMatchContractRequest.call({}, { ...DELETE, url })).toMatchObject({ pass: true });
  const result = toMatchContractRequest.call({}, DELETE);
  expect('message' in result && result.message()).toContain('expect(request).toMatchContractRequest()\n\nThe request');
});

test('matchers can be strict, except about what that allows', () => {
  const { toMatchContractResponse, toMatchContractRequest } = createContractMatchers(undefined, {
    strict: { allow: ['request.header:x-trace', 'response.body:/links'] },
  });
  const passes = (outcome: unknown) => expect(outcome).toMatchObject({ pass: true });
  const fails = (outcome: unknown) => expect(outcome).toMatchObject({ pass: false });
  const answer = (member: string) => ({ status: 200, headers: JSON_HEADERS, body: { ...PAGE, [member]: {} } });
  for (const operation of ['listCustomerAttributeValues', LIST]) {
    passes(toMatchContractResponse.call({}, answer('links'), operation));
    fails(toMatchContractResponse.call({}, answer('next'), operation));
  }
  const asking = (name: string) => ({ ...LIST, headers: { ...LIST.headers, [name]: '1' } });
  passes(toMatchContractRequest.call({}, asking('X-Trace')));
  fails(toMatchContractRequest.call({}, asking('X-Other')));
});
