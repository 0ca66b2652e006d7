import createClient, { type ClientOptions, type HeadersOptions, mergeHeaders } from 'openapi-fetch';
import { type CallBody, writeBody } from './body.js';
import { type Credential, type SecurityScheme, writeCredentials } from './credentials.js';
import type { ClientOperation } from './descriptor.js';
import { type CallParameter, writeCookies, writeHeaders, writePath, writeQuery } from './parameters.js';

/** What a call must know of an operation beyond its method and path. */
export interface CallDescriptor {
  readonly path?: readonly CallParameter[];
  readonly query?: readonly CallParameter[];
  readonly header?: readonly CallParameter[];
  readonly cookie?: readonly CallParameter[];
  readonly body?: CallBody;
  /** How a success is read: as JSON unless it says otherwise; `mixed` where that depends on its Content-Type. */
  readonly reads?: 'stream' | 'mixed';
  /** The media types to ask for, if not JSON or else whatever is declared. */
  readonly accept?: string;
  /** The schemes that are needed together, by name; one alternative is enough. */
  readonly security?: readonly (readonly string[])[];
  /** Where the operation is served, if not where all others are. */
  readonly server?: string;
}

export interface CallerOptions extends Omit<ClientOptions, 'querySerializer' | 'bodySerializer' | 'pathSerializer'> {
  /** Credentials by the name of their security scheme. */
  readonly auth?: Readonly<Record<string, Credential | undefined>>;
}

/** What a call takes: parameters and body as the operation defines them, and what `fetch` takes. */
export interface CallInput extends Omit<RequestInit, 'body' | 'headers' | 'method'> {
  baseUrl?: string;
  fetch?: (request: Request) => Promise<Response>;
  headers?: HeadersOptions;
  params?: { readonly [place in 'path' | 'query' | 'header' | 'cookie']?: Readonly<Record<string, unknown>> };
  body?: unknown;
}

/** An API of which nothing is known: the functions that call this have types of their own. */
type AnyPaths = Record<string, Record<Method, AnyOperation>>;
type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';
interface AnyOperation {
  requestBody?: { content: { '*/*': unknown } };
  responses: { 200: { content: { '*/*': unknown } } };
}

/** openapi-fetch has them in lower case, and sends them in upper case. */
const METHODS: Readonly<Record<string, Method>> = {
  ...{ GET: 'get', PUT: 'put', POST: 'post', DELETE: 'delete' },
  ...{ OPTIONS: 'options', HEAD: 'head', PATCH: 'patch', TRACE: 'trace' },
};

/** As openapi-fetch gives it. */
interface Answer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

export type Caller = (operation: ClientOperation, call: CallDescriptor, input?: CallInput) => Promise<Answer>;

/** Creates the function that sends the requests of all operations. */
export function createCaller(
  { auth = {}, headers: baseHeaders, baseUrl: givenUrl, ...options }: CallerOptions,
  schemes: Readonly<Record<string, SecurityScheme>>,
  serverUrl: string,
): Caller {
  const client = createClient<AnyPaths>(options);
  return async (operation, call, { params = {}, body, headers, baseUrl, ...init } = {}) => {
    const credentials = writeCredentials(call.security ?? [], schemes, auth);
    const written = body !== undefined && call.body ? writeBody(call.body, body) : undefined;
    const cookies = [...credentials.cookies, ...writeCookies(call.cookie ?? [], params.cookie ?? {})];
    const query = [writeQuery(call.query ?? [], params.query ?? {}), ...credentials.query].filter(
      (text) => text !== '',
    );
    // openapi-fetch asks for the path and the query only if there are such parameters.
    const urlParts = {
      params: { path: {}, query: {} },
      pathSerializer: (template: string) => writePath(template, call.path ?? [], params.path ?? {}),
      querySerializer: () => query.join('&'),
    };
    const { data, error, response } = await client.request(METHODS[operation.method] ?? 'get', operation.path, {
      ...init,
      baseUrl: baseUrl ?? givenUrl ?? call.server ?? serverUrl,
      parseAs: 'stream',
      headers: mergeHeaders(
        { Accept: call.accept ?? acceptedBy(operation), 'Content-Type': written?.contentType },
        credentials.headers,
        baseHeaders,
        writeHeaders(call.header ?? [], params.header ?? {}),
        cookies.length > 0 ? { Cookie: cookies.join('; ') } : {},
        headers,
      ),
      ...(written && { body: written.body, bodySerializer: () => written.body }),
      ...urlParts,
    });
    if (!response.ok) return { error: error || statusText(response), response };
    return { data: await read(data, response, operation, call.reads), response };
  };
}

/** What stands for the body of an error without one, so that `if (error)` finds every error. */
function statusText({ status, statusText: reason }: Response): string {
  return `HTTP ${status} ${reason}`.trim();
}

/** JSON if there is any, else whatever is declared. */
function acceptedBy({ success }: ClientOperation): string | undefined {
  const all = [...new Set(Object.values(success).flat())];
  const json = all.filter(isJson);
  return (json.length > 0 ? json : all).join(', ') || undefined;
}

/**
 * A body that is read as a stream is left to the caller, who can also ask `response` for a Blob or text.
 *
 * @throws SyntaxError for a body that should be JSON and is not.
 */
async function read(
  data: unknown,
  response: Response,
  { method, path }: ClientOperation,
  reads: CallDescriptor['reads'],
): Promise<unknown> {
  const contentType = response.headers.get('Content-Type') ?? '';
  if (!data || reads === 'stream') return data;
  if (reads === 'mixed' && !isJson(contentType)) return data;
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Queries can hold credentials.
    const [address] = (response.url || path).split('?');
    const found = isJson(contentType) ? 'not valid JSON' : contentType || 'neither JSON nor of a declared type';
    const message = `HTTP ${response.status} of ${method} ${address} is ${found}; its document promises JSON`;
    throw new SyntaxError(message, { cause });
  }
}

function isJson(mediaType: string): boolean {
  return /^[^/]+\/([^/;]+\+)?json\s*(;|$)/i.test(mediaType);
}
