import type { Fault as SandboxFault } from '../../src/sandbox/index.js';

/**
 * What happens to one request on its way: what a sandbox can do, and what needs a network as well. Of a request that is
 * half-done, the store carries out a part, and counts no more than that; only requests whose answers count are.
 */
export type Fault =
  | Exclude<SandboxFault, { readonly kind: 'reset' | 'latency' | 'redirect' }>
  | { readonly kind: 'reset'; readonly code: 'ECONNRESET' | 'UND_ERR_SOCKET'; readonly applied: boolean }
  | { readonly kind: 'refused' }
  | UndeclaredSuccess
  | { readonly kind: 'half-done' };

/** Something answers in the place of the store with a 2xx that the document does not declare. */
export interface UndeclaredSuccess {
  readonly kind: 'undeclared-success';
  readonly status: number;
  /** JSON, or nothing. */
  readonly body: string;
  readonly applied: boolean;
}

/** One request's fate. */
export interface Turn {
  readonly fault: Fault;
  /** Until the store has the request, and from then on until the client has the answer. */
  readonly uplinkMs: number;
  readonly downlinkMs: number;
}

/** The fate of each request, by how many came before it. */
export type Schedule = (requestNumber: number) => Turn;
