import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Contract, checkRequest, loadContract } from '../../src/contract/index.js';

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Repositories', version: '1' },
    servers: [{ url: 'https://example.com/api' }],
    paths: {
      '/repos/{owner}/issues': {
        parameters: [{ name: 'owner', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'list', responses: { 200: { description: 'Issues.' } } },
      },
    },
  });
});
const found = (owner: string) =>
  checkRequest({ method: 'GET', url: `https://example.com/api/repos/${owner}/issues` }, contract);

describe('a value in a path', () => {
  test.each([
    ...['octocat', 'a-b.c_d~e', "!$&'()*+,;=:@", 'a%20b', '%3Cx%3E', '%C3%BC', '%F0%9F%98%80', '100%25'],
    // RFC 3986 (3.3) does not allow these, but browsers and curl send them, and every server reads them.
    ...['{owner}', 'a|b', 'a^b', '`x`', 'a\\b', '[x]'],
  ])('is what a path may have: %s', (owner) => {
    expect(found(owner)).toEqual([]);
  });

  test.each(['a b', '<x>', '"x"', 'ü', '\t'])('is percent-encoded where a path may not have it: %j', (owner) => {
    expect(found(owner)).toMatchObject([
      {
        location: 'request.path',
        pointer: '/request/url',
        keyword: 'encoding',
        actual: `/api/repos/${owner}/issues`,
      },
    ]);
  });

  test.each(['%ZZ', '%', '100%', '%4', '%ff', '%C3'])('is percent-encoded as it should be: %s', (owner) => {
    const [violation, ...others] = found(owner);
    expect(others).toEqual([]);
    expect(violation?.message).toContain('expected well-formed percent-encoding of UTF-8, got');
    expect(violation?.keyword).toBe('encoding');
  });
});
