import { credentialHeaders } from '../../../generated/operations.js';
import { readHeaders, type WireExchange, type WireRequest, type WireResponse } from '../../contract/exchange.js';
import { bigcommerceContract, type Contract } from '../../contract/index.js';
import { isSecretParameter } from '../../contract/secrets/names.js';
import { percentDecoded } from '../../contract/wire-value.js';
import type { Mask } from './mask.js';
import { redactBody } from './redact-body.js';
import { undeclaredIn } from './undeclared-in.js';

/** Headers that say something about the contract. All others are left out, whoever adds them on the way. */
const KEPT_HEADERS: readonly RegExp[] = [
  /^accept$/,
  /^content-type$/,
  /^retry-after$/,
  /^x-retry-after$/,
  /^x-rate-limit-/,
];

/** An exchange as it may be published. Ids stay: they mean nothing without the store. */
export function redactExchange(
  exchange: WireExchange,
  mask: Mask,
  contract: Contract = bigcommerceContract,
): WireExchange {
  const { request, response } = exchange;
  // With the URL that is saved: the store may have been called somewhere else.
  const undeclared = undeclaredIn({ request: { ...request, url: mask.text(request.url) }, response }, contract);
  // Bodies first: what they hold is masked wherever else it stands.
  const requestBody = redactBody(request.body, mask, undeclared.request);
  const responseBody = redactBody(response.body, mask, undeclared.response);
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
  return { method, url: mask.text(withoutCredentials(url)), headers: { ...kept, ...masked } };
}

/** Parameters that carry credentials in other APIs carry some here by mistake. */
function withoutCredentials(url: string): string {
  return url.replace(/([?&#])([^?=&#]+)=[^&#]*/g, (pair: string, sign: string, name: string) =>
    isSecretParameter(percentDecoded(name) ?? name) ? `${sign}${name}=[redacted]` : pair,
  );
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
