import type { Violation, ViolationLocation } from '#errors';

/**
 * Reads a list of patterns: the result tells whether one of them allows what is undeclared. A pattern is a location and a name, `response.header:x-*`, with
 * an operation before it where it is for one only: `getOrder response.status:409`.
 *
 * | Location | Name |
 * | --- | --- |
 * | `request.header`, `response.header` | of the header, in any case |
 * | `request.body`, `response.body` | a JSON pointer into the body |
 * | `response.status` | the status |
 *
 * `*` stands for any text within a name, and between two slashes for any one member; `**` for any number of members.
 *
 * @throws TypeError when a pattern is not one.
 */
export function allowList(patterns: readonly string[]): Matcher {
  const matchers = patterns.map(readPattern);
  return (violation) => matchers.some((matches) => matches(violation));
}

const LOCATIONS = ['request.header', 'request.body', 'response.header', 'response.body', 'response.status'] as const;
type AllowedLocation = (typeof LOCATIONS)[number];

type Matcher = (violation: Violation) => boolean;

function readPattern(pattern: string): Matcher {
  const [, operation, location, name = ''] = /^(?:(\S+)\s+)?([a-z.]+):(\S+)$/.exec(pattern) ?? [];
  const known = LOCATIONS.find((one) => one === location);
  if (!known || (known.endsWith('.body') && !/^(\/|\*\*)/.test(name))) {
    const form = `"response.header:x-*", "response.body:/data/*/name" or "getOrder response.status:409"`;
    throw new TypeError(`strict.allow: ${JSON.stringify(pattern)} is not a pattern such as ${form}`);
  }
  const expression = expressionOf(name, known);
  return (violation) =>
    violation.location === known &&
    (operation === undefined || operation === violation.operationId) &&
    expression.test(subjectOf(violation));
}

/** Patterns have no repetition within repetition, so that no name takes long to match. */
function expressionOf(name: string, location: AllowedLocation): RegExp {
  const source = name
    .split(/(\/\*\*|\*\*|\*)/)
    .map((part) => WILDCARDS[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`, location.endsWith('.header') ? 'is' : 's');
}

const WILDCARDS: Readonly<Record<string, string>> = { '/**': '(?:/.*)?', '**': '.*', '*': '[^/]*' };

/** What the name in a pattern is compared with. */
function subjectOf({ location, pointer, actual }: Violation): string {
  if (location === 'response.status') return String(actual);
  return pointer.replace(PREFIXES[location] ?? '', '');
}

const PREFIXES: Partial<Record<ViolationLocation, RegExp>> = {
  'request.header': /^\/request\/headers\//,
  'response.header': /^\/response\/headers\//,
  'request.body': /^\/request\/body/,
  'response.body': /^\/response\/body/,
};
