import { createRequire } from 'node:module';
import { isObject } from '../../value-at.js';

/** As much of nock as it takes to see what it does. */
export interface NockLike {
  (basePath: string): object;
  readonly emitter: {
    on(event: string, listener: (...details: unknown[]) => void): unknown;
    off(event: string, listener: (...details: unknown[]) => void): unknown;
  };
}

/**
 * The nock that tests of this project import. Looked up only when it is asked for: matchers work without it.
 *
 * @throws Error when it is not installed.
 */
export function findNock(load: () => unknown = () => createRequire(import.meta.url)('nock')): NockLike {
  let nock: unknown;
  try {
    nock = load();
  } catch (cause) {
    throw new Error(
      'watchNock needs nock: npm install --save-dev nock, or pass the one that you have as watchNock({ nock })',
      {
        cause,
      },
    );
  }
  if (isNock(nock)) return nock;
  throw new Error('watchNock does not understand this version of nock');
}

export function isNock(value: unknown): value is NockLike {
  return typeof value === 'function' && 'emitter' in value && isObject(value.emitter) && 'on' in value.emitter;
}
