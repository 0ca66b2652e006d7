/** A page, with what can be linked to in it and what it links to. */
export interface Page {
  /** Relative to the folder of all pages, with `/` on every system. */
  readonly path: string;
  readonly html: string;
}

/**
 * The broken links of pages: to a missing file, or to a place that a page does not have.
 *
 * @param base The path of the folder on its server, with a slash at both ends.
 */
export function brokenLinks(pages: readonly Page[], files: ReadonlySet<string>, base = '/'): string[] {
  const anchors = new Map(pages.map(({ path, html }) => [path, anchorsOf(html)]));
  return pages.flatMap(({ path, html }) =>
    linksOf(html).flatMap((link) => {
      if (/^(https?|mailto|data):/.test(link)) return [];
      const { pathname, hash } = new URL(link, `file://${base}${path}`);
      const target = pathname.startsWith(base) ? indexed(decodeURIComponent(pathname.slice(base.length))) : undefined;
      if (target === undefined || !files.has(target)) return [`${path}: ${link} is no file`];
      const anchor = decodeURIComponent(hash.slice(1));
      return anchor === '' || anchors.get(target)?.has(anchor) ? [] : [`${path}: ${link} is no place in ${target}`];
    }),
  );
}

/** What a server sends for a path: for a folder, its index. */
export function indexed(path: string): string {
  return path.replace(/(^|\/)$/, '$1index.html');
}

function linksOf(html: string): string[] {
  return attributes(html, 'href|src');
}

function anchorsOf(html: string): Set<string> {
  return new Set(attributes(html, 'id|name'));
}

/** Good enough for what generators write. Tags in scripts do not count. */
function attributes(html: string, names: string): string[] {
  const tags = html.replaceAll(/<script\b[^>]*>.*?<\/script>/gs, (script) => script.slice(0, script.indexOf('>') + 1));
  return [...tags.matchAll(new RegExp(`<[^>]*?\\s(?:${names})="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&'),
  );
}
