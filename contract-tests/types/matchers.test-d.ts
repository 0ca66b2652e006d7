/** Compiled, never run: what the matchers look like behind `expect(…)`, imported or global. */
import { expect } from '@jest/globals';
import nock from 'nock';
import { checkFetch } from '../../src/contract/index.js';
import { contractMatchers, watchNock } from '../../src/contract/jest/index.js';

type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const assertType = <_Assertion extends true>() => {};

const wire = { method: 'GET', url: '/' };

export function atOnceForWireObjects() {
  expect.extend(contractMatchers);
  const request = expect(wire).toMatchContractRequest('deleteCustomers');
  const response = expect({ status: 204 }).not.toMatchContractResponse(wire);
  assertType<Equal<typeof request | typeof response, void>>();
  // @ts-expect-error the operation is needed
  expect({ status: 204 }).toMatchContractResponse();
}

export function laterForObjectsOfThePlatform(request: Request, response: Response) {
  const results = [
    expect(request).toMatchContractRequest(),
    expect(response).toMatchContractResponse('deleteCustomers'),
    expect({ status: 204 }).toMatchContractResponse(request),
    expect(Promise.resolve(wire)).resolves.toMatchContractRequest(),
  ] as const;
  assertType<Equal<(typeof results)[number], Promise<void>>>();
}

export function globalExpect(matchers: jest.Matchers<void, unknown>, ofRequest: jest.Matchers<void, Request>) {
  const atOnce = matchers.toMatchContractRequest();
  const later = ofRequest.toMatchContractRequest();
  assertType<Equal<typeof atOnce, void>>();
  assertType<Equal<typeof later, Promise<void>>>();
}

export function otherRunners() {
  watchNock({ nock, allow: [{ location: 'response.body', keyword: 'type' }] }).assert();
  // @ts-expect-error no such place
  watchNock({ allow: [{ location: 'response.bodies' }] });
  globalThis.fetch = checkFetch(globalThis.fetch);
}
