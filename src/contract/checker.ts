import type { Violation } from '../errors/contract-violation-error.js';
import { isPlainObject, type OptionCheck, optional } from '../transport/check-options.js';
import { isObject } from '../value-at.js';
import { checkExchange } from './check-exchange.js';
import { checkRequest } from './check-request.js';
import { bigcommerceContract, type Contract } from './contract.js';
import type { WireExchange, WireRequest } from './exchange.js';
import { isServedFrom } from './match-origin.js';
import { serversOf } from './match-server.js';
import type { CheckOptions } from './options.js';
import { allowList } from './strict/allow-list.js';

/** What is tolerated: every violation that has all of these members, `{ location: 'response.body', keyword: 'content' }`. */
export type AllowedViolation = {
  readonly [Name in 'operationId' | 'location' | 'pointer' | 'keyword']?: Violation[Name] | undefined;
};

export interface CheckerOptions extends CheckOptions {
  /**
   * What exchanges are checked against.
   *
   * @default bigcommerceContract
   */
  readonly contract?: Contract | undefined;
  /**
   * Violations that are no findings, whatever rule they break. What `strict` finds is better allowed in its own list, which
   * has patterns: `strict: { allow: ['response.header:x-*'] }`.
   */
  readonly allow?: readonly AllowedViolation[] | undefined;
}

/** Checks exchanges as they happen: the request before there is an answer to it. */
export interface Checker {
  /** Whether a request goes to where the API is. */
  covers(url: string): boolean;
  checkRequest(request: WireRequest): Violation[];
  /** What is wrong with the answer alone. That a request calls no operation is a finding about the request. */
  checkAnswer(exchange: WireExchange): Violation[];
}

export function createChecker({ contract = bigcommerceContract, allow = [], strict }: CheckerOptions): Checker {
  const own = Object.values(contract.operations).flatMap(({ servers = [] }) => servers);
  const origins = new Set([...serversOf(contract), ...own].map(({ url }) => rawOriginOf(url)));
  const isFinding = (violation: Violation) => !allow.some((allowed) => isAllowed(violation, allowed));
  return {
    covers: (url) => {
      const origin = originOf(url);
      return [...origins].some((server) => (origin && server ? isServedFrom(origin, server) : origin === server));
    },
    checkRequest: (request) => checkRequest(request, contract, { strict }).filter(isFinding),
    checkAnswer: (exchange) =>
      checkExchange(exchange, contract, { strict })
        .filter(({ location }) => location.startsWith('response.'))
        .filter(isFinding),
  };
}

/** Members with names that violations do not have allow nothing. */
function isAllowed(violation: Violation, allowed: AllowedViolation): boolean {
  return Object.entries(allowed).every(
    ([name, value]) => value === undefined || Reflect.get(violation, name) === value,
  );
}

function originOf(url: string): string | undefined {
  const origin = rawOriginOf(url) ?? '';
  return URL.canParse(origin) ? new URL(origin).origin : undefined;
}

/** It may have variables. */
function rawOriginOf(url: string): string | undefined {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0];
}

export const CHECKER_CHECKS: Readonly<Record<keyof CheckerOptions, OptionCheck>> = {
  contract: optional((value) => (isObject(value) && 'server' in value ? undefined : 'must be a contract')),
  strict: optional((value) =>
    typeof value === 'boolean' || (isPlainObject(value) && hasPatterns(value))
      ? undefined
      : 'must be true, false or { allow: [...] } with patterns such as "response.header:x-*"',
  ),
  allow: optional((value) =>
    Array.isArray(value) && value.every(isObject) ? undefined : 'must be a list of objects such as { keyword: "type" }',
  ),
};

function hasPatterns(strict: object): boolean {
  const { allow = [], ...others }: { allow?: unknown } = strict;
  if (!Array.isArray(allow) || !allow.every((pattern) => typeof pattern === 'string')) return false;
  try {
    allowList(allow);
    return Object.keys(others).length === 0;
  } catch {
    return false;
  }
}
