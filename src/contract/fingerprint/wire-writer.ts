import { isObject } from '../../value-at.js';
import { type ContractDocument, ownMember, pointerTo, referredTo } from '../openapi/document-part.js';
import { DATA, NAMED_MEMBERS, WORDS } from '../openapi/words.js';

/** Writes a part of a document, at a place of what is written. */
export type WireWriter = (value: unknown, place: string) => unknown;

/**
 * Makes a writer that leaves out what is not on the wire, sorts what has no order, and puts in place what references lead
 * to. What is referred to again is named by the place where it stands already, so that a schema may contain itself, and
 * so that it does not matter what authors call it.
 */
export function createWireWriter(document: ContractDocument): WireWriter {
  const places = new Map<string, string>();

  const write = (value: unknown, place: string, isNamed = false): unknown => {
    if (Array.isArray(value)) return value.map((member, index) => write(member, pointerTo(place, String(index))));
    if (!isObject(value)) return value;
    const target = isNamed ? undefined : referredTo(document, { pointer: place, value });
    const members = membersOf(value, target && '$ref', isNamed).map(
      ([name, member]) => [name, writeMember(name, member, pointerTo(place, name), isNamed)] as const,
    );
    if (!target) return Object.fromEntries(members);
    const at = members.length > 0 ? pointerTo(place, '$ref') : place;
    const known = places.get(target.pointer);
    if (known === undefined) places.set(target.pointer, at);
    const written = known === undefined ? write(target.value, at) : { 'as at': known };
    return members.length > 0 ? Object.fromEntries([...members, ['$ref', written]]) : written;
  };

  const writeMember = (name: string, member: unknown, place: string, isNamed: boolean): unknown => {
    if (isNamed) return write(member, place);
    if (Array.isArray(member) && WITHOUT_ORDER.includes(name)) return member.map(sortedText).sort();
    return DATA.includes(name) ? sortedText(member) : write(member, place, NAMED_MEMBERS.test(name));
  };

  return write;
}

/** The members that count, in the order of their names. */
function membersOf(value: object, without: string | undefined, isNamed: boolean): [name: string, member: unknown][] {
  const names = Object.keys(value).filter((name) => isNamed || !(name === without || isOffTheWire(name)));
  return names.sort().map((name) => [name, ownMember(value, name)]);
}

function isOffTheWire(name: string): boolean {
  return WORDS.includes(name) || REMARKS.includes(name) || (name.startsWith('x-') && !ON_THE_WIRE.includes(name));
}

/** JSON with names in order. */
export function sortedText(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    isObject(value) && !Array.isArray(value) ? Object.fromEntries(membersOf(value, undefined, true)) : value,
  );
}

const WITHOUT_ORDER = ['required', 'type', 'enum'];
const REMARKS = ['deprecated', '$comment'];

/** Extensions that say what may be sent or answered. The others are about how a client behaves. */
const ON_THE_WIRE = ['x-body-optional', 'x-date-filter', 'x-max-url-length', 'x-pattern', 'x-status-range'];
