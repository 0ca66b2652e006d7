import type { SpecSource } from '../../../scripts/spec/source.js';
import { readHeaders, type WireRequest, type WireResponse } from '../../../src/contract/exchange.js';
import type { Contract } from '../../../src/contract/index.js';
import { requestViolations, responseViolations } from '../../../src/score/violations.js';
import { contractFrom } from '../../support/contract-from.js';

/** A request or a response with its headers by name and its body as text. */
export type Half = RequestHalf | ResponseHalf;

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RequestHalf extends Message {
  readonly method: string;
  readonly url: string;
}

export interface ResponseHalf extends Message {
  readonly status: number;
}

export function isRequest(half: Half): half is RequestHalf {
  return 'url' in half;
}

export function requestHalf({ method, url, headers, body }: WireRequest): RequestHalf {
  return { method, url, headers: headersOf(headers), ...textOf(body) };
}

export function responseHalf({ status, headers, body }: WireResponse): ResponseHalf {
  return { status, headers: headersOf(headers), ...textOf(body) };
}

function headersOf(headers: WireRequest['headers']): Record<string, string> {
  const isPlain = headers !== undefined && !(Symbol.iterator in headers);
  const entries = isPlain ? Object.entries(headers) : [...readHeaders(headers)];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function textOf(body: unknown): Pick<Message, 'body'> {
  if (body === undefined) return {};
  return { body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A contract for verdicts alone. It does not look for the rule that a violation is of, which takes longer than all else. */
export function contractForVerdicts(source: SpecSource): Contract {
  return { ...contractFrom(source), document: {}, lineOf: () => undefined };
}

/** What is stored of a half that keeps the document. Of any other, it is everything that is wrong with it. */
export const ACCEPTED = 'accepted';

/** What a contract says about a half of an exchange of an operation, in one line: `accepted`, or place and keyword. */
export function verdictOn(half: Half, operationId: string, contract: Contract): string {
  if (!Object.hasOwn(contract.operations, operationId)) return 'no such operation';
  const violations = isRequest(half)
    ? requestViolations(half, contract)
    : responseViolations(half, operationId, contract);
  const found = violations.map(({ location, pointer, keyword }) => `${location} ${pointer} ${keyword}`);
  return found.length === 0 ? ACCEPTED : found.join('; ');
}
