import type { components } from '../../generated/types.js';
import type { BulkOptions } from '../bulk/run-chunks.js';
import { sendItems } from '../bulk/send-items.js';
import { isObject, valueAt } from '../json.js';
import { type CallOptions, checkCallOptions, SINGLE_CHECKS } from '../options.js';
import type { DryRun, DryRunOption } from '../transport/request.js';
import type { Transport } from '../transport/transport.js';
import { idOperation } from './delete-by-ids.js';

/** Groups of shopper profiles. */
export interface SegmentsResource {
  /** What `removeShopperProfiles` would send. */
  removeShopperProfiles(
    segmentId: string,
    profileIds: readonly string[],
    options: BulkOptions & DryRunOption,
  ): Promise<DryRun>;
  /**
   * Takes shopper profiles out of a segment; the profiles themselves stay. Takes any number of ids, each of which is sent
   * once; many are sent as several requests, a few at a time. Never sends a request without ids, which would empty the
   * segment.
   *
   * @param segmentId The segment's UUID.
   * @param profileIds UUIDs of shopper profiles.
   * @throws InvalidRequestError when the list is empty or an id is not a UUID. Nothing was sent.
   * @throws BulkError when not every request worked, or the store reports that not all profiles were removed.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  removeShopperProfiles(segmentId: string, profileIds: readonly string[], options?: BulkOptions): Promise<void>;
  /** What `removeAllShopperProfiles` would send. */
  removeAllShopperProfiles(segmentId: string, options: CallOptions & DryRunOption): Promise<DryRun>;
  /**
   * Takes **every** shopper profile out of a segment, in one request. The profiles and the segment itself stay. The client
   * never sends it a second time by itself: that would also remove profiles that were added meanwhile. Runtimes other than
   * Node may, when a connection breaks: see the README.
   *
   * @param segmentId The segment's UUID.
   * @throws InvalidRequestError when the id is not a UUID. Nothing was sent.
   * @throws ApiError when the store refuses, also when it reports that some profiles could not be removed.
   * @throws NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  removeAllShopperProfiles(segmentId: string, options?: CallOptions): Promise<void>;
}

const OPERATION_ID = 'removeShopperProfilesFromSegment';

export function createSegmentsResource(transport: Transport): SegmentsResource {
  const operationFor = (segmentId: string) => {
    const toInput = (ids: string[]) => ({ params: { path: { segmentId }, query: { 'id:in': ids } } });
    const names = { operationId: OPERATION_ID, parameter: 'id:in', argument: 'profileIds' } as const;
    return idOperation({ ...names, toInput, findProblem: findForeignBody }, transport.serverUrl);
  };

  type Bulk = BulkOptions & Partial<DryRunOption>;
  function removeShopperProfiles(
    segmentId: string,
    profileIds: readonly string[],
    options: BulkOptions & DryRunOption,
  ): Promise<DryRun>;
  function removeShopperProfiles(
    segmentId: string,
    profileIds: readonly string[],
    options?: BulkOptions,
  ): Promise<void>;
  async function removeShopperProfiles(
    segmentId: string,
    profileIds: readonly string[],
    options: Bulk = {},
  ): Promise<unknown> {
    const result = await sendItems(transport, operationFor(segmentId), profileIds, options);
    return Array.isArray(result) ? undefined : result;
  }

  function removeAllShopperProfiles(segmentId: string, options: CallOptions & DryRunOption): Promise<DryRun>;
  function removeAllShopperProfiles(segmentId: string, options?: CallOptions): Promise<void>;
  async function removeAllShopperProfiles(
    segmentId: string,
    options: CallOptions & Partial<DryRunOption> = {},
  ): Promise<unknown> {
    const { dryRun, ...checked } = checkCallOptions(options, SINGLE_CHECKS);
    const input = { params: { path: { segmentId } } };
    const nameArgument = ([, name]: readonly string[]) => name ?? 'segmentId';
    const request = transport.prepare({ operationId: OPERATION_ID, input, nameArgument });
    if (dryRun) return { requests: [await transport.preview(request, checked)] };
    await transport.send(request, { ...checked, findProblem: findForeignBody });
    return undefined;
  }

  return { removeShopperProfiles, removeAllShopperProfiles };
}

/** All members of this answer are optional, but something that has none of them has come from elsewhere. */
function findForeignBody(body: unknown): string | undefined {
  return MEMBERS.some((member) => isObject(valueAt(body, member)))
    ? undefined
    : 'its body says nothing about what was removed';
}

const MEMBERS = ['data', 'errors', 'meta'] satisfies (keyof components['schemas']['BatchResult'])[];
