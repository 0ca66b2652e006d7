import type { Fault as SandboxFault } from '../../src/sandbox/index.js';

/** What happens to one request on its way: what a sandbox can do, and what needs a network as well. */
export type Fault =
  | Exclude<SandboxFault, { readonly kind: 'reset' | 'latency' | 'redirect' }>
  | { readonly kind: 'reset'; readonly code: 'ECONNRESET' | 'UND_ERR_SOCKET'; readonly applied: boolean }
  | { readonly kind: 'refused' };

/** One request's fate. */
export interface Turn {
  readonly fault: Fault;
  /** Until the store has the request, and from then on until the client has the answer. */
  readonly uplinkMs: number;
  readonly downlinkMs: number;
}

/** The fate of each request, by how many came before it. */
export type Schedule = (requestNumber: number) => Turn;
