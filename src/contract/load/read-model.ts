import type { ServerDescriptor } from '../../../generated/descriptor.js';
import { isRecord, type Json, ownMember, pointerTo } from '../../json.js';
import type { CredentialDescriptor } from '../contract.js';
import type { OperationModel, SpecModel } from './model.js';
import { DocumentNode } from './model.js';
import { allowsAnyQuery, readParameters, readRequestBody, readResponses } from './read-parameters.js';
import { type ModelSource, type SpecProblem, SpecProblemsError } from './source.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const;

/**
 * Reads an OpenAPI document. An operation whose own rules cannot be read is refused: only its method and path are in the model.
 *
 * @throws SpecProblemsError when code is to be generated and a part of the document does not allow it.
 */
export function readModel(source: ModelSource): SpecModel {
  const root = DocumentNode.in(source);
  const server = readFirstServer(root);
  root.at('webhooks').note('webhooks are not checked');
  const info = source.document['info'];
  const paths = root.at('paths');
  const templates = Object.keys(paths.object).filter((path) => path.startsWith('/'));
  noteOverlaps(templates, paths);
  if (templates.length === 0)
    source.note?.(paths.exists ? paths.pointer : root.pointer, 'no path is described, so every request is a violation');
  return {
    title: textOf(ownMember(info, 'title')),
    version: textOf(ownMember(info, 'version')),
    server,
    servers: readAllServers(root, server),
    operations: templates.flatMap((path) => readPath(root, path, paths)),
  };
}

/** Of templates that match the same paths, the first is reported, but one that accepts an exchange is enough. */
function noteOverlaps(templates: readonly string[], { pointer, source }: DocumentNode): void {
  const first = new Map<string, string>();
  for (const path of templates) {
    const form = path.replace(/\{[^{}]*\}/g, '{}');
    const known = first.get(form);
    if (known === undefined) first.set(form, path);
    else
      source.note?.(
        pointerTo(pointer, path),
        `${path} matches the same paths as ${known}, so what one of them accepts conforms`,
      );
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function readPath(root: DocumentNode, path: string, paths: DocumentNode): OperationModel[] {
  const item = attempt(root, () => paths.at(path));
  // It is unknown which methods the path has.
  if (!(item instanceof DocumentNode)) return METHODS.map((method) => refused(method, path, paths.pointer, item));
  const common = [...METHODS, ...(isOf32(root) ? ['QUERY'] : [])].map((method) => [method, method.toLowerCase()]);
  const others = isOf32(root) ? namesOf(item, 'additionalOperations') : [];
  const names = [...common, ...others.map((method) => [method, 'additionalOperations', method])];
  return names.flatMap(([method = '', ...way]) => {
    const operation = way.reduce<Json | undefined>(ownMember, item.value);
    if (operation === undefined) return [];
    const read = attempt(root, () => readOperation(root, path, item, method, item.at(...way)));
    if ('operationId' in read) return [read];
    const operationId = textOf(ownMember(operation, 'operationId'));
    return [{ ...refused(method, path, pointerTo(item.pointer, ...way), read), operationId }];
  });
}

function isOf32({ source }: DocumentNode): boolean {
  return String(source.document['openapi']).startsWith('3.2');
}

function namesOf({ object }: DocumentNode, name: string): string[] {
  const members = object[name];
  return isRecord(members) ? Object.keys(members) : [];
}

/** What is read, or why it cannot be. */
function attempt<Part>({ source }: DocumentNode, read: () => Part): Part | readonly SpecProblem[] {
  try {
    return read();
  } catch (error) {
    if (source.forCodegen || !(error instanceof SpecProblemsError)) throw error;
    return error.problems;
  }
}

/** An operation of which nothing but the method and the path is known. */
function refused(method: string, path: string, pointer: string, problems: readonly SpecProblem[]): OperationModel {
  return {
    ...{ operationId: '', pointer, summary: '', method, path, servers: undefined, parameters: [], responses: [] },
    ...{ requestBody: undefined, security: [], maxConcurrency: undefined, repeatable: false, refused: problems },
  };
}

function readOperation(
  root: DocumentNode,
  path: string,
  item: DocumentNode,
  method: string,
  operation: DocumentNode,
): OperationModel {
  if (!isRecord(operation.value)) operation.refuse('is not an operation');
  const operationId = operation.text('operationId');
  if (
    item.source.forCodegen &&
    path.split('/').some((segment) => /[{}]/.test(segment) && !/^\{[^{}]+\}$/.test(segment))
  )
    item.refuse('a path parameter must be a whole segment of the path');
  operation.at('callbacks').note('callbacks are not checked');
  const security = operation.at('security').exists ? operation.at('security') : root.at('security');
  return {
    operationId,
    pointer: operation.pointer,
    summary: operation.text('summary', operationId),
    method,
    path,
    servers: readOwnServers(item, operation),
    parameters: readParameters(path, item, operation),
    anyQuery: allowsAnyQuery(item, operation) || undefined,
    requestBody: readRequestBody(operation.at('requestBody')),
    responses: readResponses(operation.at('responses')),
    security: security.members.map(([, alternative]) => readCredentials(root, alternative)),
    maxConcurrency: operation.integer('x-max-concurrency'),
    repeatable: operation.flag('x-repeatable'),
  };
}

/** The generated client uses the first server. */
function readFirstServer(root: DocumentNode): ServerDescriptor {
  const server = root.at('servers', 0);
  if (!server.text('url') && root.source.forCodegen) root.refuse('names no server');
  return readServer(server);
}

/** The servers of an operation or else of its path; `undefined` if neither has any. */
function readOwnServers(item: DocumentNode, operation: DocumentNode): readonly ServerDescriptor[] | undefined {
  const nodes = [operation, item].map((node) => node.at('servers')).filter(({ exists }) => exists);
  if (operation.source.forCodegen)
    for (const node of nodes) node.refuse('all operations share the servers of the document; others are not supported');
  return nodes.map(readServers).find((servers) => servers !== undefined);
}

/** `undefined` if there is only one. */
function readAllServers(root: DocumentNode, first: ServerDescriptor): readonly ServerDescriptor[] | undefined {
  const servers = root.source.forCodegen ? undefined : readServers(root.at('servers'));
  return servers?.some(({ url }) => url !== first.url) ? servers : undefined;
}

/**
 * Gives each operation a unique id. Operations without an id, or with that of an earlier one, get one from method and path.
 * Ids repeat when two paths refer to the same path item.
 *
 * @param note Called for each repeated id.
 */
export function withUniqueIds(
  operations: readonly OperationModel[],
  note: (pointer: string, reason: string) => void,
): OperationModel[] {
  const first = new Map<string, OperationModel>();
  return operations.map((operation) => {
    const { operationId, method, path, pointer } = operation;
    const call = `${method} ${path}`;
    const known = first.get(operationId);
    if (known) {
      const unique = `${operationId} (${call})`;
      const reason = `${operationId} is also the operationId of ${known.method} ${known.path}; the operation is called ${unique} here`;
      note(`${pointer}/operationId`, reason);
      return { ...operation, operationId: unique };
    }
    const named = operationId === '' ? { ...operation, operationId: call } : operation;
    first.set(named.operationId, named);
    return named;
  });
}

/** The credentials that one alternative requires together. */
export function readCredentials(root: DocumentNode, alternative: DocumentNode): CredentialDescriptor[] {
  return alternative.members.flatMap(([schemeName, scopes]): CredentialDescriptor[] => {
    const scheme = root.at('components', 'securitySchemes', schemeName);
    const required = scopes.members.map(([, scope]) => String(scope.value));
    const place = scheme.text('in');
    if (place === 'header' || place === 'query' || place === 'cookie')
      return [{ in: place, name: scheme.text('name'), scopes: required }];
    const word = schemeWord(scheme);
    if (root.source.forCodegen)
      alternative.refuse(`security scheme ${schemeName} is not an apiKey defined under components.securitySchemes`);
    if (!word) alternative.note(`the security scheme ${schemeName} is unknown and not checked`);
    return word ? [{ in: 'header', name: 'Authorization', scheme: word, scopes: required }] : [];
  });
}

/** The authentication scheme in the header Authorization; empty if the credential is not sent there, such as a certificate. */
function schemeWord(scheme: DocumentNode): string {
  const type = scheme.text('type');
  if (type === 'oauth2' || type === 'openIdConnect') return 'Bearer';
  // Only schemes of type http have one.
  const word = scheme.text('scheme');
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

export function readServer(server: DocumentNode): ServerDescriptor {
  const variables = server.at('variables').members.map(([name, variable]) => {
    const pattern = variable.text('x-pattern');
    return [name, { default: variable.text('default'), ...(pattern && { pattern }) }] as const;
  });
  const maxUrlLength = server.integer('x-max-url-length');
  return {
    url: trimmed(server.text('url')),
    variables: Object.fromEntries(variables),
    ...(maxUrlLength !== undefined && { maxUrlLength }),
    ...(server.flag('x-exact-urls') && { exactUrls: true }),
  };
}

/** The servers of a list, with one for each combination of enumerated variables; `undefined` if there are none. */
export function readServers(list: DocumentNode): readonly ServerDescriptor[] | undefined {
  const servers = list.members.flatMap(([, server]) => withValues(server));
  return servers.length > 0 ? servers : undefined;
}

/** A variable without `enum` matches within one segment; its default may also be empty or have several segments. */
function withValues(node: DocumentNode): ServerDescriptor[] {
  const server = readServer(node);
  let urls = [server.url];
  for (const [name, variable] of node.at('variables').members) {
    const fallback = variable.text('default');
    const listed = variable.at('enum').members.map(([index]) => String(variable.at('enum', index).value));
    const others = fallback === '' || fallback.includes('/') ? [`{${name}}`, fallback] : [`{${name}}`];
    const values = listed.length > 0 ? listed : others;
    if (urls.length * values.length <= MOST_URLS)
      urls = urls.flatMap((url) => values.map((value) => trimmed(url.replaceAll(`{${name}}`, () => value))));
    else variable.decline('the variables of a server have too many combinations of values; any value is accepted');
  }
  return urls.map((url) => ({ ...server, url }));
}

function trimmed(url: string): string {
  return url.trim().replace(/(?<!\/)\/+$/, '');
}

/** URLs of one server. Real ones have up to ten. */
const MOST_URLS = 200;
