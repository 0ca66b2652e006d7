import type { Violation } from '#errors';
import type { WireType } from '../../generated/descriptor.js';
import { percentDecoded, pointerTo } from '../json.js';
import type { QueryParameterDescriptor } from './contract.js';
import { type Place, violation } from './violations.js';
import { encodingProblem, fromText, TEXT } from './wire-value.js';

/** A query as values, and what is wrong with the way it was written. */
export interface DecodedQuery {
  readonly values: Readonly<Record<string, unknown>>;
  /** What belongs to no parameter, by name. */
  readonly undeclared: ReadonlyMap<string, string>;
  readonly violations: readonly Violation[];
  /** Names of parameters that are empty, and may be. */
  readonly empty: readonly string[];
}

/** A value of a parameter as it was sent, or of one member of it where it is an object. */
interface RawValue {
  readonly member: string | undefined;
  readonly text: string;
}

/** Reads a raw query the way its parameters are declared; others have names of their own. Values are checked elsewhere. */
export function decodeQuery(
  query: string,
  parameters: readonly QueryParameterDescriptor[],
  place: Place,
  others: readonly string[] = [],
): DecodedQuery {
  const undeclared = new Map<string, string>();
  const raw = new Map<QueryParameterDescriptor, RawValue[]>();
  // Parts with nothing in them are names that nobody declared: stores refuse those as well.
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

/** The parameter that a name in the query belongs to: its own name, or that of a member of an object. */
function ownerOf(name: string, parameters: readonly QueryParameterDescriptor[], others: readonly string[]) {
  const exact = parameters.find((parameter) => parameter.name === name);
  if (exact) return { parameter: exact, member: undefined };
  const bracket = name.endsWith(']') ? name.lastIndexOf('[') : -1;
  const named = parameters.find((candidate) => {
    if (candidate.style === 'deepObject') return bracket !== -1 && candidate.name === name.slice(0, bracket);
    return candidate.explode && !candidate.json && Object.hasOwn(candidate.memberTypes ?? {}, name);
  });
  // An object with any members takes whatever nobody else does.
  const parameter = named ?? (others.includes(name) ? undefined : parameters.find(isOpen));
  return parameter && { parameter, member: parameter.style === 'deepObject' ? name.slice(bracket + 1, -1) : name };
}

function isOpen({ style, explode, json, otherMemberTypes }: QueryParameterDescriptor): boolean {
  return style === 'form' && explode && !json && otherMemberTypes !== undefined;
}

/**
 * Where a text may be empty, `name=` is an empty one, whatever `allowEmptyValue` says: that is about values that a schema
 * has no place for. Who wants none writes `minLength: 1`.
 */
function decodeParameter(parameter: QueryParameterDescriptor, raw: readonly RawValue[], whole: Place) {
  const { name, types, itemTypes = TEXT, memberTypes = {}, otherMemberTypes = TEXT } = parameter;
  const { style, explode } = parameter;
  const place = { ...whole, pointer: pointerTo(whole.pointer, name) };
  if (parameter.json) return decodeJson(name, raw, place);
  const isList = types.includes('array');
  // What may also be something else is an object where its members have names, or names and values take turns.
  const isNamed = raw.some(({ member }) => member !== undefined);
  const isInTurns = style !== 'deepObject' && !explode && itemsOf(raw, parameter).length % 2 === 0;
  const isPlain = !isNamed && !isInTurns && types.some((type) => !NESTED.includes(type));
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
  if (plain) violations.push(violation(place, 'style', `the members of ${name} alone`, plain.text));

  const value = ({ text }: RawValue, as: readonly WireType[]) => fromText(percentDecoded(text), as);
  if (isList) return { name, violations, value: parts.map((part) => value(part, itemTypes)) };
  if (!isObject) return { name, violations, value: parts[0] && value(parts[0], types) };
  // A member may be called "constructor", which every object has.
  const typesOf = (member: string) => (Object.hasOwn(memberTypes, member) && memberTypes[member]) || otherMemberTypes;
  const members = parts.map((part) => [part.member ?? '', value(part, typesOf(part.member ?? ''))]);
  return { name, violations, value: Object.fromEntries(members) };
}

const NESTED: readonly WireType[] = ['array', 'object', 'null'];

/** Nothing says how `deepObject` writes lists. Libraries leave out where an item stands, or count. */
const ITEM = /^\d*$/;

/** An empty text is a list of one empty item: no style has a way to write an empty list. */
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

/** Members have names of their own, or are written as names and values in turns. */
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
