import {
  entriesOf,
  isRecord,
  type Json,
  type JsonObject,
  pointerInFragment,
  pointerTo,
  valueAtPointer,
} from '../../../../../src/json.js';

/** What the schema at a pointer into the document means for a value. */
export type SchemaOpinion = (pointer: string, value: Json) => Promise<Opinion>;

/**
 * Looks things up in a document as it is written, and shares no code with the checker: what it says about an exchange is
 * what the checker is held against.
 */
export interface DocumentLook {
  readonly document: JsonObject;
  /** What a pointer leads to, references at its end followed. */
  resolve(pointer: string): Resolved;
  /** The operation at a path, with the values of the path parameters. */
  operationFor(method: string, url: string): FoundOperation | undefined;
}

export interface Resolved {
  readonly pointer: string;
  /** Empty where there is nothing. */
  readonly value: JsonObject;
}

export interface FoundOperation {
  /** Pointer to the path that it is under. */
  readonly path: string;
  readonly pointer: string;
  readonly pathValues: Readonly<Record<string, string>>;
  /** Without the question mark; empty where there is none. */
  readonly query: string;
}

export function lookInto(document: JsonObject): DocumentLook {
  const resolve = (pointer: string): Resolved => {
    const value = valueAtPointer(document, pointer);
    if (isRecord(value) && typeof value['$ref'] === 'string') return resolve(pointerInFragment(value['$ref']));
    return { pointer, value: isRecord(value) ? value : {} };
  };
  const server = serverExpression(resolve('/servers/0').value);
  const operationFor = (method: string, url: string): FoundOperation | undefined => {
    const [, path = '', query = ''] = server.exec(url) ?? [];
    const found = entriesOf(document['paths'])
      .map(([template]) => ({ template, match: pathExpression(template).exec(path) }))
      // Between templates that match, the one with fewer parameters is meant.
      .sort((one, other) => one.template.split('{').length - other.template.split('{').length)
      .find(({ match }) => match);
    const pathPointer = pointerTo('/paths', found?.template ?? '');
    const pointer = pointerTo(pathPointer, method.toLowerCase());
    if (!found || !valueAtPointer(document, pointer)) return undefined;
    return { path: pathPointer, pointer, pathValues: { ...found.match?.groups }, query };
  };
  return { document, resolve, operationFor };
}

/** Matches URLs of a server; captures the path below it and the query. */
function serverExpression({ url, variables }: JsonObject): RegExp {
  const source = escaped(String(url)).replace(/\\\{(\w+)\\\}/g, (_, name: string) => {
    const pattern = valueAtPointer(variables ?? null, pointerTo('', name, 'x-pattern'));
    return typeof pattern === 'string' ? pattern.replace(/^\^|\$$/g, '') : '[^/?#]+';
  });
  return new RegExp(`^${source}(/[^?#]*)(?:\\?([^#]*))?$`);
}

function pathExpression(template: string): RegExp {
  return new RegExp(`^${escaped(template).replace(/\\\{(\w+)\\\}/g, '(?<$1>[^/]+)')}$`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The value that a text in a URL or a header stands for, where its schema speaks of numbers. */
export function fromWire({ value }: Resolved, text: string): Json {
  const types = [value['type']].flat();
  if (!types.includes('integer') && !types.includes('number')) return text;
  return /^-?\d+(\.\d+)?$/.test(text) && !/^-?0\d/.test(text) ? Number(text) : text;
}

/**
 * What the document means for an exchange: it forbids something in it (`violates`), it does not declare something that
 * it does not forbid either (`undeclared`), or everything in it is as declared.
 */
export type Opinion = 'violates' | 'undeclared' | 'declared';

export const ORDER: readonly Opinion[] = ['violates', 'undeclared', 'declared'];

export function worst(...opinions: readonly Opinion[]): Opinion {
  return ORDER.find((opinion) => opinions.includes(opinion)) ?? 'declared';
}
