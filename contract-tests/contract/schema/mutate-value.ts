import { isRecord, type Json } from '../../../src/json.js';

/** What JSON can hold, and what tends to be taken for something else. None of the texts could be read as a number. */
const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  7.5,
  250,
  251,
  2 ** 53 - 1,
  2 ** 53,
  1e21,
  '',
  'text',
  'x'.repeat(255),
  'x'.repeat(256),
  '😀'.repeat(200),
  '2026-03-02T08:15:30Z',
  '2026-13-02T08:15:30Z',
  '2026-03-02',
  '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90',
  '6F0F0C1E-3A51-4B7E-9F5D-2C8B1A7D4E90',
  '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e9',
  [],
  [1, 2],
  ['text'],
  {},
  { undeclared: 1 },
];

/** Changes a value in a few places, by chance: other values, and members that are missing, new, or there twice. */
export function mutateValue(value: Json, random: () => number): Json {
  const changes = 1 + Math.floor(random() * 3);
  let mutated = value;
  for (let change = 0; change < changes; change += 1) mutated = mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(value: Json, random: () => number): Json {
  const goesDeeper = random() < 0.85;
  if (goesDeeper && Array.isArray(value)) return mutateList(value, random);
  if (goesDeeper && isRecord(value)) return mutateMembers(value, random);
  return pick(VALUES, random);
}

function mutateList(list: readonly Json[], random: () => number): Json {
  if (random() < 0.25) return [...list, ...list, ...list];
  if (random() < 0.15 || list.length === 0) return [...list, pick(VALUES, random)];
  const position = Math.floor(random() * list.length);
  return list.map((item, index) => (index === position ? mutateOnce(item, random) : item));
}

function mutateMembers(members: Readonly<Record<string, Json>>, random: () => number): Json {
  const names = Object.keys(members);
  if (random() < 0.1 || names.length === 0) return { ...members, undeclared: pick(VALUES, random) };
  const name = pick(names, random);
  const { [name]: value, ...others } = members;
  return value === undefined || random() < 0.15 ? others : { ...members, [name]: mutateOnce(value, random) };
}

export function pick<Value>(values: readonly Value[], random: () => number): Value {
  const picked = values[Math.floor(random() * values.length)];
  if (picked === undefined) throw new RangeError('there is nothing to pick from');
  return picked;
}
