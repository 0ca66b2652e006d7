import {
  type Contract,
  checkRequest,
  checkResponse,
  type LoadOptions,
  loadContract,
} from '../../src/contract/index.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** A document with one operation that is sent one schema and answers with it, and the verdicts on both. */
export async function oneSchema(
  schema: unknown,
  components: object = {},
  openapi = '3.1.0',
  options: LoadOptions = {},
) {
  const content = { 'application/json': { schema } };
  const contract = await loadContract(
    JSON.stringify({
      openapi,
      info: { title: 'One', version: '1' },
      servers: [{ url: 'https://example.com' }],
      paths: {
        '/things': {
          post: {
            operationId: 'postThing',
            requestBody: { required: true, content },
            responses: { 200: { description: 'Yes.', content } },
          },
        },
      },
      components: { schemas: components },
    }),
    options,
  );
  return { contract, sent: sentTo(contract), answered: answeredBy(contract) };
}

function sentTo(contract: Contract) {
  return (body: unknown) => {
    const request = { method: 'POST', url: '/things', headers: JSON_TYPE, body: JSON.stringify(body) };
    return listed(checkRequest(request, contract));
  };
}

function answeredBy(contract: Contract) {
  return (body: unknown) =>
    listed(checkResponse({ status: 200, headers: JSON_TYPE, body: JSON.stringify(body) }, 'postThing', contract));
}

function listed(violations: readonly { keyword: string; pointer: string }[]) {
  return violations.map(({ keyword, pointer }) => `${keyword} ${pointer.replace(/^\/(request|response)\/body/, '')}`);
}

/** The contract of a document whose credentials have names that say nothing of what they are. */
export function contractOfHotel(): Promise<Contract> {
  return loadContract({
    openapi: '3.1.0',
    info: { title: 'Hotel', version: '1' },
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: {
        Hotel: { type: 'apiKey', in: 'header', name: 'X-Hotel' },
        Room: { type: 'apiKey', in: 'query', name: 'Room' },
      },
    },
    paths: {
      '/things': {
        get: {
          operationId: 'getThings',
          security: [{ Hotel: [], Room: [] }],
          responses: { 200: { description: 'Things.' } },
        },
      },
    },
  });
}
