import type { Violation, ViolationLocation } from '#errors';
import { pointerTo } from '../../json.js';
import type { Allowed, AllowedViolation, CheckOptions, Contract } from '../contract.js';

/** Whether a finding is left out. `url` is that of the request, if it is known. */
export type AllowMatcher = (violation: Violation, url?: string) => boolean;

/**
 * The violations that `allow` does not cover.
 *
 * @throws TypeError when `allow` has an invalid pattern, or one that names an operation which does not exist.
 */
export function withoutAllowed(
  violations: readonly Violation[],
  { allow = [] }: CheckOptions,
  contract: Contract,
  url?: string,
): readonly Violation[] {
  if (allow.length === 0) return violations;
  const isAllowed = allowList(allow, contract);
  return violations.filter((violation) => !isAllowed(violation, url));
}

const known = new WeakMap<readonly Allowed[], WeakMap<Contract, AllowMatcher>>();

/**
 * Reads patterns of findings: one or more terms that must all apply, after an operationId if they are about one operation:
 *
 * | Term | Covers |
 * | --- | --- |
 * | `request.query`, `response.status` and every other location | everything there |
 * | `request.query:utm_*`, `response.header:x-*`, `request.path:id` | a parameter or header; headers in any case |
 * | `response.body:/data/*\/name` | a JSON pointer into the body |
 * | `response.status:409`, `request.method:TRACE` | a value |
 * | `paths`, `paths:/static/**` | requests of undocumented paths |
 * | `servers`, `servers:https://cdn.example.com/**` | requests to other servers |
 * | `keyword:readOnly` | a keyword |
 *
 * `*` matches any text within a name, and between two slashes any one member; `**` matches any number of members. An object
 * covers violations that have all of its members.
 *
 * @throws TypeError when one is invalid, or names an operation that the contract does not have.
 */
export function allowList(allowed: readonly Allowed[], contract: Contract): AllowMatcher {
  const ofContract = known.get(allowed) ?? new WeakMap<Contract, AllowMatcher>();
  known.set(allowed, ofContract);
  const made = ofContract.get(contract) ?? matcherOf(allowed, contract);
  ofContract.set(contract, made);
  return made;
}

function matcherOf(allowed: readonly Allowed[], { operations }: Contract): AllowMatcher {
  const matchers = allowed.map((one): AllowMatcher => {
    const hasOperation = (name: string) => Object.hasOwn(operations, name);
    return typeof one === 'string' ? readPattern(one, hasOperation) : readObject(one, hasOperation);
  });
  return (violation, url) => matchers.some((matches) => matches(violation, url));
}

function readObject(allowed: AllowedViolation, hasOperation: (name: string) => boolean): AllowMatcher {
  const { operationId } = allowed;
  if (operationId !== undefined && !hasOperation(operationId))
    throw new TypeError(`allow: the contract has no operation ${JSON.stringify(operationId)}`);
  // A member that violations do not have never matches.
  return (violation) =>
    Object.entries(allowed).every(([name, value]) => value === undefined || Reflect.get(violation, name) === value);
}

function readPattern(pattern: string, hasOperation: (name: string) => boolean): AllowMatcher {
  const words = pattern.trim().split(/\s+/);
  const terms: AllowMatcher[] = [];
  // From the end, because the names of operations may have spaces: "GET /things".
  for (let term = readTerm(words.at(-1)); term; term = readTerm(words.at(-1))) {
    terms.push(term);
    words.pop();
  }
  const operation = words.join(' ');
  if (terms.length === 0) throw new TypeError(`allow: ${JSON.stringify(pattern)} is not a pattern such as ${EXAMPLES}`);
  if (operation !== '' && !hasOperation(operation))
    throw new TypeError(
      `allow: in ${JSON.stringify(pattern)}, ${JSON.stringify(operation)} is neither an operation of the contract nor the beginning of a pattern`,
    );
  return (violation, url) =>
    (operation === '' || violation.operationId === operation) && terms.every((matches) => matches(violation, url));
}

const EXAMPLES =
  '"request.query:utm_*", "response.body:/data/*/name", "paths:/static/**", "keyword:readOnly" or "getOrder response.status:409"';

const LOCATIONS: readonly ViolationLocation[] = [
  ...(['request.server', 'request.path', 'request.method', 'request.query', 'request.header'] as const),
  ...(['request.security', 'request.body', 'response.status', 'response.header', 'response.body'] as const),
];

/** `undefined` for a word that is no term. */
function readTerm(word = ''): AllowMatcher | undefined {
  const [, subject = '', name] = /^([a-z.]+)(?::(\S+))?$/.exec(word) ?? [];
  const location = LOCATIONS.find((one) => one === subject);
  if (location?.endsWith('.body') && name !== undefined && !/^(\/|\*\*)/.test(name)) return undefined;
  if (location) return atLocation(location, name);
  if (subject === 'keyword' && name !== undefined) {
    const expression = expressionOf(name);
    return ({ keyword }) => expression.test(keyword);
  }
  if (subject !== 'paths' && subject !== 'servers') return undefined;
  return ofUndocumented(subject, name);
}

function atLocation(location: ViolationLocation, name: string | undefined): AllowMatcher {
  if (name === undefined) return (violation) => violation.location === location;
  // Parameters and headers include their members; a place in a body is that place alone.
  const expression = expressionOf(name, !location.endsWith('.body'), location.endsWith('.header'));
  return (violation) =>
    violation.location === location && subjectsOf(violation).some((subject) => expression.test(subject));
}

/** A request of another server can have an undocumented path as well: that of a server is a part of it. */
function ofUndocumented(keyword: 'paths' | 'servers', name: string | undefined): AllowMatcher {
  const expression = name === undefined ? undefined : expressionOf(name);
  return ({ keyword: found, actual }, url = '') => {
    if (expression === undefined) return found === keyword;
    if (found !== keyword && !(keyword === 'paths' && found === 'servers')) return false;
    const subjects = keyword === 'paths' ? [String(actual), pathOf(String(actual)), pathOf(url)] : [String(actual)];
    return subjects.some((subject) => expression.test(subject));
  };
}

function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*/s, '');
}

/** The expression has no nested repetition, so that matching is fast for every name. */
function expressionOf(name: string, hasMembers = false, isAnyCase = false): RegExp {
  const source = name
    .split(/(\/\*\*|\*\*|\*)/)
    .map((part) => WILDCARDS[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}${hasMembers ? '(?:/.*)?' : ''}$`, isAnyCase ? 'is' : 's');
}

const WILDCARDS: Readonly<Record<string, string>> = { '/**': '(?:/.*)?', '**': '.*', '*': '[^/]*' };

/** The texts that the name in a pattern is matched against. */
function subjectsOf({ location, pointer, expected, actual }: Violation): string[] {
  if (VALUES.includes(location)) return [String(actual)];
  const place = pointer.replace(/^\/(request|response)\/(headers\/|body|path\/|query\/|headers$|path$|query$)/, '');
  // An object is the place of what it lacks, or has too much.
  const [, quoted] = /^(?:a|no) member ("(?:[^"\\]|\\.)*")$/s.exec(expected) ?? [];
  const member: unknown = quoted === undefined ? undefined : JSON.parse(quoted);
  // Places in bodies begin with a slash; names do not.
  const isName = place === '' && !location.endsWith('.body');
  const named = typeof member === 'string' ? [pointerTo(place, member).slice(isName ? 1 : 0)] : [];
  return [place, ...named, ...(pointer === '/request/url' ? [String(actual)] : [])];
}

const VALUES: readonly ViolationLocation[] = ['response.status', 'request.method', 'request.server'];

/** Whether a text is a pattern, whatever operation it names. */
export function isPattern(text: string): boolean {
  try {
    return readPattern(text, () => true) !== undefined;
  } catch {
    return false;
  }
}
