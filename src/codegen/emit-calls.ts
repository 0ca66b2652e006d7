import type { ServerDescriptor } from '../../generated/descriptor.js';
import {
  DocumentNode,
  type OperationModel,
  type ParameterModel,
  type RequestBodyModel,
  type SpecModel,
} from '../contract/load/model.js';
import { acceptedTypes, chosenMediaType, type DeclaredBody, isFileField, kindOfBody, readsOf } from './bodies.js';
import type { CodegenSource } from './codegen-source.js';
import { printLiteral, printName, quote } from './print.js';
import type { CallBody } from './runtime/body.js';
import type { CallDescriptor } from './runtime/call.js';
import type { SecurityScheme } from './runtime/credentials.js';
import type { CallField } from './runtime/multipart.js';
import type { CallParameter } from './runtime/parameters.js';

/** Writes what a call must know of each operation beyond `operations`, and of the security schemes. */
export function emitCalls(source: CodegenSource, model: SpecModel): string {
  const calls = model.operations.map(
    (operation) =>
      `  ${printName(operation.operationId)}: ${printLiteral(describeCall(source, model, operation), '  ')},\n`,
  );
  const schemes = securitySchemes(source);
  const credentials = schemes.map(
    ([name, { scheme }]) =>
      `  readonly ${printName(name)}?: ${scheme === 'Basic' ? 'Credential' : 'string'} | undefined;\n`,
  );
  return `import type { CallDescriptor } from './call.js';
import type { ${schemes.some(([, { scheme }]) => scheme === 'Basic') ? 'Credential, ' : ''}SecurityScheme } from './credentials.js';
import type { OperationId } from './operations.js';

/** Where operations are served: the first server, its variables filled in. */
export const serverUrl = ${quote(urlOf(model.server))};

/** The credentials that the document declares, by the name of their security scheme. */
export interface Credentials {
${credentials.join('')}}

export const schemes: Readonly<Record<string, SecurityScheme>> = ${printLiteral(Object.fromEntries(schemes))};

export const calls: Readonly<Record<OperationId, CallDescriptor>> = {
${calls.join('')}};
`;
}

/** How the parameters and the body of an operation are written, and how its successes are read. */
export function describeCall(source: CodegenSource, model: SpecModel, operation: OperationModel): CallDescriptor {
  const { parameters, servers, requestBody } = operation;
  const among = (place: ParameterModel['in']) => {
    const described = parameters.filter((parameter) => parameter.in === place).map(describeParameter);
    return described.length > 0 ? { [place]: described } : {};
  };
  const reads = readsOfOperation(operation);
  const security = securityOf(source, operation);
  const server = servers?.[0] && urlOf(servers[0]);
  const body = requestBody && describeBody(requestBody, DocumentNode.in(source, operation.pointer).at('requestBody'));
  return {
    ...among('path'),
    ...among('query'),
    ...among('header'),
    ...among('cookie'),
    ...(body && { body }),
    ...(reads !== 'json' && { reads }),
    ...(reads === 'mixed' && { accept: acceptedTypes(declaredSuccesses(operation)).join(', ') }),
    ...(security.length > 0 && { security }),
    ...(server !== undefined && server !== urlOf(model.server) && { server }),
  };
}

export function readsOfOperation(operation: OperationModel): ReturnType<typeof readsOf> {
  return readsOf(declaredSuccesses(operation));
}

/** The bodies of each success. Where none is declared, `default` is one. */
function declaredSuccesses({ responses }: OperationModel): DeclaredBody[][] {
  const successes = responses.filter(({ status }) => status.startsWith('2'));
  const counted = successes.length > 0 ? successes : responses.filter(({ status }) => status === 'default');
  return counted.map(({ content }) => content.map(({ mediaType, schema }) => ({ mediaType, schema: schema.value })));
}

function describeParameter({ in: place, pathStyle, ...parameter }: ParameterModel): CallParameter {
  const { name, style, explode, allowReserved, json } = parameter;
  const isForm = place === 'query' || place === 'cookie';
  const written = place === 'path' ? pathStyle : isForm && style !== 'form' ? style : undefined;
  return {
    name,
    ...(written && { style: written }),
    ...(explode !== (place === 'query' || place === 'cookie') && { explode }),
    ...(allowReserved && place === 'query' && { allowReserved }),
    ...(json && { json }),
  };
}

function describeBody({ content }: RequestBodyModel, node: DocumentNode): CallBody | undefined {
  const mediaType = chosenMediaType(content.map((each) => each.mediaType));
  if (mediaType === undefined) return undefined;
  const chosen = content.find((each) => each.mediaType === mediaType);
  const kind = kindOfBody(mediaType, chosen?.schema.value);
  const encoding = node.at('content', mediaType, 'encoding');
  const fields =
    kind === 'form' ? encodedFields(encoding) : kind === 'multipart' ? partFields(encoding, chosen?.schema) : [];
  return { kind, mediaType, ...(fields.length > 0 && { fields }) };
}

/** The fields whose encoding says how they are written. */
function encodedFields(encoding: DocumentNode): CallField[] {
  return encoding.members.flatMap(([name, field]) => {
    const style = QUERY_STYLES.find((known) => known === field.text('style'));
    const explode = field.at('explode').exists ? field.flag('explode') : undefined;
    if (style === undefined && explode === undefined) return [];
    return [{ name, ...(style && { style }), ...(explode !== undefined && { explode }) }];
  });
}

/** The fields that are files, or whose encoding gives them a type. */
function partFields(encoding: DocumentNode, schema: DocumentNode | undefined): CallField[] {
  const properties = schema?.at('properties').members ?? [];
  const names = new Set([...properties, ...encoding.members].map(([name]) => name));
  return [...names].flatMap((name) => {
    const member = schema?.at('properties', name);
    const isFile = isFileField(member?.value) || isFileField(member?.at('items').value);
    const contentType = encoding.at(name).text('contentType');
    if (!isFile && contentType === '') return [];
    return [{ name, ...(contentType !== '' && { contentType }), ...(isFile && { isFile }) }];
  });
}

const QUERY_STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;

/** The schemes by which an operation can be called, each alternative with those that it needs together. */
function securityOf(source: CodegenSource, { pointer }: OperationModel): string[][] {
  const [own, shared] = [DocumentNode.in(source, pointer), DocumentNode.in(source)].map((node) => node.at('security'));
  const security = own?.exists ? own : shared;
  return (security?.members ?? []).map(([, alternative]) => alternative.members.map(([name]) => name));
}

/** The schemes whose credentials a client can send. Certificates are not among them. */
function securitySchemes(source: CodegenSource): [name: string, scheme: SecurityScheme][] {
  const { members } = DocumentNode.in(source).at('components', 'securitySchemes');
  return members.flatMap(([schemeName, node]): [string, SecurityScheme][] => {
    const [place, type, scheme] = [node.text('in'), node.text('type'), node.text('scheme')];
    if (place === 'header' || place === 'query' || place === 'cookie')
      return [[schemeName, { in: place, name: node.text('name') }]];
    const word = type === 'oauth2' || type === 'openIdConnect' ? 'bearer' : type === 'http' ? scheme : '';
    if (word === '') return [];
    const written = word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
    return [[schemeName, { in: 'header', name: 'Authorization', scheme: written }]];
  });
}

/** The URL of a server with the defaults of its variables. */
function urlOf({ url, variables }: ServerDescriptor): string {
  return url.replace(/{([^{}]+)}/g, (text, name: string) => variables[name]?.default ?? text);
}
