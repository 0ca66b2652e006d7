/**
 * Headers that HTTP and the ways it travels define, which no document needs to declare: those of RFC 9110, 9111 and 9112,
 * of fetch (CORS, `Sec-*`), of proxies, and of trace context. `Authorization`, `Cookie` and `Set-Cookie` are not among
 * them: what they carry belongs to an API. Neither are `X-*` headers: they belong to whoever made them up.
 */
const OWN_HEADERS: ReadonlySet<string> = new Set(
  `accept accept-charset accept-encoding accept-language accept-patch accept-post accept-ranges age allow alt-svc
  authentication-info cache-control connection content-disposition content-encoding content-language content-length
  content-location content-range content-type date etag expect expires forwarded from host if-match if-modified-since
  if-none-match if-range if-unmodified-since keep-alive last-modified location max-forwards origin pragma priority range
  referer referrer-policy retry-after server strict-transport-security te traceparent tracestate trailer
  transfer-encoding upgrade upgrade-insecure-requests user-agent vary via warning www-authenticate`.split(/\s+/),
);

/** Whether a header, by its lower-case name, belongs to HTTP or the transport. HTTP/2 has fields that begin with a colon. */
export function isOwnHeader(name: string): boolean {
  return OWN_HEADERS.has(name) || /^(:|access-control-|proxy-|sec-)/.test(name);
}
