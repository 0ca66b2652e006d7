import { describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { type Contract, checkFetch, checkRequest, contractAt, loadContract } from '../../src/contract/index.js';
import { watchNock } from '../../src/contract/jest/index.js';

/** A document with one operation, served from one server or from none. */
const contractOf = (server?: object) =>
  loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    ...(server && { servers: [server] }),
    paths: { '/things': { get: { responses: { 200: { description: 'Things.' } } } } },
  });

const HOST = { default: 'api.example.com', enum: ['api.example.com', 'eu.example.com'] };
const SCHEME = { default: 'https', enum: ['https'] };
const ANY = { default: 'api.example.com' };

/** What is found in a request that the document does not know and an answer that it does not know either. */
async function found(url: string, contract: Contract, origin?: string) {
  const checked = checkFetch(async () => new Response(null, { status: 299 }), { contract, origin });
  await checked(`${url}?zzz=1`);
  return checked.violations.map(({ keyword }) => keyword);
}

describe('what is checked of all that is sent', () => {
  test.each<[title: string, url: string, server: object]>([
    ['a host', 'https://api.example.com/v3/things', { url: 'https://api.example.com/v3' }],
    ['a host in other letters', 'https://api.example.com/v3/things', { url: 'HTTPS://API.example.com:443/v3' }],
    ['a listed host', 'https://eu.example.com/v3/things', { url: 'https://{host}/v3', variables: { host: HOST } }],
    ['any host', 'https://x.example.com/v3/things', { url: 'https://{host}/v3', variables: { host: ANY } }],
    [
      'a part of a host',
      'https://x.example.com/things',
      { url: 'https://{host}.example.com', variables: { host: ANY } },
    ],
    [
      'a scheme',
      'https://api.example.com/api/v3/things',
      { url: '{scheme}://{host}/api/v3', variables: { scheme: SCHEME, host: HOST } },
    ],
    [
      'a port that goes without saying',
      'https://api.example.com/things',
      { url: 'https://{host}:{port}', variables: { host: HOST, port: { default: '443', enum: ['443', '8443'] } } },
    ],
    [
      'a port that goes without saying, whatever its variable says',
      'https://x.example.com/things',
      { url: 'https://{host}:{port}', variables: { host: ANY, port: { default: '443' } } },
    ],
    ['the port of http', 'http://x.example.com/things', { url: 'http://{host}:80', variables: { host: ANY } }],
    ['the port of https', 'https://x.example.com/things', { url: 'https://{host}:443', variables: { host: ANY } }],
    [
      'a host with variables in other letters',
      'https://x.example.com/things',
      { url: 'https://{host}.EXAMPLE.com', variables: { host: ANY } },
    ],
    ['no scheme', 'http://api.example.com/v3/things', { url: '//api.example.com/v3' }],
  ])('goes to %s that the server names', async (_, url, server) => {
    const contract = await contractOf(server);
    expect(await found(url, contract)).toEqual(['parameters', 'responses']);
    expect(checkRequest({ method: 'GET', url }, contract)).toEqual([]);
  });

  test.each<[title: string, url: string, server: object]>([
    ['a host', 'https://other.example.com/v3/things', { url: 'https://api.example.com/v3' }],
    ['a host', 'https://other.example.com/v3/things', { url: 'https://{host}/v3', variables: { host: HOST } }],
    ['a host', 'https://apixexample.com/v3/things', { url: 'https://{host}/v3', variables: { host: HOST } }],
    ['a host', 'https://x.example.org/things', { url: 'https://{host}.example.com', variables: { host: ANY } }],
    ['a port', 'http://x.example.com/things', { url: 'http://{host}:443', variables: { host: ANY } }],
    [
      'a scheme',
      'http://api.example.com/v3/things',
      { url: '{scheme}://{host}/v3', variables: { scheme: SCHEME, host: HOST } },
    ],
    [
      'a port',
      'https://api.example.com:8444/things',
      { url: 'https://{host}:{port}', variables: { host: HOST, port: { default: '443', enum: ['443', '8443'] } } },
    ],
  ])('does not go to %s that the server does not name', async (_, url, server) => {
    const contract = await contractOf(server);
    expect(await found(url, contract)).toEqual([]);
    expect(checkRequest({ method: 'GET', url }, contract)).toMatchObject([{ keyword: 'servers' }]);
  });
});

describe.each<[title: string, server: object | undefined, path: string]>([
  ['a path for a server', { url: '/api/v3' }, '/api/v3/things'],
  ['a path with a host in it', { url: '/to/https://api.example.com' }, '/to/https://api.example.com/things'],
  ['no server', undefined, '/things'],
])('a contract with %s', (_, server, path) => {
  test('is watched nowhere, which nobody takes for a verdict', async () => {
    const contract = await contractOf(server);
    const error = new TypeError('this contract names no origin to watch; pass `origin`');
    expect(() => checkFetch(fetch, { contract })).toThrow(error);
    expect(() => watchNock({ nock, contract })).toThrow(error);
  });

  test('is watched at the origin that it is given', async () => {
    const contract = await contractOf(server);
    const origin = 'https://api.example.com';
    expect(await found(origin + path, contract, origin)).toEqual(['parameters', 'responses']);
    expect(await found(origin + path, contractAt(origin, contract))).toEqual(['parameters', 'responses']);
    expect(await found(`https://other.example.com${path}`, contract, origin)).toEqual([]);
  });

  test('is watched in nock at the origin that it is given', async () => {
    const contract = await contractOf(server);
    const watch = watchNock({ nock, contract, origin: 'https://api.example.com' });
    nock('https://api.example.com').get(path).query(true).reply(299);
    await fetch(`https://api.example.com${path}?zzz=1`);
    expect(() => watch.assert()).toThrow('(parameters)');
    watch.stop();
  });
});

test('a contract with variables before its path is moved as a whole', async () => {
  const contract = await contractOf({ url: '{scheme}://{host}/v3', variables: { scheme: SCHEME, host: HOST } });
  expect(contractAt('http://localhost:4010/', contract).server.url).toBe('http://localhost:4010/v3');
});

test('an origin may be without encryption, in any letters, and end with a slash', async () => {
  const contract = await contractOf();
  for (const origin of ['http://localhost:4010', 'HTTP://LOCALHOST:4010', 'http://localhost:4010/'])
    expect(await found('http://localhost:4010/things', contract, origin)).toEqual(['parameters', 'responses']);
});

test.each<unknown>([
  ...['api.example.com', '/v3', 'https://api.example.com/v3', 'ftp://api.example.com', ''],
  ...['xhttps://api.example.com', 'https://api example.com', 'https://me@api.example.com', 'https://api.example.com?a'],
  ...[new URL('https://api.example.com'), { toString: () => 'https://api.example.com' }],
])('an origin is scheme and host: %j is refused', (origin) => {
  expect(() => checkFetch(fetch, Object({ origin }))).toThrow('must be a scheme and host');
});
