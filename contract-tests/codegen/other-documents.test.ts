import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { transformFile } from '@swc/core';
import ts from 'typescript';
import { generateForDocument } from '../../src/codegen/command.js';
import { type Answer, json, type StoreStub, startStoreStub } from '../support/store-stub.js';
import { MAKERS } from './makers-documents.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Calls as their users write them: they compile, and so do the types of what comes back. */
const CONSUMER = `
${Object.keys(MAKERS)
  .map((name) => `import { createOperations as ${name} } from './${name}/client.js';`)
  .join('\n')}
import { requests as namesRequests } from './names/validators.js';
import { requests as petshopRequests, successes as petshopSuccesses } from './petshop/validators.js';

export const validators = { namesRequests, petshopRequests, petshopSuccesses };

type Call = (baseUrl: string) => Promise<unknown>;

export const calls: Record<string, Call> = {
  async getShow(baseUrl) {
    const { data } = await exhibition({ baseUrl, auth: { Desk: { username: 'ann', password: 'pä:ss' } } }).getShow({ params: { path: { showId: 'a/b' } } });
    const closes: string | null | undefined = data?.closes;
    return [data?.name.toUpperCase(), closes];
  },
  async getPoster(baseUrl) {
    const { data, response } = await exhibition({ baseUrl }).getPoster({ params: { path: { showId: '1' } } });
    const stream: ReadableStream | null | undefined = data;
    return [stream === response.body, await response.text()];
  },
  async addAnimal(baseUrl) {
    const { data } = await petshop({ baseUrl, auth: { shop_auth: 'token' } }).addAnimal({ body: { name: 'Rex', breed: "it's" } });
    return data?.parent?.name;
  },
  async getContent(baseUrl) {
    const { data } = await forge({ baseUrl })['repos/get-content']({ params: { path: { owner: 'o', repo: 'r', path: 'a b.md' }, query: { ref: 'main' } } });
    return Array.isArray(data) ? data.length : data?.type === 'file' ? data.size : data?.target;
  },
  async getCharges(baseUrl) {
    const { data } = await payments({ baseUrl, auth: { bearerAuth: 'key' } }).GetCharges({ params: { query: { expand: ['data.customer', 'b'], created: { gt: 1 } } } });
    return data?.data.map(({ id }) => id);
  },
  async postCharges(baseUrl) {
    const { data } = await payments({ baseUrl }).PostCharges({ body: { amount: 5, metadata: { 'order id': '7' }, expand: ['customer'] } });
    return data?.id;
  },
  async createMessage(baseUrl) {
    const { data } = await telephony({ baseUrl, auth: { accountSid_authToken: { username: 'AC1', password: 'x' } } })
      .CreateMessage({ params: { path: { AccountSid: 'AC12' } }, body: { To: '+49', MediaUrl: ['a', 'b'] } });
    return data?.sid?.length;
  },
  deleteAccount: (baseUrl) => telephony({ baseUrl }).DeleteAccount({ params: { path: { AccountSid: 'AC1' } } }).then(({ data }) => data),
  async listPods(baseUrl) {
    const { data } = await cluster({ baseUrl, auth: { BearerToken: 'Bearer x' } }).getApiV1NamespacesByNamePods({ params: { path: { name: 'n' } } });
    return data?.items[0]?.metadata?.['app'];
  },
  async createPod(baseUrl) {
    const { data } = await cluster({ baseUrl }).postApiV1NamespacesByNamePods({ params: { path: { name: 'n' } }, body: { port: 80 } });
    return data?.port;
  },
  async pay(baseUrl) {
    const { data } = await checkout({ baseUrl, auth: { ApiKey: 'k&1', Tenant: 't', Session: 's;1' } })
      ['post-payments']({ params: { header: { 'Idempotency-Key': 'i' } }, body: { method: { type: 'card', number: '4' } } });
    return data && 'code' in data ? data.code : data;
  },
  async payLater(baseUrl) {
    const { data, response } = await checkout({ baseUrl: baseUrl + '/later' })['post-payments']({});
    return [data === response.body, await response.text()];
  },
  async payWrong(baseUrl) {
    const { error } = await checkout({ baseUrl: baseUrl + '/wrong' })['post-payments']();
    return error?.title;
  },
  async payNothing(baseUrl) {
    const { error } = await checkout({ baseUrl })['post-payments']();
    return error ? String(error) : 'looks like a success';
  },
  async upload(baseUrl) {
    const { data } = await storage({ baseUrl }).post_files_content({ body: { attributes: { name: 'a.txt' }, file: 'hello', note: '*n*', cover: new Blob(['png'], { type: 'image/png' }) } });
    return data?.entries?.[0]?.id;
  },
  async download(baseUrl) {
    const { response } = await storage({ baseUrl }).get_files_id_content({ params: { path: { id: '1' } } });
    return response.text();
  },
  async replace(baseUrl) {
    const { data } = await storage({ baseUrl }).put_files_id_content({ params: { path: { id: '1' } }, body: new Uint8Array([104, 105]) });
    return data?.id;
  },
  async getCustomers(baseUrl) {
    const { data } = await store({ baseUrl, auth: { 'X-Auth-Token': 'token' } }).getCustomers({ params: { query: { 'id:in': [1, 2] } } });
    return data?.data?.[0]?.id;
  },
  createCustomers: (baseUrl) => store({ baseUrl }).createCustomers({ body: [{ email: 'a@example.com' }] }).then(({ data }) => data),
  async named(baseUrl) {
    const { data } = await names({ baseUrl }).constructor({ params: { path: { id: 1, other: 'x' }, query: { id: 2, $filter: "a eq 'b'", 'a"b': 'c', where: { d: 1 } } } });
    return data?.class;
  },
  reserved: (baseUrl) => names({ baseUrl }).delete({ params: { path: { id: '1', other: '2' } } }).then(({ data }) => data),
  renamed: (baseUrl) => names({ baseUrl }).deleteNaïveByIdItSByOther({ params: { path: { id: '1', other: '2' } } }).then(({ data }) => data),
  styles: (baseUrl) => names({ baseUrl }).größe({ params: { path: { rgb: { r: 1, g: 2 }, tags: ['a', 'b'] }, header: { 'X-List': [1, 2] }, cookie: { crumbs: 'x y' } } }).then(({ data }) => data),
  async ask(baseUrl) {
    const { data } = await assistant({ baseUrl }).ask({ body: { text: 'Why?' } });
    return data instanceof ReadableStream ? undefined : data?.text;
  },
  async askForPieces(baseUrl) {
    const { data, response } = await assistant({ baseUrl }).ask({ body: { text: 'Why?', stream: true } });
    return data instanceof ReadableStream ? [data === response.body, await response.text()] : data?.text;
  },
  async exportAnswers(baseUrl) {
    const { data, response } = await assistant({ baseUrl }).exportAnswers({ headers: { Accept: 'text/csv' } });
    return Array.isArray(data) ? data.map(({ text }) => text) : response.text();
  },
  async putAccount(baseUrl) {
    const { data } = await assistant({ baseUrl }).putAccount({
      params: { path: { id: 'a' }, query: { like: { name: 'b', password: 'c', keys: [] } } },
      body: { name: 'Ann', password: 'secret', keys: [{ note: 'n' }] },
    });
    const made: string | null | undefined = data?.keys[0]?.made;
    return [data?.id.length, made];
  },
  async postEvents(baseUrl) {
    const { data } = await assistant({ baseUrl }).postEvents({
      body: { event: { type: 'text.delta', text: 'a' }, shape: { kind: 'circle', radius: 1 }, beast: { type: 'Cat', lives: 9 } },
    });
    return data?.type === 'text.delta' ? data.text : data?.reason;
  },
  putPicture: (baseUrl) => assistant({ baseUrl }).putPicture({ body: new Blob(['png'], { type: 'image/png' }) }).then(({ data }) => data),
  putBytes: (baseUrl) => assistant({ baseUrl }).putPicture({ body: new Uint8Array([97]) }).then(({ data }) => data),
  postAnything: (baseUrl) => assistant({ baseUrl }).postAnything({ body: new Uint8Array([97]) }).then(({ data }) => data),
  postText: (baseUrl) => assistant({ baseUrl }).postBytes({ body: 'a' }).then(({ data }) => data),
  search: async (baseUrl) => (await (await Promise.resolve(assistant({ baseUrl }))).getSearches()).data,
};

export const mistakes = [
  // @ts-expect-error a required member is missing
  () => petshop().addAnimal({ body: {} }),
  // @ts-expect-error not one of the choices
  () => petshop().addAnimal({ body: { name: 'a', breed: 'cat' } }),
  // @ts-expect-error the path parameter is missing
  () => exhibition().getShow({}),
  // @ts-expect-error a header that OpenAPI tells readers to ignore
  () => store().getCustomers({ params: { header: { Accept: 'x' } } }),
  // @ts-expect-error an answer in pieces is not told apart
  () => assistant().ask({ body: { text: 'a' } }).then(({ data }) => data?.text),
  // @ts-expect-error a member that only requests have
  () => assistant().putAccount({ params: { path: { id: 'a' } }, body: { name: 'a', password: 'b', keys: [] } }).then(({ data }) => data?.password),
  // @ts-expect-error a member that is required of requests
  () => assistant().putAccount({ params: { path: { id: 'a' } }, body: { name: 'a', keys: [] } }),
  // @ts-expect-error the name of the schema, whose constant is another
  () => assistant().postEvents({ body: { event: { type: 'TextEvent', text: 'a' } } }),
  // @ts-expect-error a member of the other alternative
  () => assistant().postEvents({ body: { event: { type: 'end', reason: 'a' }, beast: { type: 'Dog', lives: 9 } } }),
  // @ts-expect-error a body that fetch does not send
  () => assistant().getSearches({ body: { text: 'a' } }),
  // @ts-expect-error an operation that cannot be sent without a body
  () => assistant().headSearch(),
  // @ts-expect-error a method that fetch does not send
  () => assistant().traceSearch(),
  // @ts-expect-error no such credential
  () => store({ auth: { Other: 'x' } }),
];
`;

interface Consumer {
  readonly calls: Readonly<Record<string, (baseUrl: string) => Promise<unknown>>>;
  readonly validators: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> & {
    readonly petshopSuccesses: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>>;
  };
}

let folder = '';
let server: StoreStub;
let problems: readonly string[] = [];
let consumer: Consumer;
const messages: Record<string, string> = {};

beforeAll(async () => {
  // Inside the repository, so that openapi-fetch is found from there.
  folder = await mkdtemp(join(ROOT, '.temporary-'));
  server = await startStoreStub();
  for (const [name, text] of Object.entries(MAKERS)) {
    const [spec, out] = [join(folder, `${name}.yaml`), join(folder, name)];
    await writeFile(spec, text);
    const lines: string[] = [];
    const output = { log: () => {}, error: (line: string) => void lines.push(line) };
    const outcome = await generateForDocument(
      { spec, out, check: false, force: false, cwd: folder, again: '' },
      output,
    );
    messages[name] = lines.join('\n');
    if (outcome !== 'done') throw new Error(messages[name]);
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'consumer.ts'), CONSUMER);
  problems = await compileAll();
  consumer = await import(pathToFileURL(join(folder, 'dist/consumer.js')).href);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/**
 * Compiles everything in the folder, all at once, as strictly as `strict` is and as strictly as projects choose to be: each finds
 * mistakes that the other does not. Returns what the compiler complains about.
 */
async function compileAll(): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const names = files.map((name) => join(folder, name));
  const usual = ts.createProgram(names, OPTIONS);
  const strictest = ts.createProgram(names, { ...OPTIONS, ...STRICTEST }, undefined, usual);
  await Promise.all(files.map(transpile));
  return [usual, strictest].flatMap((program) =>
    [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...findingsIn(program)].map(
      ({ file, messageText }) => {
        return `${file?.fileName.slice(folder.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      },
    ),
  );
}

/** Findings in all files but those that only repeat one of the first document, and refer to nothing that differs. */
function findingsIn(program: ts.Program): ts.Diagnostic[] {
  const [first = ''] = Object.keys(MAKERS);
  const isCopy = ({ fileName, text }: ts.SourceFile) =>
    dirname(fileName) !== join(folder, first) &&
    text === program.getSourceFile(join(folder, first, basename(fileName)))?.text &&
    !text.includes("'./operations.js'");
  return program
    .getSourceFiles()
    .filter((file) => file.fileName.startsWith(folder) && !isCopy(file))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
}

async function transpile(name: string): Promise<void> {
  const { code } = await transformFile(join(folder, name), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  });
  await mkdir(join(folder, 'dist', dirname(name)), { recursive: true });
  await writeFile(join(folder, 'dist', name.replace(/ts$/, 'js')), code);
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
  skipLibCheck: true,
};

const STRICTEST: ts.CompilerOptions = {
  ...{ noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noPropertyAccessFromIndexSignature: true },
  ...{ noImplicitOverride: true, noImplicitReturns: true, noUnusedLocals: true, noUnusedParameters: true },
  ...{ noFallthroughCasesInSwitch: true, verbatimModuleSyntax: true, isolatedModules: true },
};

test('what is generated from documents of many styles compiles under strict, with the calls of its users', () => {
  expect(problems).toEqual([]);
});

describe('a call reaches the server as the document says, and its answer comes back:', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const text = { status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'text' };
  test.each<[name: string, answer: Answer, expected: string, headers: Record<string, string>, data: unknown]>([
    [
      'getShow',
      json(200, { name: 'Maps', closes: null }),
      'GET /shows/a%2Fb',
      { authorization: basic('ann:pä:ss') },
      ['MAPS', null],
    ],
    ['getPoster', text, 'GET /shows/1/poster', { accept: 'image/png' }, [true, 'text']],
    [
      'addAnimal',
      json(200, { name: 'Rex', parent: { name: 'Mum' } }),
      `POST /animal {"name":"Rex","breed":"it's"}`,
      { authorization: 'Bearer token', 'content-type': 'application/json' },
      'Mum',
    ],
    ['getContent', json(200, { type: 'file', size: 3 }), 'GET /repos/o/r/contents/a%20b.md?ref=main', {}, 3],
    [
      'getCharges',
      json(200, { data: [{ id: 'c1' }] }),
      'GET /v1/charges?expand[0]=data.customer&expand[1]=b&created[gt]=1',
      { authorization: 'Bearer key' },
      ['c1'],
    ],
    [
      'postCharges',
      json(200, { id: 'c1' }),
      'POST /v1/charges amount=5&metadata%5Border+id%5D=7&expand%5B0%5D=customer',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'c1',
    ],
    [
      'createMessage',
      json(200, { sid: 'SM' }),
      'POST /2010/Accounts/AC12/Messages.json To=%2B49&MediaUrl=a&MediaUrl=b',
      { authorization: basic('AC1:x') },
      2,
    ],
    ['deleteAccount', { status: 204 }, 'DELETE /2010/Accounts/AC1.json', {}, undefined],
    [
      'listPods',
      json(200, { items: [{ metadata: { app: 'web' } }] }),
      'GET /api/v1/namespaces/n/pods',
      { authorization: 'Bearer x', accept: 'application/json' },
      'web',
    ],
    [
      'createPod',
      json(200, { port: 80 }),
      'POST /api/v1/namespaces/n/pods {"port":80}',
      { 'content-type': 'application/json' },
      80,
    ],
    [
      'pay',
      json(200, { code: 'ok' }),
      'POST /payments?key=k%261 {"method":{"type":"card","number":"4"}}',
      {
        authorization: 'Bearer t',
        cookie: 'sid=s%3B1',
        'content-type': 'application/vnd.checkout+json',
        'idempotency-key': 'i',
      },
      'ok',
    ],
    ['payLater', { ...text, status: 202 }, 'POST /later/payments', {}, [true, 'text']],
    [
      'payWrong',
      { status: 422, headers: { 'Content-Type': 'application/problem+json' }, body: '{"title":"no"}' },
      'POST /wrong/payments',
      {},
      'no',
    ],
    ['payNothing', { status: 503 }, 'POST /payments', {}, 'HTTP 503 Service Unavailable'],
    ['payNothing', json(500, null), 'POST /payments', {}, 'HTTP 500 Internal Server Error'],
    ['download', text, 'GET /files/1/content', { accept: 'application/octet-stream' }, 'text'],
    [
      'replace',
      json(200, { id: 'f1' }),
      'PUT /files/1/content hi',
      { 'content-type': 'application/octet-stream' },
      'f1',
    ],
    ['getCustomers', json(200, { data: [{ id: 1 }] }), 'GET /customers?id:in=1,2', { 'x-auth-token': 'token' }, 1],
    ['createCustomers', json(200, []), 'POST /customers [{"email":"a@example.com"}]', {}, []],
    [
      'named',
      json(200, { class: 9 }),
      `GET /na%C3%AFve/1/it's/x?id=2&%24filter=a%20eq%20%27b%27&a%22b=c&where=%7B%22d%22%3A1%7D`,
      {},
      9,
    ],
    [
      'ask',
      json(200, { text: 'So.' }),
      'POST /answers {"text":"Why?"}',
      { accept: 'application/json, text/event-stream' },
      'So.',
    ],
    [
      'askForPieces',
      { status: 200, headers: { 'Content-Type': 'text/event-stream' }, body: 'data: {}\n\n' },
      'POST /answers {"text":"Why?","stream":true}',
      {},
      [true, 'data: {}\n\n'],
    ],
    [
      'exportAnswers',
      { status: 200, headers: { 'Content-Type': 'text/csv' }, body: 'a,b' },
      'GET /answers/export',
      { accept: 'text/csv' },
      'a,b',
    ],
    [
      'putAccount',
      json(200, { id: 'a1', name: 'Ann', keys: [{ made: null, note: 'n' }] }),
      'PUT /accounts/a?like[name]=b&like[password]=c {"name":"Ann","password":"secret","keys":[{"note":"n"}]}',
      {},
      [2, null],
    ],
    [
      'postEvents',
      json(200, { type: 'stop', reason: 'full' }),
      'POST /events {"event":{"type":"text.delta","text":"a"},"shape":{"kind":"circle","radius":1},"beast":{"type":"Cat","lives":9}}',
      {},
      'full',
    ],
    ['putPicture', { status: 204 }, 'PUT /pictures png', { 'content-type': 'image/png' }, undefined],
    ['putBytes', { status: 204 }, 'PUT /pictures a', { 'content-type': 'application/octet-stream' }, undefined],
    ['postAnything', { status: 204 }, 'POST /pictures a', { 'content-type': 'application/octet-stream' }, undefined],
    ['postText', { status: 204 }, 'PATCH /pictures a', { 'content-type': 'text/plain' }, undefined],
    ['search', { status: 204 }, 'GET /searches', {}, undefined],
    ['reserved', { status: 204 }, `PUT /na%C3%AFve/1/it's/2`, {}, undefined],
    ['renamed', { status: 204 }, `DELETE /na%C3%AFve/1/it's/2`, {}, undefined],
    [
      'styles',
      json(200, { any: 1 }),
      'GET /colour/;r=1;g=2/.a,b',
      { 'x-list': '1,2', cookie: 'crumbs=x%20y' },
      { any: 1 },
    ],
  ])('%s', async (name, answer, expected, headers, data) => {
    server.answerWith(answer);
    expect(await consumer.calls[name]?.(server.baseUrl)).toEqual(data);
    const {
      method,
      url,
      body,
      headers: sent,
    } = server.requests.at(-1) ?? { method: '', url: '', body: '', headers: [] };
    expect(`${method} ${url} ${body}`.trim()).toBe(expected);
    const byName = Object.fromEntries(sent.map(([header, value]) => [header.toLowerCase(), value]));
    expect(byName).toMatchObject(headers);
  });

  test('upload, whose parts have the types that they are of', async () => {
    server.answerWith(json(201, { entries: [{ id: 'f1' }] }));
    expect(await consumer.calls['upload']?.(server.baseUrl)).toBe('f1');
    const { body = '', headers = [] } = server.requests.at(-1) ?? {};
    expect(Object.fromEntries(headers)['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body.split(/------[-\w]+\r\n|------[-\w]+--\r\n/).filter(Boolean)).toEqual([
      'Content-Disposition: form-data; name="attributes"\r\nContent-Type: application/json\r\n\r\n{"name":"a.txt"}\r\n',
      'Content-Disposition: form-data; name="file"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\nhello\r\n',
      'Content-Disposition: form-data; name="note"\r\nContent-Type: text/markdown\r\n\r\n*n*\r\n',
      'Content-Disposition: form-data; name="cover"; filename="blob"\r\nContent-Type: image/png\r\n\r\npng\r\n',
    ]);
  });
});

test('checks of requests and of successes know what the document says, in its own version of OpenAPI', () => {
  const { petshopRequests, petshopSuccesses, namesRequests } = consumer.validators;
  const request = (body: unknown) => petshopRequests?.['addAnimal']?.({ path: {}, query: {}, body });
  expect(request({ name: 'Rex', parent: null, breed: 'corgi' })).toBe(true);
  expect(request({ name: 7 })).toBe(false);
  expect(petshopSuccesses['addAnimal']).toEqual({});
  expect(namesRequests?.['constructor']?.({ path: { id: 1, other: 'x' }, query: { id: 2 } })).toBe(true);
  expect(namesRequests?.['constructor']?.({ path: { id: 'x', other: 'x' }, query: {} })).toBe(false);
});

test('what is passed over, changed or chosen is a warning with its line', () => {
  expect(messages['exhibition']).toBe('');
  expect(messages['forge']).toMatch(/forge\.yaml:7:\d+ operationId repos\/get-content is not camelCase/);
  expect(messages['names']).toMatch(/__proto__ cannot be a name; one is made from method and path/);
  expect(messages['names']).toMatch(/constructor stands twice/);
  expect(messages['names']).toMatch(/does not describe the path parameter other/);
  expect(messages['names']).toMatch(/has a path parameter ids, which is not in the path/);
  expect(messages['names']).toMatch(/names\.yaml:\d+:\d+ refers to #\/components\/schemas\/Lost, which leads nowhere/);
  expect(messages['names']).toMatch(/http:\/\/names\.example is not https/);
  expect(messages['payments']).not.toMatch(/left out/);
  expect(messages['assistant']).toMatch(/operationId then would make a promise of the client/);
  expect(messages['assistant']).toMatch(/the body of getSearches is left out: fetch sends none with GET/);
  expect(messages['assistant']).toMatch(/headSearch is left out: it needs a body, and fetch sends none with HEAD/);
  expect(messages['assistant']).toMatch(/traceSearch is left out: fetch cannot send TRACE/);
  expect(messages['petshop']).toMatch(/has several media types; application\/json is sent/);
});

test('editors show the description of an operation, and that it is deprecated', async () => {
  const client = await readFile(join(folder, 'assistant/client.ts'), 'utf8');
  expect(client).toContain(`  /**
   * Ask
   *
   * Answers in one piece,
   * or *\\/ in many.
   *
   * @deprecated
   */
  ask(options: `);
});

test('an answer that is not JSON is named with its status and address, without the query', async () => {
  server.answerWith({ status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>' });
  await expect(consumer.calls['getCharges']?.(server.baseUrl)).rejects.toThrow(
    `HTTP 200 of GET ${server.baseUrl}/v1/charges is text/html; its document promises JSON`,
  );
});
