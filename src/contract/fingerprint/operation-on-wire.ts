import type { OperationDescriptor } from '../../../generated/contract-descriptor.js';
import { type ContractDocument, type DocumentPart, memberAt, membersOf, partAt } from '../openapi/document-part.js';
import { createWireWriter, sortedText, type WireWriter } from './wire-writer.js';

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
