import type { components } from '../../generated/types.js';
import type { BulkOptions } from '../bulk/run-bulk.js';
import type { CallResult, DryRunOption } from '../dry-run.js';
import { isObject, ownMember } from '../json.js';
import type { CallOptions } from '../options.js';
import { contradictsItself } from '../transport/confirmation.js';
import type { Transport } from '../transport/transport.js';
import type { FiltersOf, PageOf, RecordOf } from '../types.js';
import { callOnce } from './call-once.js';
import { deleteIds, idOperation } from './delete-by-ids.js';
import { asIs, type ListOperation, type ListQuery, listPage } from './list.js';
import { type ListAllOptions, listAllRecords } from './list-all.js';

/** Groups of shopper profiles. */
export interface SegmentsResource {
  /**
   * Lists one page of shopper profiles: the first one unless `page` says otherwise, with as many shopper profiles as the store's default
   * unless `limit` says otherwise.
   *
   * @param segmentId UUID of the segment.
   * @param filters Default: none, which lists all shopper profiles of the segment.
   * @param options With `dryRun: true`, returns the request without sending it.
   * @throws InvalidRequestError when the id is not a UUID, or a filter has an invalid value. Nothing was sent.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  listShopperProfiles<IsDryRun extends boolean | undefined = false>(
    segmentId: string,
    filters?: ShopperProfileFilters,
    options?: CallOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<ShopperProfilePage, IsDryRun>>;
  /**
   * Iterates over all shopper profiles of a segment, page after page. Pages have the largest size unless `limit` says otherwise.
   * As `attributeValues.listAll`, it skips shopper profiles if pages move up while you iterate: see `order`.
   *
   * @param segmentId UUID of the segment.
   * @throws What `listShopperProfiles` throws, while iterating; MalformedResponseError also when the store repeats pages, or says that
   * more follow an empty one: then nobody knows what is missing.
   */
  listAllShopperProfiles(
    segmentId: string,
    filters?: ShopperProfileFilters,
    options?: ListAllOptions,
  ): AsyncGenerator<ShopperProfile, void, undefined>;
  /**
   * Removes any number of shopper profiles from a segment; the profiles themselves stay. Each id is sent once; a long list
   * takes several requests, a few at a time. Never sends a request without ids, which would empty the segment.
   *
   * @param segmentId UUID of the segment.
   * @param profileIds UUIDs of shopper profiles.
   * @param options With `dryRun: true`, returns the requests without sending them.
   * @throws InvalidRequestError when the list is empty or an id is not a UUID. Nothing was sent.
   * @throws BulkError when not every request succeeded, or a response does not count as many successes as ids were sent.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  removeShopperProfiles<IsDryRun extends boolean | undefined = false>(
    segmentId: string,
    profileIds: readonly string[],
    options?: BulkOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<void, IsDryRun>>;
  /**
   * Removes **every** shopper profile from a segment, in one request. The profiles and the segment itself stay. The client
   * never repeats this request, because it would also remove profiles that were added in the meantime. Runtimes other than
   * Node may repeat it when a connection breaks: see docs/client.md#runtimes.
   *
   * @param segmentId UUID of the segment.
   * @param options With `dryRun: true`, returns the request without sending it.
   * @throws InvalidRequestError when the id is not a UUID. Nothing was sent.
   * @throws ApiError when the store refuses, or reports that it could not remove some of the profiles.
   * @throws NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  removeAllShopperProfiles<IsDryRun extends boolean | undefined = false>(
    segmentId: string,
    options?: CallOptions & DryRunOption<IsDryRun>,
  ): Promise<CallResult<void, IsDryRun>>;
}

const OPERATION_ID = 'removeShopperProfilesFromSegment';

export function createSegmentsResource(transport: Transport): SegmentsResource {
  return {
    listShopperProfiles: (segmentId, filters = {}, options = {}) =>
      listPage(transport, listProfilesOf(segmentId), filters, options),
    listAllShopperProfiles: (segmentId, filters = {}, options = {}) =>
      listAllRecords(transport, listProfilesOf(segmentId), filters, options),
    removeShopperProfiles: (segmentId, profileIds, options = {}) =>
      deleteIds(transport, removeProfilesFrom(segmentId), profileIds, options),
    removeAllShopperProfiles: (segmentId, options = {}) => {
      const input = { params: { path: { segmentId } } };
      const nameArgument = ([, name]: readonly string[]) => name ?? 'segmentId';
      return callOnce(
        transport,
        { operationId: OPERATION_ID, input, nameArgument },
        options,
        () => {},
        findContradiction,
      );
    },
  };
}

type ListId = 'listShopperProfilesOfSegment';

/**
 * What stands for a customer in segments.
 *
 * @interface
 */
export type ShopperProfile = { [Name in keyof RecordOf<ListId>]: RecordOf<ListId>[Name] };

/** One page of shopper profiles, with its position among all pages. */
export interface ShopperProfilePage extends PageOf<ListId, ShopperProfile> {}

/**
 * Which page of shopper profiles is listed.
 *
 * @interface
 */
export type ShopperProfileFilters = { [Name in keyof FiltersOf<ListId>]: FiltersOf<ListId>[Name] };

/** How shopper profiles of a segment are listed. */
function listProfilesOf(segmentId: string): ListOperation<ListId, ShopperProfilePage> {
  const toInput = (query: ListQuery) => ({ params: { path: { segmentId }, query } });
  return { operationId: 'listShopperProfilesOfSegment', toInput, readPage: asIs };
}

/** How shopper profiles are removed from a segment. */
export function removeProfilesFrom(segmentId: string) {
  const toInput = (ids: string[]) => ({ params: { path: { segmentId }, query: { 'id:in': ids } } });
  return idOperation(OPERATION_ID, toInput, { argument: 'profileIds', findProblem: findForeignBody, isCounted: true });
}

/** All members of this body are optional, but a body without any of them is not from BigCommerce. */
function findForeignBody(body: unknown): string | undefined {
  return MEMBERS.some((member) => isObject(ownMember(body, member)))
    ? undefined
    : 'its body says nothing about what was removed';
}

/** When a segment is emptied, there is nothing to compare the counts with but each other. */
function findContradiction(body: unknown): string | undefined {
  return findForeignBody(body) ?? (contradictsItself(body) ? 'its counts contradict each other' : undefined);
}

const MEMBERS = ['data', 'errors', 'meta'] satisfies (keyof components['schemas']['BatchResult'])[];
