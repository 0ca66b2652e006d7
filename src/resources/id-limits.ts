import type { ClientOperation, ClientQueryParameter } from '../../generated/descriptor.js';
import { serializeQuery } from '../../generated/serialize.js';
import type { ChunkLimits } from '../bulk/chunks.js';

/** The query parameter that takes ids, in all operations. */
export const ID_PARAMETER = 'id:in';

export interface UrlLimits {
  readonly serverUrl: string;
  /** Maximum characters of a URL. */
  readonly maxUrlLength: number;
}

/** How many ids fit into a request: as many as the document and the length of a URL allow. */
export function idLimits<Item extends string | number>(
  { path, parameters }: Pick<ClientOperation, 'path' | 'parameters'>,
  { serverUrl, maxUrlLength }: UrlLimits,
  pathValues: readonly unknown[],
): Required<ChunkLimits<Item>> {
  const declared = parameters.query.find(({ name }) => name === ID_PARAMETER);
  const parameter: ClientQueryParameter = declared ?? { name: ID_PARAMETER };
  const beforeQuery = `${serverUrl}${path.replace(/{[^{}]*}/g, '')}?`.length;
  const taken = pathValues.reduce<number>((sum, value) => sum + lengthOf(value), beforeQuery);
  // Written rather than counted: the document says what stands before ids and between them.
  const written = (ids: readonly number[]) => serializeQuery([parameter], { [ID_PARAMETER]: ids }).length;
  const before = written([1]) - 1;
  const between = written([1, 1]) - written([1]) - 1;
  return {
    maxItems: parameter.limits?.maxItems ?? Infinity,
    maxLength: maxUrlLength - taken - before + between,
    lengthOf: (id) => lengthOf(id) + between,
  };
}

/** Characters that an id takes in a URL. Anything but an id is refused before its length matters. */
function lengthOf(id: unknown): number {
  return typeof id === 'string' || typeof id === 'number' ? String(id).length : 0;
}
