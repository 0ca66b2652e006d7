/** A `fetch` as a client calls it, made of something that takes a Request. */
export function fetchOfRequest<Result>(
  handle: (request: Request) => Result,
): (url: string, init: RequestInit) => Result {
  return (url, init) => handle(new Request(url, init));
}
