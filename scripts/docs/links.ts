/** A page, with what can be linked to in it and what it links to. */
export interface Page {
  /** Relative to the folder of all pages, with `/` on every system. */
  readonly path: string;
  readonly html: string;
}

/** The links of pages that lead nowhere: to a file that there is not, or to a place that a page does not have. */
export function brokenLinks(pages: readonly Page[], files: ReadonlySet<string>): string[] {
  const anchors = new Map(pages.map(({ path, html }) => [path, anchorsOf(html)]));
  return pages.flatMap(({ path, html }) =>
    linksOf(html).flatMap((link) => {
      if (/^(https?|mailto|data):/.test(link)) return [];
      const { pathname, hash } = new URL(link, `file:///${path}`);
      const target = decodeURIComponent(pathname.slice(1));
      if (!files.has(target)) return [`${path}: ${link} is no file`];
      const anchor = decodeURIComponent(hash.slice(1));
      return anchor === '' || anchors.get(target)?.has(anchor) ? [] : [`${path}: ${link} is no place in ${target}`];
    }),
  );
}

function linksOf(html: string): string[] {
  return attributes(html, 'href|src');
}

function anchorsOf(html: string): Set<string> {
  return new Set(attributes(html, 'id|name'));
}

/** Good for what a generator writes. Scripts have no tags in them that count. */
function attributes(html: string, names: string): string[] {
  const tags = html.replaceAll(/<script\b[^>]*>.*?<\/script>/gs, (script) => script.slice(0, script.indexOf('>') + 1));
  return [...tags.matchAll(new RegExp(`<[^>]*?\\s(?:${names})="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&'),
  );
}
