import { ORIGIN, VALUES_PATH } from './server.js';

const LIST = `${ORIGIN}/stores/abc123example/v3${VALUES_PATH}`;
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What a client sends in an exchange, and what it is answered beside what the answer repeats. */
interface Planted {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** Members of the answer, or all of it as text. */
  readonly answer?: object | string;
}

/** An exchange of which all is text, as it is on the wire. */
export interface PlantedExchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  };
  readonly response: { readonly status: number; readonly headers: Record<string, string>; readonly body: string };
}

/** Every place of an exchange that a secret can have, by what it is called. */
export const PLACES: Readonly<Record<string, (secret: string) => Planted>> = {
  'X-Auth-Token': (secret) => ({ headers: { 'X-Auth-Token': secret } }),
  'a bearer': (secret) => ({ headers: { Authorization: `Bearer ${secret}` } }),
  'a password of Basic': (secret) => ({ headers: { Authorization: `Basic ${btoa(`user:${secret}`)}` } }),
  'a user of Basic': (secret) => ({ headers: { Authorization: `basic ${btoa(`${secret}:`)}` } }),
  'a proxy': (secret) => ({ headers: { 'Proxy-Authorization': `Bearer ${secret}` } }),
  'parameters of Authorization': (secret) => ({ headers: { Authorization: `Digest realm="a", response="${secret}"` } }),
  'a header with a name of its own': (secret) => ({ headers: { 'X-Api-Key': secret } }),
  'a header with a short name': (secret) => ({ headers: { 'X-Session': secret } }),
  'a cookie': (secret) => ({ headers: { Cookie: `theme=dark; whatever=${secret}` } }),
  'a cookie that is set': (secret) => ({ answerHeaders: { 'Set-Cookie': `a=${secret}; Path=/; HttpOnly` } }),
  'a header of the answer': (secret) => ({ answerHeaders: { 'X-Refresh-Token': secret } }),
  'a URL in a header': (secret) => ({
    answerHeaders: { Location: `https://example.com/?a=1&access_token=${encodeURIComponent(secret)}` },
  }),
  'the user of the URL': (secret) => ({ url: LIST.replace('//', `//${encodeURIComponent(secret)}@`) }),
  'the password of the URL': (secret) => ({ url: LIST.replace('//', `//me:${encodeURIComponent(secret)}@`) }),
  'the fragment': (secret) => ({ url: `${LIST}#access_token=${encodeURIComponent(secret)}` }),
  ...inQuery(
    'access_token',
    'key',
    'sig',
    'code',
    'auth',
    'jwt',
    'session_id',
    'pwd',
    'access%5Ftoken',
    'user[password]',
  ),
  ...inBodies('password', 'accessToken', 'credentials'),
  'a form': (secret) => ({ body: `grant=x&client_secret=${encodeURIComponent(secret)}&a=b` }),
  'a form with a short name': (secret) => ({ body: `code=${encodeURIComponent(secret)}&a=b` }),
  'a part of a form': (secret) => ({ body: `--b\r\nx: y; name="token"\r\n\r\n${secret}\r\n--b--` }),
  'JSON that was cut off': (secret) => ({ answer: `{"data":[{"access_token":"${secret}` }),
  'a list in JSON that was cut off': (secret) => ({ answer: `{"data":[{"tokens":["a","${secret}","b` }),
  'a text in JSON': (secret) => ({ answer: { log: `password=${secret}` } }),
  'JSON in JSON': (secret) => ({ answer: { log: JSON.stringify({ a: 1, token: secret }) } }),
  'a page': (secret) => ({ answer: `<a><password>${secret}</password></a>` }),
};

function inQuery(...names: readonly string[]) {
  return Object.fromEntries(
    names.map((name) => [
      `${name} in the query`,
      (secret: string): Planted => ({ url: `${LIST}?a=1&${name}=${encodeURIComponent(secret)}` }),
    ]),
  );
}

function inBodies(...names: readonly string[]) {
  const shapes: Readonly<Record<string, (name: string, secret: string) => object>> = {
    member: (name, secret) => ({ [name]: secret }),
    list: (name, secret) => ({ [name]: ['a', secret] }),
    'member below': (name, secret) => ({ a: [{ [name]: { b: { value: [secret] } } }] }),
  };
  return Object.fromEntries(
    names.flatMap((name) =>
      Object.entries(shapes).flatMap(([shape, make]) => [
        [`${name} as ${shape} that is sent`, (secret: string): Planted => ({ body: [make(name, secret)] })],
        [`${name} as ${shape} of the answer`, (secret: string): Planted => ({ answer: make(name, secret) })],
      ]),
    ),
  );
}

/**
 * An exchange with a secret in a place, whose answer repeats it in all forms, and which is wrong in several ways. A request
 * repeats what it carries itself: it is looked at before there is an answer.
 */
export function exchangeWith(place: string, secret: string): PlantedExchange {
  const planted = PLACES[place]?.(secret) ?? {};
  const { url, headers, body, answerHeaders, answer = {} } = planted;
  const isSent = (url ?? headers ?? body) !== undefined;
  const echo = [...formsOf(secret), Object.fromEntries(formsOf(secret).map((form) => [form, `an ${form} there`]))];
  return {
    request: {
      method: body === undefined ? 'GET' : 'PUT',
      url: url ?? `${LIST}?echo=${isSent ? encodeURIComponent(secret) : ''}`,
      headers: { ...JSON_TYPE, ...(isSent && { 'X-Echo': secret }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    },
    response: {
      status: 200,
      headers: { ...JSON_TYPE, 'X-Echo': encodeURIComponent(secret), ...answerHeaders },
      body: typeof answer === 'string' ? answer : JSON.stringify({ data: echo, meta: { echo }, ...answer }),
    },
  };
}

/** How a secret may be seen. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')];
}

/** Something in a text that looks as if it belonged to somebody. */
export interface Suspect {
  readonly kind: 'access token' | 'signed token' | 'credential' | 'store hash' | 'email address';
  readonly text: string;
}

/** What may stand there because it is nobody's: placeholders, and names that are reserved for examples (RFC 2606). */
const NOBODYS: { readonly [Kind in Suspect['kind']]?: RegExp } = {
  credential: /^(token|\[redacted\]|)$/,
  'store hash': /^abc123example$/,
  'email address': /@([\w-]+\.)*example(\.(com|org|net))?$/,
};

/** Finds what looks like a secret or a person in a text that is to be published. */
export function findSecrets(text: string): Suspect[] {
  const all = (kind: Suspect['kind'], expression: RegExp) =>
    [...text.matchAll(expression)].map((match): Suspect => ({ kind, text: match[1] ?? match[0] }));
  return [
    // Tokens of API accounts have 31 small letters and digits; ids of requests have 32.
    ...all('access token', /(?<![\w-])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{31}(?![\w-])/g),
    ...all('signed token', /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g),
    ...all('credential', /"(?:x-auth-token|authorization|cookie|set-cookie|x-auth-client)"\s*:\s*"([^"]*)"/gi),
    ...all('store hash', /\/stores\/([a-z0-9]{5,})(?=\/)/gi),
    ...all('email address', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g),
  ].filter(({ kind, text: found }) => !NOBODYS[kind]?.test(found));
}
