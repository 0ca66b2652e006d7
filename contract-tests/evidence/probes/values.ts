import type { DocumentNode } from '../../../src/contract/load/model.js';
import { isRecord, type Json, pointerTo } from '../../../src/json.js';
import { type Case, isOpen } from '../valid-exchanges/values.js';
import { textsAround } from './pattern-texts.js';

/**
 * Values about which nothing is claimed: whoever uses them asks the contract. They lie around what a schema says and where
 * it says nothing, so that a rule which is changed in a part or added by mistake is told by one of them.
 */
export function probesOf(node: DocumentNode, sample: Json): Case[] {
  if (typeof sample === 'string') return probeText(node);
  if (typeof sample === 'number') return probeNumber(node);
  if (Array.isArray(sample)) return probeList(node, sample);
  return isRecord(sample) ? probeObject(node, sample) : [];
}

function probe(node: DocumentNode, keyword: string, ...values: Json[]): Case[] {
  const about = node.object[keyword] === undefined ? node.pointer : pointerTo(node.pointer, keyword);
  return values.map((value) => ({ about, value }));
}

function probeText(node: DocumentNode): Case[] {
  const { pattern, format, enum: choices } = node.object;
  const around = [
    ...(typeof pattern === 'string' ? probe(node, 'pattern', ...textsAround(pattern)) : []),
    ...(typeof format === 'string' ? probe(node, 'format', ...(AROUND_FORMATS[format] ?? [])) : []),
    ...(Array.isArray(choices) ? probe(node, 'enum', ...choices, 'undeclared') : []),
  ];
  if (around.length > 0) return around;
  const long = node.integer('maxLength') === undefined ? ['x'.repeat(LARGE)] : [];
  return [...probe(node, 'maxLength', ...long), ...probe(node, 'type', 'Ünïcode, 7 + 1')];
}

/** Texts around a format: its parts at their ends and beyond, forms that other notations have. */
const AROUND_FORMATS: Readonly<Record<string, readonly string[]>> = {
  'date-time': [
    ...['2026-01-01T00:00:00Z', '2026-12-31T23:59:59Z', '2028-02-29T12:00:00Z', '1969-07-20T20:17:40Z'],
    ...['2026-03-02T08:15:30.1Z', '2026-03-02T08:15:30.123456789Z', '2026-03-02t08:15:30z', '2016-12-31T23:59:60Z'],
    ...['2026-03-02T08:15:30+00:00', '2026-03-02T08:15:30-05:00', '2026-03-02T08:15:30+14:00'],
    ...['2026-13-02T08:15:30Z', '2026-00-02T08:15:30Z', '2026-03-32T08:15:30Z', '2026-03-00T08:15:30Z'],
    ...['2026-02-30T08:15:30Z', '2026-03-02T24:15:30Z', '2026-03-02T08:60:30Z', '2026-03-02T08:15:61Z'],
    ...['2026-03-02T08:15:30', '2026-03-02T08:15Z', '2026-03-02 08:15:30Z', '2026-03-02', '1772439330'],
    ...['2026-03-02T08:15:30-0500', '2026-03-02T08:15:30+24:00', '26-03-02T08:15:30Z', 'Mon, 02 Mar 2026 08:15:30 GMT'],
  ],
  uuid: [
    ...['6F0F0C1E-3A51-4B7E-9F5D-2C8B1A7D4E90', '00000000-0000-0000-0000-000000000000'],
    ...['ffffffff-ffff-ffff-ffff-ffffffffffff', '6f0f0c1e-3a51-7b7e-9f5d-2c8b1a7d4e90'],
    ...['6f0f0c1e3a514b7e9f5d2c8b1a7d4e90', '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e9', '7'],
    ...['6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e900', '6g0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90'],
  ],
  email: ['SOMEBODY+7@example.com', 'somebody@', '@example.com', 'somebody', 'some body@example.com'],
  date: ['2026-12-31', '2028-02-29', '2026-13-02', '2026-03-32', '2026-02-30', '2026-3-2', '2026-03-02T08:15:30Z'],
};

/** Characters, items or more than anybody would allow by mistake. */
const LARGE = 300;

function probeNumber(node: DocumentNode): Case[] {
  const isFree = (keyword: string) => node.integer(keyword) === undefined;
  return [
    ...(isFree('maximum') ? probe(node, 'maximum', Number.MAX_SAFE_INTEGER) : []),
    ...(isFree('minimum') ? probe(node, 'minimum', -1, 0) : []),
    ...probe(node, 'type', (node.integer('minimum') ?? 0) + 7),
  ];
}

function probeList(node: DocumentNode, sample: Json[]): Case[] {
  const [item = null] = sample;
  const many = Array.from({ length: LARGE }, () => item);
  return node.integer('maxItems') === undefined ? probe(node, 'maxItems', many) : [];
}

function probeObject(node: DocumentNode, sample: Record<string, Json>): Case[] {
  if (!isOpen(node)) return [];
  const more = Array.from({ length: MANY_MEMBERS }, (_, index) => [`undeclared_${index}`, index] as const);
  return probe(node, 'additionalProperties', { ...sample, [ANY_NAME]: 7 }, { ...sample, ...Object.fromEntries(more) });
}

/** A name that no rule for names would take by mistake. */
const ANY_NAME = '0. A member which nobody has declared, with a name that is longer than others: Ünïcode';
const MANY_MEMBERS = 12;
