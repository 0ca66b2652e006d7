import { type Contract, checkRequest, type OperationModel, type ParameterModel, partsOfServer } from '#contract';
import type { Json } from '../../json.js';
import type { PlainRequest } from '../exchanges/exchange.js';
import { withHeader, withoutHeader } from '../exchanges/exchange.js';
import type { SampleOf } from './samples.js';

/** A request of an operation with a value for everything that is required, as far as the document gives any; else `undefined`. */
export function sampleRequest(
  operation: OperationModel,
  contract: Contract,
  sampleOf: SampleOf,
  origin: string,
): PlainRequest | undefined {
  const { url, variables } = operation.servers?.[0] ?? contract.server;
  const { origin: own, path } = partsOfServer(
    url.replace(/\{([^{}]*)\}/g, (_, name: string) => variables[name]?.default || 'text'),
  );
  const json = operation.requestBody?.content.find(({ mediaType }) => /json/.test(mediaType));
  const body = json && sampleOf(json.schema);
  const empty: PlainRequest = {
    method: operation.method,
    url: `${own || origin}${path}${operation.path}`,
    headers: json && body !== undefined ? [['content-type', json.mediaType]] : [],
    body: body === undefined ? '' : JSON.stringify(body),
  };
  let request = withCredentials(empty, operation);
  for (const parameter of operation.parameters) {
    const value = parameter.required ? sampleOf(parameter.schema) : undefined;
    const more = value === undefined ? undefined : withParameter(request, operation, parameter, value);
    request = more ?? request;
  }
  return checkRequest(wireRequest(request), contract).length === 0 ? request : undefined;
}

export function wireRequest({ method, url, headers, body }: PlainRequest) {
  return { method, url, headers, ...(body !== '' && { body }) };
}

/** With placeholders for the first credentials that the operation takes, and without any others. */
export function withCredentials(request: PlainRequest, { security }: Pick<OperationModel, 'security'>): PlainRequest {
  return (security[0] ?? []).reduce<PlainRequest>((sofar, { in: place, name, scheme }) => {
    if (place === 'query') return withPairs(sofar, name, [`${encodeURIComponent(name)}=token`]);
    if (place === 'cookie') {
      const cookies = sofar.headers.find(([other]) => other === 'cookie')?.[1];
      const others = (cookies ?? '').split(/;\s*/).filter((pair) => pair !== '' && !pair.startsWith(`${name}=`));
      return withHeader(sofar, 'cookie', [...others, `${name}=token`].join('; '));
    }
    const credential = scheme === 'Basic' ? 'dXNlcjpwYXNzd29yZA==' : 'token';
    return withHeader(sofar, name.toLowerCase(), scheme ? `${scheme} ${credential}` : credential);
  }, request);
}

/** With another value of a parameter; `undefined` for a value or a style that is not written here. */
export function withParameter(
  request: PlainRequest,
  operation: OperationModel,
  parameter: ParameterModel,
  value: Json,
): PlainRequest | undefined {
  const { in: place, name, json, pathStyle } = parameter;
  if (parameter.isUnchecked || pathStyle !== undefined || place === 'cookie') return undefined;
  const texts = json ? [JSON.stringify(value)] : textsOf(value);
  if (!texts || (place !== 'query' && texts.join('') === '')) return undefined;
  if (place === 'header') return withHeader(request, name.toLowerCase(), texts.join(','));
  const encoded = texts.map((text) => (parameter.dateFilter ? text : encodeURIComponent(text)));
  if (place === 'path') return withSegment(request, operation, name, encoded.join(','));
  const delimiter = DELIMITERS[parameter.style];
  if (delimiter === undefined) return undefined;
  const isApart = parameter.explode && Array.isArray(value);
  const pairs = (isApart ? encoded : [encoded.join(delimiter)]).map((text) => `${encodeURIComponent(name)}=${text}`);
  return withPairs(request, name, pairs);
}

const DELIMITERS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: '%20', pipeDelimited: '%7C' };

/** Null has no form on the wire, and an empty list none that differs from an empty text. */
function textsOf(value: Json): string[] | undefined {
  const members = [value].flat();
  const isWritten = members.length > 0 && members.every((member) => member !== null && typeof member !== 'object');
  return isWritten ? members.map(String) : undefined;
}

export function withoutParameter(request: PlainRequest, { in: place, name }: ParameterModel): PlainRequest | undefined {
  if (place === 'query') return withPairs(request, name, []);
  return place === 'header' ? withoutHeader(request, name.toLowerCase()) : undefined;
}

/** Other pairs in the place of those with a name, or at the end. */
export function withPairs(request: PlainRequest, name: string, pairs: readonly string[]): PlainRequest {
  const [address = '', query = ''] = request.url.split('?');
  const names = [name, encodeURIComponent(name)];
  const others = query.split('&').filter((pair) => pair !== '' && !names.includes(pair.split('=')[0] ?? ''));
  const all = [...others, ...pairs].join('&');
  return { ...request, url: all === '' ? address : `${address}?${all}` };
}

/** The path of an operation is the end of that of the URL. */
function withSegment(
  request: PlainRequest,
  { path }: OperationModel,
  name: string,
  text: string,
): PlainRequest | undefined {
  const [address = '', ...query] = request.url.split('?');
  const segments = address.split('/');
  const template = path.split('/');
  const at = template.indexOf(`{${name}}`);
  if (at < 0) return undefined;
  const changed = segments.with(segments.length - template.length + at, text).join('/');
  return { ...request, url: [changed, ...query].join('?') };
}
