import type { WireRequest } from '../exchange.js';

/** What the matchers look like behind `expect(…)`. For a Request or a Response, the assertion must be awaited. */
export interface ContractAssertions<Result, Subject = unknown> {
  /**
   * That a request is what the contract allows, and calls the given operation where one is given.
   *
   * @example
   * expect({ method: 'DELETE', url, headers }).toMatchContractRequest('someOperationId');
   * await expect(new Request(url, { method: 'DELETE', headers })).toMatchContractRequest();
   */
  toMatchContractRequest(operationId?: string): Subject extends Request ? Promise<void> : Result;
  /**
   * That a response is what the contract allows an operation to answer. The operation is given by its operationId or by a
   * request that calls it, which is not judged itself.
   *
   * @example
   * expect({ status: 204 }).toMatchContractResponse('someOperationId');
   * await expect(await fetch(request.clone())).toMatchContractResponse(request);
   */
  toMatchContractResponse<Operation extends string | WireRequest | Request>(
    operation: Operation,
  ): Subject extends Response ? Promise<void> : Operation extends Request ? Promise<void> : Result;
}
