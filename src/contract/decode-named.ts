import type { Violation } from '#errors';
import type { WireType } from '../../generated/descriptor.js';
import { pointerTo } from '../json.js';
import type { OperationDescriptor, ParameterDescriptor } from './contract.js';
import { type DecodedQuery, decodeQuery, type Reading } from './decode-query.js';
import { type Place, violation } from './violations.js';
import { fromText, TEXT } from './wire-value.js';

/** Path parameters or headers as values, and violations of their serialization. */
export interface DecodedTexts {
  readonly values: Readonly<Record<string, unknown>>;
  readonly violations: readonly Violation[];
  /** Other readings, by name, as of a query. */
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
}

/**
 * Decodes texts, by name or lower-case name, as their parameters are declared. Values are not checked against schemas here.
 *
 * @param mayEncode Whether clients may percent-encode the commas that separate items.
 */
export function decodeNamed(
  parameters: readonly ParameterDescriptor[],
  texts: ReadonlyMap<string, string>,
  place: Place,
  decoded: (text: string) => string,
  mayEncode = false,
): DecodedTexts {
  const readings = new Map<string, readonly Reading[]>();
  const violations: Violation[] = [];
  const values = parameters.flatMap((parameter) => {
    const name = texts.has(parameter.name) ? parameter.name : parameter.name.toLowerCase();
    const text = texts.get(name);
    if (text === undefined) return [];
    const usual = parameter.json ? readJson(decoded(text)) : readStyled(text, parameter, decoded);
    const at = { ...place, pointer: pointerTo(place.pointer, name) };
    const other = mayEncode && !parameter.json ? readEncoded(text, parameter, decoded, at) : undefined;
    if (usual && other) readings.set(name, [other]);
    const read = usual ?? other;
    if (read) return [[name, read.value] as const];
    const { json, style = 'simple', explode = false } = parameter;
    const expected = json ? 'JSON' : `a value in style ${style}${explode ? ' with explode' : ''}`;
    violations.push(violation(at, json ? 'content' : 'style', expected, text));
    return [[name, text] as const];
  });
  return { values: Object.fromEntries(values), violations, readings };
}

/** The reading in which encoded commas separate as well. */
function readEncoded(
  text: string,
  parameter: ParameterDescriptor,
  decoded: (text: string) => string,
  place: Place,
): Reading | undefined {
  const isMany = parameter.types.includes('array') || parameter.types.includes('object');
  if (!isMany || !/%2C/i.test(text)) return undefined;
  const read = readStyled(text.replaceAll(/%2C/gi, ','), parameter, decoded);
  const expected = 'commas that separate as they are, not percent-encoded';
  return read && { value: read.value, unusual: violation(place, 'style', expected, text) };
}

interface Read {
  readonly value: unknown;
}

function readJson(text: string): Read | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** `undefined` for a text that does not have the style of the parameter. */
function readStyled(text: string, parameter: ParameterDescriptor, decoded: (text: string) => string): Read | undefined {
  const { types, itemTypes = TEXT, memberTypes = {}, otherMemberTypes = TEXT, explode } = parameter;
  const value = (part: string, as: readonly WireType[]) => fromText(decoded(part), as);
  const parts = partsOf(text, parameter);
  if (!parts) return undefined;
  if (types.includes('array')) return { value: parts.map((part) => value(part, itemTypes)) };
  if (!types.includes('object')) return { value: value(parts[0] ?? '', types) };
  const pairs = pairsOf(parts, explode);
  if (!pairs)
    return types.some((type) => !['object', 'null'].includes(type)) ? { value: value(text, types) } : undefined;
  const members = pairs.map(([name, part]) => {
    const member = decoded(name);
    return [member, value(part, (Object.hasOwn(memberTypes, member) && memberTypes[member]) || otherMemberTypes)];
  });
  return { value: Object.fromEntries(members) };
}

/** The items of an array, the members of an object, or the single value. */
function partsOf(text: string, { name, types, style, explode }: ParameterDescriptor): readonly string[] | undefined {
  const isList = types.includes('array');
  const isMany = isList || types.includes('object');
  if (style === 'matrix') return matrixParts(text, name, isMany, isList, explode);
  if (style !== 'label') return isMany ? text.split(/,\s*/) : [text];
  if (!text.startsWith('.')) return undefined;
  const parts = text.slice(1);
  // Editions of OpenAPI disagree about arrays that are not exploded: 3.0.3 writes dots between items, 3.0.4 commas.
  return isMany ? parts.split(explode || !parts.includes(',') ? '.' : ',') : [parts];
}

/** `;name=a,b`, or exploded `;name=a;name=b` for an array and `;a=1;b=2` for an object. */
function matrixParts(text: string, name: string, isMany: boolean, isList: boolean, explode = false) {
  const [before, ...parts] = text.split(';');
  if (before !== '') return undefined;
  if (isMany && explode && !isList) return parts;
  const isNamed = parts.every((part) => part === name || part.startsWith(`${name}=`));
  if (!isNamed || (parts.length > 1 && !(isList && explode))) return undefined;
  const texts = parts.map((part) => part.slice(name.length + 1));
  return isMany && !explode ? texts[0]?.split(',') : texts;
}

/** `name=value` pairs, or names and values alternating. */
function pairsOf(parts: readonly string[], explode = false): (readonly [string, string])[] | undefined {
  if (!explode && parts.length % 2 > 0) return undefined;
  if (!explode) return parts.flatMap((name, index) => (index % 2 > 0 ? [] : [[name, parts[index + 1] ?? ''] as const]));
  if (!parts.every((part) => part.includes('='))) return undefined;
  return parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
}

/** Decodes cookies, which are serialized like a query. Percent-encoding is optional in them. */
export function decodeCookies(
  headers: ReadonlyMap<string, string>,
  { operationId, parameters }: OperationDescriptor,
): DecodedQuery {
  const place = { operationId, location: 'request.header', pointer: '/request/headers/cookie' } as const;
  const text = headers.get('cookie') ?? '';
  const decoded = decodeQuery(text, parameters.cookie ?? [], place, [], 'cookie');
  const violations = decoded.violations.filter(({ keyword }) => keyword !== 'percent-encoding');
  return { ...decoded, violations, unusual: [] };
}
