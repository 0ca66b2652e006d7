import type { DocumentNode } from '#contract';
import { isRecord, type Json, pointerTokens } from '../../json.js';
import { type Constraint, constraintsOf } from '../coverage/constraints.js';
import { type Accepts, type PlaceValue, valuesIn } from '../coverage/schema-places.js';
import { replacedAt, withoutMember } from '../mutants/mutant.js';
import type { SampleOf } from './samples.js';

/** A value with one thing changed, which its schema may still accept, or not. */
export interface ChangedValue {
  /** JSON pointer to the schema of what is changed. */
  readonly about: string;
  /** What was done, in words that repeat nothing of the value: `/items/0/id: beyond minimum`. */
  readonly what: string;
  readonly value: Json;
}

/** A value with every declared member that it lacks, as far as it is still accepted. */
export function completed(node: DocumentNode, value: Json, accepts: Accepts, sampleOf: SampleOf): Json {
  return placesOf(node, value, accepts).reduce<Json>((whole, place) => {
    const missing = place.node
      .at('properties')
      .members.filter(([name]) => isRecord(place.value) && !Object.hasOwn(place.value, name));
    return missing.reduce<Json>((sofar, [name, member]) => {
      const sample = sampleOf(member);
      if (sample === undefined) return sofar;
      const more = replacedAt(sofar, [...pointerTokens(place.pointer), name], sample);
      return accepts(node, more) ? more : sofar;
    }, whole);
  }, value);
}

/** Changes a value at every place that a schema describes, in every way that its rules suggest. */
export function changesOf(node: DocumentNode, value: Json, accepts: Accepts, sampleOf: SampleOf): ChangedValue[] {
  return placesOf(node, value, accepts).flatMap((place) =>
    replacementsAt(place, accepts, sampleOf).map(([what, replacement]) => ({
      about: place.node.pointer,
      what: `${place.pointer || 'the value'}: ${what}`,
      value: replacedAt(value, pointerTokens(place.pointer), replacement),
    })),
  );
}

function placesOf(node: DocumentNode, value: Json, accepts: Accepts): PlaceValue[] {
  const whole = { name: '', node, value, pointer: '', isProperty: false, isChosen: true };
  return valuesIn(whole, accepts).slice(0, MOST_PLACES);
}

/** Places of one value. Real bodies that are cut to a few items have fewer. */
const MOST_PLACES = 400;

type Replacement = readonly [what: string, value: Json];

function replacementsAt(place: PlaceValue, accepts: Accepts, sampleOf: SampleOf): Replacement[] {
  const value = asJson(place.value);
  const rules = constraintsOf(place.node);
  const byRules = rules.flatMap((rule) => forRule(rule, place.node, value, accepts, sampleOf));
  const others = [...anyChange(value), ...(isRecord(value) ? memberChanges(place.node, value) : [])];
  const all = [...byRules, ...others].filter(([, other]) => JSON.stringify(other) !== JSON.stringify(value));
  return [...new Map(all.map((change) => [JSON.stringify(change[1]), change])).values()];
}

/** What exchanges hold was read from JSON or from texts. */
function asJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value) ?? 'null');
  return json;
}

function forRule(
  rule: Constraint,
  node: DocumentNode,
  value: Json,
  accepts: Accepts,
  sampleOf: SampleOf,
): Replacement[] {
  const { keyword, name, limit } = rule;
  // In OpenAPI 3.0, the number stands beside the word that it is exclusive.
  const written = node.object[keyword];
  const stated = written === true ? node.object[keyword.replace('exclusiveM', 'm')] : written;
  if (limit) return atLimit(rule, value);
  if (keyword === 'type') return OF_EACH_TYPE.map((other) => [`another type`, other]);
  if (keyword === 'enum' && Array.isArray(stated))
    return [
      ['a value beside enum', otherThan(stated[0])],
      ['a value beside enum', 'undeclared'],
      ...stated.slice(0, MOST_CHOICES).map((one): Replacement => ['a value of enum', one]),
    ];
  if (keyword === 'const') return [['a value beside const', otherThan(stated)]];
  if (keyword === 'format')
    return ['not of this format', ...Object.values(SOME_FORMATS)].map((text) => ['a text of another format', text]);
  if (keyword === 'pattern' && typeof value === 'string')
    return ['\u0001', `x${value}`, `${value}x`, `\n${value}`, `${value}\n`].map((text) => [
      'a text beside pattern',
      text,
    ]);
  if (keyword.startsWith('exclusive') && typeof stated === 'number')
    return [stated, stated - 1, stated + 1].map((number) => [`around ${keyword}`, number]);
  if (keyword === 'multipleOf' && typeof stated === 'number' && typeof value === 'number')
    return [['not a multiple', value + stated / 2]];
  if (keyword === 'uniqueItems' && Array.isArray(value) && value[0] !== undefined)
    return [['an item twice', [...value, value[0]]]];
  if (keyword === 'required' && isRecord(value))
    return [[`without ${name.slice('required '.length)}`, withoutMember(value, name.slice('required '.length))]];
  if (keyword === 'anyOf' || keyword === 'oneOf')
    return node.at(keyword).members.flatMap(([, branch]): Replacement[] => {
      const sample = sampleOf(branch);
      return sample === undefined || accepts(branch, value) ? [] : [[`another alternative of ${keyword}`, sample]];
    });
  return [];
}

const MOST_CHOICES = 20;
/** Null and fractions first: the ones that a type that is a little wider takes. */
const OF_EACH_TYPE: readonly Json[] = [null, 1.5, 'text', 7, true, {}, []];
const SOME_FORMATS = { uuid: '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90', 'date-time': '2026-03-02T08:15:30Z' };

function otherThan(value: Json | undefined): Json {
  if (typeof value === 'number') return value + 1_000_003;
  return typeof value === 'string' ? `${value}-undeclared` : 'undeclared';
}

/** Exactly at a limit, one inside and one beyond it. */
function atLimit({ keyword, limit }: Constraint, value: Json): Replacement[] {
  if (!limit || (limit.value > LARGEST_SIZE && !keyword.endsWith('imum'))) return [];
  const beyond = limit.isUpper ? 1 : -1;
  return (
    [
      [0, 'at'],
      [beyond, 'beyond'],
      [-beyond, 'within'],
    ] as const
  ).flatMap(([step, word]): Replacement[] => {
    const sized = ofSize(keyword, limit.value + step, value);
    return sized === undefined ? [] : [[`${word} ${keyword}`, sized]];
  });
}

/** Characters, items or members. Larger ones would take longer than they say. */
const LARGEST_SIZE = 20_000;

function ofSize(keyword: string, size: number, value: Json): Json | undefined {
  if (keyword.endsWith('imum')) return size;
  if (size < 0) return undefined;
  if (keyword.endsWith('Length') && typeof value === 'string')
    return [...value].slice(0, size).join('').padEnd(size, 'x');
  if (keyword.endsWith('Items') && Array.isArray(value) && (value.length > 0 || size === 0))
    return Array.from({ length: size }, (_, index) => value[index % value.length] ?? null);
  if (keyword.endsWith('Properties') && isRecord(value)) {
    const more = Array.from({ length: size }, (_, index) => [`undeclared${index}`, 'text'] as const);
    return Object.fromEntries([...Object.entries(value), ...more].slice(0, size));
  }
  return undefined;
}

/** Of any value, whatever its schema says: rules that a schema does not state can be added to it. */
function anyChange(value: Json): Replacement[] {
  if (typeof value === 'number')
    return [
      ['another number', 0],
      ['another number', value + 1],
      ['another number', value - 0.5],
      ['null', null],
      ['a text', 'text'],
    ];
  if (typeof value === 'string')
    return [
      ['an empty text', ''],
      ['one character', 'x'],
      ['a text', 'text'],
      ['null', null],
      ['a number', 7],
    ];
  if (typeof value === 'boolean')
    return [
      ['the other boolean', !value],
      ['null', null],
      ['a text', 'text'],
    ];
  if (Array.isArray(value))
    return [
      ['no items', []],
      ['an item of another type', [...value, 7]],
      ['an item of another type', [...value, 'text']],
      ['null', null],
    ];
  return value === null
    ? [
        ['a text', 'text'],
        ['a number', 7],
        ['an object', {}],
      ]
    : [
        ['null', null],
        ['a text', 'text'],
      ];
}

function memberChanges(node: DocumentNode, value: Readonly<Record<string, Json>>): Replacement[] {
  const declared = Object.keys(node.at('properties').object).filter((name) => Object.hasOwn(value, name));
  return [
    ['an undeclared member', { ...value, undeclared: 'text' }],
    ...declared.map((name): Replacement => [`without ${name}`, withoutMember({ ...value }, name)]),
  ];
}
