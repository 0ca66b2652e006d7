/** What happens to one request on its way. `applied` tells whether the store has carried it out all the same. */
export type Fault =
  | { readonly kind: 'none' }
  /** Another app uses up the quota just before, so that the store answers 429 until its window ends. */
  | { readonly kind: 'quota-taken' }
  /** The platform sheds load: 429 without rate-limit headers and without a body. */
  | { readonly kind: 'shed' }
  /** 429 because too many calls run at once, while requests are left. */
  | { readonly kind: 'too-many-at-once' }
  | { readonly kind: 'turned-away'; readonly status: 401 | 403 }
  | { readonly kind: 'server-error'; readonly status: 500 | 502 | 503 | 504; readonly applied: boolean }
  | { readonly kind: 'reset'; readonly code: 'ECONNRESET' | 'UND_ERR_SOCKET'; readonly applied: boolean }
  | { readonly kind: 'refused' }
  /** No answer, ever: it ends when the client gives up. */
  | { readonly kind: 'stall'; readonly applied: boolean }
  /** The answer ends in its middle. A connection can tell that, a proxy in between may hide it. */
  | { readonly kind: 'truncated'; readonly hidden: boolean }
  /** The body comes later than the headers. */
  | { readonly kind: 'slow-body'; readonly delayMs: number }
  /** A page of something in between, with a 200. */
  | { readonly kind: 'foreign-page'; readonly applied: boolean };

/** One request's fate. */
export interface Turn {
  readonly fault: Fault;
  /** Until the store has the request, and from then on until the client has the answer. */
  readonly uplinkMs: number;
  readonly downlinkMs: number;
}

/** The fate of each request, by how many came before it. */
export type Schedule = (requestNumber: number) => Turn;
