import { isObject, ownMember, pointerTo } from '../json.js';
import type { Contract, OperationDescriptor } from './contract.js';
import {
  type ContractDocument,
  DATA,
  type DocumentPart,
  memberAt,
  membersOf,
  NAMED_MEMBERS,
  partAt,
  referredTo,
  WORDS,
} from './document.js';

/**
 * The 64-bit FNV-1a hash of a text, in 16 hexadecimal digits. Not for secrets: it tells accidental changes, at once and
 * wherever this code runs, where those for secrets come with Node or make callers wait.
 */
export function fnv1a(text: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

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
    const members = wireMembers(value, target && '$ref', isNamed).map(
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
function wireMembers(value: object, without: string | undefined, isNamed: boolean): [name: string, member: unknown][] {
  const names = Object.keys(value).filter((name) => isNamed || !(name === without || isOffTheWire(name)));
  return names.sort().map((name) => [name, ownMember(value, name)]);
}

function isOffTheWire(name: string): boolean {
  return WORDS.includes(name) || REMARKS.includes(name) || (name.startsWith('x-') && !ON_THE_WIRE.includes(name));
}

/** JSON with names in order. */
export function sortedText(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    isObject(value) && !Array.isArray(value) ? Object.fromEntries(wireMembers(value, undefined, true)) : value,
  );
}

const WITHOUT_ORDER = ['required', 'type', 'enum'];
const REMARKS = ['deprecated', '$comment'];

/** Extensions that say what may be sent or answered. The others are about how a client behaves. */
const ON_THE_WIRE = ['x-body-optional', 'x-date-filter', 'x-max-url-length', 'x-pattern', 'x-status-range'];

/** All that a document says about the exchanges of an operation, and nothing else of it, with names in order. */
export function operationOnWire(document: ContractDocument, { method, path }: OperationDescriptor): string {
  const write = createWireWriter(document);
  const own = (...names: string[]) => partAt(document, 'paths', path, method.toLowerCase(), ...names);
  const written = (name: string, part: DocumentPart | undefined) => write(part?.value, `/${name}`);
  return sortedText({
    method,
    path,
    server: written('server', partAt(document, 'servers', '0')),
    servers: written('servers', own('servers') ?? partAt(document, 'paths', path, 'servers')),
    security: securityOf(document, own('security') ?? partAt(document, 'security')),
    parameters: parametersOf(document, [partAt(document, 'paths', path, 'parameters'), own('parameters')], write),
    requestBody: written('requestBody', own('requestBody')),
    responses: responsesOf(own('responses'), write),
  });
}

/** By place and name, because their order means nothing. Those of the operation win over those of the path. */
function parametersOf(
  document: ContractDocument,
  lists: readonly (DocumentPart | undefined)[],
  write: WireWriter,
): Readonly<Record<string, unknown>> {
  const parameters = lists.flatMap((list) => (list ? membersOf(list) : [])).map(([, parameter]) => parameter);
  const named = new Map(
    parameters.map((parameter) => {
      const [place, name] = ['in', 'name'].map((member) => String(memberAt(document, parameter, member)?.value));
      return [`${place} ${name}`, parameter.value] as const;
    }),
  );
  return writeAll(named, 'parameters', write);
}

/** By status. */
function responsesOf(responses: DocumentPart | undefined, write: WireWriter): Readonly<Record<string, unknown>> {
  const statuses = responses ? membersOf(responses).filter(([status]) => !status.startsWith('x-')) : [];
  return writeAll(new Map(statuses.map(([status, { value }]) => [status, value])), 'responses', write);
}

/** In the order of names, which decides where references are followed, and where they are named by a place. */
function writeAll(parts: ReadonlyMap<string, unknown>, place: string, write: WireWriter) {
  const names = [...parts.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, write(parts.get(name), `/${place}/${name}`)]));
}

/** What is sent, not what the document calls it: the schemes of each alternative with their scopes. */
function securityOf(document: ContractDocument, security: DocumentPart | undefined): string[] {
  const alternatives = security ? membersOf(security) : [];
  return alternatives
    .map(([, alternative]) =>
      membersOf(alternative).map(([name, scopes]) => {
        const scheme = partAt(document, 'components', 'securitySchemes', name);
        const sent = SENT.map((member) => memberAt(document, scheme, member)?.value ?? null);
        return sortedText([sent, scopes.value]);
      }),
    )
    .map((schemes) => schemes.sort().join())
    .sort();
}

const SENT = ['type', 'in', 'name', 'scheme'];

/**
 * A short hash (16 hexadecimal digits) of all that the document says about the exchanges of an operation: method, path, first
 * server, credentials, parameters, bodies, statuses and headers, with references followed. It stays the same when words,
 * examples, the order of names, or other operations change. Recordings carry it, so that they are known to be out of date
 * when it changes.
 *
 * @returns `undefined` where the contract has no such operation.
 */
export function operationFingerprint(contract: Contract, operationId: string): string | undefined {
  const operation = Object.hasOwn(contract.operations, operationId) ? contract.operations[operationId] : undefined;
  if (!operation) return undefined;
  const known = KNOWN.get(contract) ?? new Map<string, string>();
  KNOWN.set(contract, known);
  const fingerprint = known.get(operationId) ?? fnv1a(operationOnWire(contract.document, operation));
  known.set(operationId, fingerprint);
  return fingerprint;
}

/** Nobody needs them before there is a recording, and there may be many of one operation. */
const KNOWN = new WeakMap<Contract, Map<string, string>>();
