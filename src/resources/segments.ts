import type { components } from '../../generated/types.js';
import { sendIds } from '../bulk/send-ids.js';
import { type CallOptions, checkCallOptions } from '../transport/call-options.js';
import type { Transport } from '../transport/transport.js';
import { isObject, valueAt } from '../value-at.js';

/** Groups of shopper profiles. */
export interface SegmentsResource {
  /**
   * Takes shopper profiles out of a segment; the profiles themselves stay. Takes any number of ids; many are sent as
   * several requests, one after another. Never sends a request without ids, which would empty the segment.
   *
   * @param segmentId The segment's UUID.
   * @param profileIds UUIDs of shopper profiles.
   * @throws InvalidRequestError when the list is empty or an id is not a UUID. Nothing was sent.
   * @throws BulkError when one of several requests failed, or the store reports that not all profiles were removed.
   * @throws ApiError, NetworkError, TimeoutError, AbortError, MalformedResponseError, UnexpectedRedirectError
   */
  removeShopperProfiles(segmentId: string, profileIds: readonly string[], options?: CallOptions): Promise<void>;
  /**
   * Takes **every** shopper profile out of a segment, in one request. The profiles and the segment itself stay.
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
  return {
    removeShopperProfiles: async (segmentId, profileIds, options = {}) =>
      sendIds(
        transport,
        {
          operationId: OPERATION_ID,
          parameter: 'id:in',
          argument: 'profileIds',
          toInput: (list: string[]) => ({ params: { path: { segmentId }, query: { 'id:in': list } } }),
          findProblem: findForeignBody,
        },
        profileIds,
        options,
      ),
    removeAllShopperProfiles: async (segmentId, options = {}) => {
      const checkedOptions = checkCallOptions(options);
      const input = { params: { path: { segmentId } } };
      const nameArgument = ([, name]: readonly string[]) => name ?? 'segmentId';
      const request = transport.prepare({ operationId: OPERATION_ID, input, nameArgument });
      await transport.send(request, checkedOptions, findForeignBody);
    },
  };
}

/** All members of this answer are optional, but something that has none of them has come from elsewhere. */
function findForeignBody(body: unknown): string | undefined {
  return MEMBERS.some((member) => isObject(valueAt(body, member)))
    ? undefined
    : 'its body says nothing about what was removed';
}

const MEMBERS = ['data', 'errors', 'meta'] satisfies (keyof components['schemas']['BatchResult'])[];
