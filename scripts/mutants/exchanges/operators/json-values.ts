import { isObject, type Json } from '../../../spec/json.js';
import type { Change } from '../operator.js';
import type { ValueChanges } from './json.js';

export const VALUE_CHANGES: readonly (readonly [name: string, title: string, changes: ValueChanges])[] = [
  [
    'PTC',
    'a value of another type',
    (value) => become(OF_EACH_TYPE.filter((other) => typeOf(other) !== typeOf(value))),
  ],
  ['BPR', 'the other boolean', (value) => (typeof value === 'boolean' ? become([!value]) : [])],
  ['NPS', 'null', (value) => (value === null ? [] : become([null]))],
  ['NPR', 'another number', (value) => (typeof value === 'number' ? become(numbersBeside(value)) : [])],
  ['SPR', 'another text', (value) => (typeof value === 'string' ? become(['another text', '7']) : [])],
  ['SCA', 'special characters in a text', (value) => (typeof value === 'string' ? become(withSpecial(value)) : [])],
  ['SRE', 'a shorter or a longer text', (value) => (typeof value === 'string' ? become(ofOtherLength(value)) : [])],
];

const OF_EACH_TYPE: readonly Json[] = [7, 1.5, true, 'text', {}, []];

/** As HttpMutator tells types apart: whole numbers are a type of their own. */
function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function become(values: readonly Json[]): Change<Json>[] {
  return values.map((value) => [`is ${shown(value)}`, value]);
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Numbers near by, on the other side of zero, and too large to be exact. */
function numbersBeside(number: number): number[] {
  const others = [number + 1, number - 1, -number, 0, 2 ** 53, 1e21];
  return [...new Set(others)].filter((other) => other !== number && !Object.is(other, -0));
}

function withSpecial(text: string): string[] {
  const characters = [...text];
  const half = Math.floor(characters.length / 2);
  const [before, after] = [characters.slice(0, half).join(''), characters.slice(half).join('')];
  return ['/', '*', ',', '"', 'é', '😀', '\n', '\u0000'].map((special) => before + special + after);
}

function ofOtherLength(text: string): string[] {
  const others = [
    '',
    ' ',
    [...text].slice(0, -1).join(''),
    text + text,
    'x'.repeat(256),
    text.toUpperCase(),
    text.toLowerCase(),
  ];
  return [...new Set(others)].filter((other) => other !== text);
}
