/** How strictly exchanges are checked. */
export interface CheckOptions {
  /**
   * Whether what the document does not declare is a violation (keyword `undeclared`) as well: properties of bodies, at any
   * depth, headers other than those of HTTP itself, and statuses that only `default` covers. Default: `false`, because
   * APIs add to their answers without notice.
   *
   * `allow` lists what is fine nevertheless, as patterns: `response.header:x-*`, `response.body:/data/*\/new_field`
   * (`*` is any text within a name, `**` any number of members), `getOrder response.status:409`.
   */
  readonly strict?: boolean | { readonly allow?: readonly string[] | undefined } | undefined;
}
