import type { Violation } from '#errors';
import type { WireType } from '../../generated/descriptor.js';
import { percentDecoded, pointerTo } from '../json.js';
import type { QueryParameterDescriptor } from './contract.js';
import { type Place, violation } from './violations.js';
import { encodingProblem, fromText, TEXT } from './wire-value.js';

/** A query as values, and violations of its serialization. */
export interface DecodedQuery {
  readonly values: Readonly<Record<string, unknown>>;
  /** Raw texts that belong to no parameter, by name. */
  readonly undeclared: ReadonlyMap<string, string>;
  readonly violations: readonly Violation[];
  /** Names of empty parameters that have `allowEmptyValue`. */
  readonly empty: readonly string[];
}

/** The raw text of a parameter or, if it is an object, of one of its members. */
interface RawValue {
  readonly member: string | undefined;
  readonly text: string;
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
): DecodedQuery {
  const undeclared = new Map<string, string>();
  const raw = new Map<QueryParameterDescriptor, RawValue[]>();
  // `a=1&&b=2` has a parameter with an empty name, which is undeclared: stores refuse it as well.
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const text = rest.join('=');
    const owner = ownerOf(percentDecoded(name), parameters, others);
    if (!owner) undeclared.set(percentDecoded(name), text);
    else {
      const values = raw.get(owner.parameter) ?? [];
      raw.set(owner.parameter, values);
      values.push({ member: owner.member, text });
    }
  }
  const decoded = [...raw].map(([parameter, values]) => decodeParameter(parameter, values, place));
  return {
    values: Object.fromEntries(decoded.map(({ name, value }) => [name, value])),
    undeclared,
    violations: decoded.flatMap(({ violations }) => violations),
    empty: [...raw]
      .filter(([{ allowEmptyValue }, values]) => allowEmptyValue && values.every(({ text }) => text === ''))
      .map(([{ name }]) => name),
  };
}

/** The parameter that a name in the query belongs to: its own name or, for an object, that of a member. */
function ownerOf(name: string, parameters: readonly QueryParameterDescriptor[], others: readonly string[]) {
  const exact = parameters.find((parameter) => parameter.name === name);
  if (exact) return { parameter: exact, member: undefined };
  const bracket = name.endsWith(']') ? name.lastIndexOf('[') : -1;
  const named = parameters.find((candidate) => {
    if (candidate.style === 'deepObject') return bracket !== -1 && candidate.name === name.slice(0, bracket);
    return candidate.explode && !candidate.json && Object.hasOwn(candidate.memberTypes ?? {}, name);
  });
  // An exploded object with additionalProperties takes every name that is left.
  const parameter = named ?? (others.includes(name) ? undefined : parameters.find(isOpen));
  return parameter && { parameter, member: parameter.style === 'deepObject' ? name.slice(bracket + 1, -1) : name };
}

function isOpen({ style, explode, json, otherMemberTypes }: QueryParameterDescriptor): boolean {
  return style === 'form' && explode && !json && otherMemberTypes !== undefined;
}

/**
 * `name=` is an empty string where the schema allows strings, even without `allowEmptyValue`, which is for values that the
 * schema would not allow. A document that forbids empty strings has `minLength: 1`.
 */
function decodeParameter(parameter: QueryParameterDescriptor, raw: readonly RawValue[], whole: Place) {
  const { name, types, itemTypes = TEXT, memberTypes = {}, otherMemberTypes = TEXT } = parameter;
  const { style, explode } = parameter;
  const place = { ...whole, pointer: pointerTo(whole.pointer, name) };
  if (parameter.json) return decodeJson(name, raw, place);
  const isList = types.includes('array');
  // If other types are allowed too, it is an object if members are named, or if names and values can alternate.
  const isNamed = raw.some(({ member }) => member !== undefined);
  const isAlternating = style !== 'deepObject' && !explode && itemsOf(raw, parameter).length % 2 === 0;
  const isPlain = !isNamed && !isAlternating && types.some((type) => !NESTED.includes(type));
  const isObject = types.includes('object') && !isPlain;
  const isRepeated = new Set(raw.map(({ member }) => member)).size < raw.length;
  const isApart = explode || isNamed;
  const parts = isObject ? membersOf(raw, parameter) : isList && !isApart ? itemsOf(raw, parameter) : raw;

  const violations = parts.flatMap(({ text }) => {
    const problem = encodingProblem(text, parameter);
    return problem ? [violation(place, problem.keyword, problem.expected, text)] : [];
  });
  if (isRepeated && !(isList && isApart))
    violations.unshift(violation(place, 'explode', 'the name once', `${raw.length} times`));
  const misnamed = isList ? raw.find(({ member }) => member !== undefined && !ITEM.test(member)) : undefined;
  if (misnamed) violations.push(violation(place, 'style', `a list as ${name}[] or ${name}[0]`, misnamed.member));
  const plain =
    style === 'deepObject' && isObject && isNamed ? raw.find(({ member }) => member === undefined) : undefined;
  if (plain) violations.push(violation(place, 'style', `members of ${name} only`, plain.text));

  const value = ({ text }: RawValue, as: readonly WireType[]) => fromText(percentDecoded(text), as);
  if (isList) return { name, violations, value: parts.map((part) => value(part, itemTypes)) };
  if (!isObject) return { name, violations, value: parts[0] && value(parts[0], types) };
  // A member may be called "constructor", which every object inherits.
  const typesOf = (member: string) => (Object.hasOwn(memberTypes, member) && memberTypes[member]) || otherMemberTypes;
  const members = parts.map((part) => [part.member ?? '', value(part, typesOf(part.member ?? ''))]);
  return { name, violations, value: Object.fromEntries(members) };
}

const NESTED: readonly WireType[] = ['array', 'object', 'null'];

/** OpenAPI does not define arrays in `deepObject`. Libraries write `name[]` or `name[0]`. */
const ITEM = /^\d*$/;

/** An empty text is an array of one empty item: no style can express an empty array. */
function itemsOf(raw: readonly RawValue[], { style }: QueryParameterDescriptor): RawValue[] {
  const text = raw[0]?.text ?? '';
  const delimiter = {
    form: ',',
    deepObject: ',',
    spaceDelimited: '%20',
    pipeDelimited: text.includes('|') ? '|' : /%7C/i,
  }[style];
  return text.split(delimiter).map((item) => ({ member: undefined, text: item }));
}

/** Members are named, or written as alternating names and values. */
function membersOf(raw: readonly RawValue[], parameter: QueryParameterDescriptor): RawValue[] {
  const named = raw.filter(({ member }) => member !== undefined);
  if (named.length > 0) return named;
  const items = itemsOf(raw, parameter);
  return items
    .filter((_, index) => index % 2 === 0)
    .map(({ text }, index) => ({ member: percentDecoded(text), text: items[index * 2 + 1]?.text ?? '' }));
}

function decodeJson(name: string, raw: readonly RawValue[], place: Place) {
  const text = raw[0]?.text ?? '';
  try {
    return { name, violations: [], value: JSON.parse(decodeURIComponent(text)) };
  } catch {
    return { name, violations: [violation(place, 'content', 'percent-encoded JSON', text)], value: text };
  }
}
