import type { QueryParameterDescriptor } from '../../generated/descriptor.js';
import type { Violation } from '../errors/contract-violation-error.js';
import { violation } from './violations.js';
import { fromText, percentDecoded } from './wire-value.js';

/** A query as values, and what is wrong with the way it was written. */
export interface DecodedQuery {
  readonly values: Readonly<Record<string, unknown>>;
  readonly violations: readonly Violation[];
}

/** Reads a raw query the way its parameters are declared. Values themselves are checked elsewhere. */
export function decodeQuery(
  query: string,
  parameters: readonly QueryParameterDescriptor[],
  operationId: string,
): DecodedQuery {
  const violations: Violation[] = [];
  const report = (name: string, keyword: string, expected: string, actual: string) => {
    const pointer = `/request/query/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    violations.push(violation({ operationId, location: 'request.query', pointer }, keyword, expected, actual));
  };

  const texts = new Map<string, string[]>();
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [rawName = '', ...rest] = pair.split('=');
    const name = percentDecoded(rawName) ?? rawName;
    texts.set(name, [...(texts.get(name) ?? []), rest.join('=')]);
  }

  const values: Record<string, unknown> = {};
  for (const [name, raw] of texts) {
    const parameter = parameters.find((declared) => declared.name === name);
    if (!parameter) {
      report(name, 'parameters', 'no undeclared query parameter', raw.join('&'));
      continue;
    }
    const isList = parameter.types.includes('array');
    if (raw.length > 1 && !(isList && parameter.explode)) {
      report(name, 'explode', 'the name once', `${raw.length} times`);
    }
    const parts = isList ? splitList(raw, parameter) : raw.slice(0, 1);
    for (const part of parts) {
      const problem = encodingProblem(part, parameter);
      if (problem) report(name, problem.keyword, problem.expected, part);
    }
    const members = parts.map((part) =>
      fromText(percentDecoded(part) ?? part, (isList ? parameter.itemTypes : undefined) ?? parameter.types),
    );
    values[name] = isList ? members : members[0];
  }
  return { values, violations };
}

/** An empty value is a list of one empty member: no style has a way to write an empty list. */
function splitList(raw: readonly string[], { style, explode }: QueryParameterDescriptor): readonly string[] {
  if (explode) return raw;
  const delimiter = { form: ',', deepObject: ',', spaceDelimited: /%20/, pipeDelimited: /\||%7C/i }[style];
  return (raw[0] ?? '').split(delimiter);
}

/** What is wrong with how a value is percent-encoded, if anything. */
function encodingProblem(text: string, { allowReserved, dateFilter }: QueryParameterDescriptor) {
  if (percentDecoded(text) === undefined)
    return { keyword: 'percent-encoding', expected: 'well-formed percent-encoding of UTF-8' };
  if (dateFilter && text.includes('%'))
    return { keyword: 'x-date-filter', expected: 'a date without percent-encoding' };
  if (!allowReserved && !UNRESERVED.test(text))
    return { keyword: 'allowReserved', expected: 'reserved characters percent-encoded' };
  return undefined;
}

/** RFC 3986: unreserved characters and percent-encoded octets. */
const UNRESERVED = /^(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*$/;
