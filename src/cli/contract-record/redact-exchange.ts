import { credentialHeaders } from '../../../generated/operations.js';
import { readHeaders, type WireExchange, type WireRequest, type WireResponse } from '../../contract/exchange.js';
import { isObject } from '../../value-at.js';
import type { Mask } from './mask.js';

/** Headers that say something about the contract. All others are left out, whoever adds them on the way. */
const KEPT_HEADERS: readonly RegExp[] = [
  /^accept$/,
  /^content-type$/,
  /^retry-after$/,
  /^x-retry-after$/,
  /^x-rate-limit-/,
];

/** Members that hold what a merchant or a customer has written. */
const VALUE_MEMBERS = ['value', 'attribute_value'];

/** An exchange as it may be published. Ids stay: they mean nothing without the store. */
export function redactExchange({ request, response }: WireExchange, mask: Mask): WireExchange {
  // Bodies first: what they hold is masked wherever else it stands.
  const requestBody = redactBody(request.body, mask);
  const responseBody = redactBody(response.body, mask);
  return {
    request: { ...redactRequest(request, mask), ...(requestBody !== undefined && { body: requestBody }) },
    response: { ...redactResponse(response, mask), ...(responseBody !== undefined && { body: responseBody }) },
  };
}

function redactRequest({ method, url, headers }: WireRequest, mask: Mask): WireRequest {
  const kept = keptHeaders(headers, mask);
  const sent = readHeaders(headers);
  const credentials = credentialHeaders.map((name) => name.toLowerCase()).filter((name) => sent.has(name));
  const masked = Object.fromEntries(credentials.map((name) => [name, '[redacted]']));
  return { method, url: mask.text(url), headers: { ...kept, ...masked } };
}

function redactResponse({ status, headers }: WireResponse, mask: Mask): WireResponse {
  const requestId = readHeaders(headers).get('x-request-id');
  const kept = keptHeaders(headers, mask);
  return { status, headers: { ...kept, ...(requestId && { 'x-request-id': mask.requestId(requestId) }) } };
}

function keptHeaders(headers: WireRequest['headers'], mask: Mask): Record<string, string> {
  const kept = [...readHeaders(headers)].filter(([name]) => KEPT_HEADERS.some((expression) => expression.test(name)));
  return Object.fromEntries(kept.map(([name, value]) => [name, mask.text(value)]));
}

function redactBody(body: unknown, mask: Mask): unknown {
  if (typeof body !== 'string') return body === undefined ? undefined : redactJson(body, mask);
  try {
    return JSON.stringify(redactJson(JSON.parse(body), mask));
  } catch {
    return mask.text(body);
  }
}

function redactJson(json: unknown, mask: Mask, member = ''): unknown {
  if (typeof json === 'string') return VALUE_MEMBERS.includes(member) ? mask.value(json) : mask.text(json);
  if (Array.isArray(json)) return json.map((item) => redactJson(item, mask, member));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [mask.text(name), redactJson(value, mask, name)]),
  );
}
