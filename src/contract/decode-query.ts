import type { Violation } from '#errors';
import { percentDecoded, pointerTo } from '../json.js';
import type { QueryParameterDescriptor } from './contract.js';
import { isRepeatedOfAnyType, type RawValue, readAs, type Strictness, separationsOf, USUAL } from './query-values.js';
import { type Place, violation } from './violations.js';
import { type EncodingProblem, encodingProblem, reservedProblem } from './wire-value.js';

/** A query as values, and violations of its serialization. */
export interface DecodedQuery {
  readonly values: Readonly<Record<string, unknown>>;
  /** Other readings of the same text, by name, the likelier first. Any that satisfies the schema is as good. */
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
  /** Raw texts that belong to no parameter, by name. */
  readonly undeclared: ReadonlyMap<string, string>;
  readonly violations: readonly Violation[];
  /** What readers understand, but OpenAPI writes differently. Strict checks report it. */
  readonly unusual: readonly Violation[];
  /** Names of empty parameters that have `allowEmptyValue`. */
  readonly empty: readonly string[];
}

/** A value that a text can stand for, and what is unusual about writing it in this way. */
export interface Reading {
  readonly value: unknown;
  readonly unusual?: Violation | undefined;
}

/**
 * Decodes a raw query as its parameters are declared. Values are not checked against schemas here.
 *
 * @param others Names that are not parameters, such as those of credentials.
 */
export function decodeQuery(
  query: string,
  parameters: readonly QueryParameterDescriptor[],
  place: Place,
  others: readonly string[] = [],
  strictness: Strictness = 'lenient',
): DecodedQuery {
  const undeclared = new Map<string, string>();
  const raw = new Map<QueryParameterDescriptor, RawValue[]>();
  const misspelt: Violation[] = [];
  for (const pair of pairsOf(query, strictness)) {
    const [written = '', ...rest] = pair.split('=');
    const text = rest.join('=');
    const { name, owner } = ownerOfWritten(written, parameters, others, strictness);
    const problem = encodingProblem(written);
    if (problem) misspelt.push(problemAt(problem, { ...place, pointer: pointerTo(place.pointer, name) }, written));
    if (!owner) undeclared.set(name, text);
    else {
      const values = raw.get(owner.parameter) ?? [];
      raw.set(owner.parameter, values);
      values.push({ member: owner.member, text, ...(owner.isWithin && { isWithin: true }) });
    }
  }
  const decoded = [...raw].map(([parameter, values]) => decodeParameter(parameter, values, place, strictness));
  return {
    values: Object.fromEntries(decoded.map(({ name, value }) => [name, value])),
    readings: new Map(decoded.map(({ name, readings }) => [name, readings])),
    undeclared,
    violations: [...misspelt, ...decoded.flatMap(({ violations }) => violations)],
    unusual: decoded.flatMap(({ unusual }) => unusual),
    empty: [...raw]
      .filter(([{ allowEmptyValue }, values]) => allowEmptyValue && values.every(({ text }) => text === ''))
      .map(([{ name }]) => name),
  };
}

/**
 * Names with their values. A parser of forms skips empty ones (WHATWG URL, 5.1). To an exact server, `a=1&` and `a=1&&b=2`
 * have a parameter with an empty name.
 */
function pairsOf(query: string, strictness: Strictness): string[] {
  const pairs = query === '' ? [] : query.split(strictness === 'cookie' ? /;\s*/ : '&');
  return strictness === 'exact' ? pairs : pairs.filter(Boolean);
}

/** The name, with a plus sign as itself if that is declared, or else as a space. */
function ownerOfWritten(
  written: string,
  parameters: readonly QueryParameterDescriptor[],
  others: readonly string[],
  strictness: Strictness,
) {
  const name = percentDecoded(written);
  const owner = ownerOf(name, parameters, others);
  if (owner || strictness !== 'lenient' || !written.includes('+')) return { name, owner };
  const spaced = percentDecoded(written.replaceAll('+', ' '));
  return { name: spaced, owner: ownerOf(spaced, parameters, others) };
}

/** The parameter that a name in the query belongs to: its own name or, for an object, that of a member. */
function ownerOf(name: string, parameters: readonly QueryParameterDescriptor[], others: readonly string[]) {
  const exact = parameters.find((parameter) => parameter.name === name);
  if (exact) return { parameter: exact, member: undefined, isWithin: false };
  const bracket = name.endsWith(']') ? name.lastIndexOf('[') : -1;
  const named = parameters.find((candidate) => {
    // The names in a nested object have as many brackets as it has levels, and not always closing ones at the end.
    if (candidate.isUnchecked && candidate.style === 'deepObject') return name.startsWith(`${candidate.name}[`);
    if (candidate.style === 'deepObject') return bracket !== -1 && candidate.name === name.slice(0, bracket);
    return candidate.explode && !candidate.json && Object.hasOwn(candidate.memberTypes ?? {}, name);
  });
  const within = named ? undefined : ownerOfPart(name, parameters);
  if (within) return within;
  // An exploded object with additionalProperties takes every name that is left.
  const parameter = named ?? (others.includes(name) ? undefined : parameters.find(isOpen));
  const member = parameter?.style === 'deepObject' ? name.slice(bracket + 1, -1) : name;
  return parameter && { parameter, member, isWithin: false };
}

/** Members that a `deepObject` does not declare may be lists or objects (`filter[tags][]`), unless it says what they are. */
function ownerOfPart(name: string, parameters: readonly QueryParameterDescriptor[]) {
  const [, owner, member] = /^([^[]*)\[([^[\]]+)\]\[/.exec(name) ?? [];
  const parameter = parameters.find(
    (candidate) =>
      candidate.name === owner && candidate.style === 'deepObject' && candidate.otherMemberTypes === undefined,
  );
  if (!parameter || member === undefined || Object.hasOwn(parameter.memberTypes ?? {}, member)) return undefined;
  return { parameter, member, isWithin: true };
}

function isOpen({ style, explode, json, otherMemberTypes }: QueryParameterDescriptor): boolean {
  return style === 'form' && explode && !json && otherMemberTypes !== undefined;
}

function problemAt({ keyword, expected }: EncodingProblem, place: Place, actual: unknown): Violation {
  return violation(place, keyword, expected, actual);
}

/**
 * `name=` is an empty string where the schema allows strings, even without `allowEmptyValue`, which is for values that the
 * schema would not allow. A document that forbids empty strings has `minLength: 1`.
 */
function decodeParameter(
  parameter: QueryParameterDescriptor,
  raw: readonly RawValue[],
  whole: Place,
  strictness: Strictness,
) {
  const { name, types, style, explode, isUnchecked } = parameter;
  const place = { ...whole, pointer: pointerTo(whole.pointer, name) };
  const isList = types.includes('array') || isRepeatedOfAnyType(parameter, raw);
  const isNamed = raw.some(({ member }) => member !== undefined);
  const isApart = explode || isNamed;
  const [first = USUAL, ...others] = separationsOf(parameter, raw, strictness);
  const { value, parts, isObject } = readAs(parameter, raw, first);

  const texts = parameter.json || isUnchecked ? raw : parts;
  const violations: Violation[] = [];
  const unusual: Violation[] = [];
  for (const { text } of texts) {
    const reserved = parameter.json || isUnchecked ? undefined : reservedProblem(text, parameter);
    const problem = (strictness === 'exact' && reserved) || encodingProblem(text, parameter);
    if (problem) violations.push(problemAt(problem, place, text));
    else if (reserved) unusual.push(problemAt(reserved, place, text));
  }
  if (parameter.json) return { name, unusual, ...decodeJson(raw, place, violations, strictness) };
  if (isUnchecked && style !== 'deepObject') return { name, unusual, violations, value, readings: [] };

  const named = raw.filter(({ isWithin }) => !isWithin);
  const isRepeated = new Set(named.map(({ member }) => member)).size < named.length;
  if (isRepeated && !isUnchecked && !(isList && isApart))
    violations.unshift(violation(place, 'explode', 'the name once', `${raw.length} times`));
  const misnamed = isList ? raw.find(({ member }) => member !== undefined && !ITEM.test(member)) : undefined;
  if (misnamed) violations.push(violation(place, 'style', `a list as ${name}[] or ${name}[0]`, misnamed.member));
  const plain = style === 'deepObject' && isObject ? raw.find(({ member }) => member === undefined) : undefined;
  if (plain) violations.push(violation(place, 'style', `members of ${name} only`, plain.text));

  const readings = others.map((separation): Reading => {
    const unusual = separation.isEncoded
      ? violation(place, 'style', 'commas that separate as they are, not percent-encoded', raw[0]?.text)
      : undefined;
    return { value: readAs(parameter, raw, separation).value, unusual };
  });
  return { name, violations, unusual, value, readings };
}

/** OpenAPI does not define arrays in `deepObject`. Libraries write `name[]` or `name[0]`. */
const ITEM = /^\d*$/;

function decodeJson(raw: readonly RawValue[], place: Place, found: readonly Violation[], strictness: Strictness) {
  const text = raw[0]?.text ?? '';
  const texts = strictness === 'lenient' && text.includes('+') ? [text.replaceAll('+', ' '), text] : [text];
  try {
    const [value, ...others] = texts.map((one): unknown => JSON.parse(decodeURIComponent(one)));
    return { violations: found, value, readings: others.map((other) => ({ value: other })) };
  } catch {
    return { violations: [violation(place, 'content', 'percent-encoded JSON', text)], value: text, readings: [] };
  }
}
