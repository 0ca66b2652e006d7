/** A request in the form that it has on the wire. */
export interface StoreRequest {
  readonly method: string;
  /** The raw URL, or its path with the query, as it was sent. */
  readonly url: string;
  /** Names may have any case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** An answer in the form that it has on the wire. */
export interface StoreAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is none. */
  readonly body: string;
}
