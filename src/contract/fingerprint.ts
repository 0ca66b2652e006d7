import { isObject, ownMember, pointerTo } from '../json.js';
import type { Contract, OperationDescriptor } from './contract.js';
import {
  type ContractDocument,
  DATA,
  type DocumentPart,
  memberAt,
  membersOf,
  NAMED_MEMBERS,
  operationPart,
  partAt,
  referredTo,
  WORDS,
} from './document.js';

/**
 * The 64-bit FNV-1a hash of a text, in 16 hexadecimal digits. It detects accidental changes and protects no secrets.
 * Cryptographic hashes are synchronous only in Node; this one is in every runtime.
 */
export function fnv1a(text: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** Writes a part of a document in a canonical form, at a place in what is written. */
export type WireWriter = (value: unknown, place: string) => unknown;

/**
 * Makes a writer that leaves out whatever does not affect the wire, sorts what has no order, and inlines references. A
 * repeated reference becomes the place where its target was first written, so that schemas may be recursive and the names
 * of components do not matter.
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

/** The members that affect the wire, sorted by name. */
function wireMembers(value: object, without: string | undefined, isNamed: boolean): [name: string, member: unknown][] {
  const names = Object.keys(value).filter((name) => isNamed || !(name === without || isDocumentation(name)));
  return names.sort().map((name) => [name, ownMember(value, name)]);
}

function isDocumentation(name: string): boolean {
  return (
    WORDS.includes(name) || OTHER_DOCUMENTATION.includes(name) || (name.startsWith('x-') && !ON_THE_WIRE.includes(name))
  );
}

/** JSON with sorted names. */
export function sortedText(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    isObject(value) && !Array.isArray(value) ? Object.fromEntries(wireMembers(value, undefined, true)) : value,
  );
}

const WITHOUT_ORDER = ['required', 'type', 'enum'];
const OTHER_DOCUMENTATION = ['deprecated', '$comment'];

/** Extensions that restrict requests or responses. The others describe the behaviour of clients. */
const ON_THE_WIRE = ['x-body-optional', 'x-date-filter', 'x-max-url-length', 'x-pattern', 'x-status-range'];

/** Everything that affects the exchanges of an operation, in canonical form. */
export function operationOnWire(document: ContractDocument, operation: OperationDescriptor): string {
  const { method, path } = operation;
  const write = createWireWriter(document);
  const own = (...names: string[]) => operationPart(document, operation, ...names);
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

/** By place and name, because order has no meaning. Those of the operation override those of the path. */
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

function responsesOf(responses: DocumentPart | undefined, write: WireWriter): Readonly<Record<string, unknown>> {
  const statuses = responses ? membersOf(responses).filter(([status]) => !status.startsWith('x-')) : [];
  return writeAll(new Map(statuses.map(([status, { value }]) => [status, value])), 'responses', write);
}

/** Sorted by name, because the order decides which occurrence of a reference is inlined. */
function writeAll(parts: ReadonlyMap<string, unknown>, place: string, write: WireWriter) {
  const names = [...parts.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, write(parts.get(name), `/${place}/${name}`)]));
}

/** The credentials of each alternative with their scopes. The names of schemes do not matter. */
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
 * A hash (16 hexadecimal digits) of everything that affects the exchanges of an operation: method, path, first server,
 * credentials, parameters, bodies, statuses and headers, with references followed. Changes to descriptions, examples, the
 * order of names or other operations leave it unchanged. Recordings carry it; they are out of date when it changes.
 *
 * @returns `undefined` if the contract has no such operation.
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

/** An operation may have many recordings. */
const KNOWN = new WeakMap<Contract, Map<string, string>>();
