import { posix } from 'node:path';

/** A page of the site. */
export interface SitePage {
  /** The file it is made from, from the root of the repository. */
  readonly source: string;
  /** What the sidebar calls it. */
  readonly title: string;
}

/** The sidebar: groups of pages in reading order. */
export const SECTIONS: readonly { readonly title: string; readonly pages: readonly SitePage[] }[] = [
  {
    title: 'Guide',
    pages: [
      { source: 'README.md', title: 'Introduction' },
      { source: 'docs/client.md', title: 'Client options' },
      { source: 'docs/bulk.md', title: 'Bulk calls and rate limits' },
      { source: 'docs/more-than-one-process.md', title: 'More than one process' },
      { source: 'docs/errors.md', title: 'Errors' },
      { source: 'docs/command-line.md', title: 'Command line' },
      { source: 'docs/sandbox.md', title: 'Sandbox' },
      { source: 'docs/contract-checks.md', title: 'Contract checks' },
      { source: 'docs/regenerate.md', title: 'Regenerate' },
    ],
  },
  {
    title: 'Examples',
    pages: [
      { source: 'examples/README.md', title: 'All examples' },
      { source: 'examples/vitest-msw/README.md', title: 'vitest and msw' },
    ],
  },
  {
    title: 'Background',
    pages: [
      { source: 'docs/bigcommerce.md', title: 'Surprises of BigCommerce' },
      { source: 'openapi/DECISIONS.md', title: 'Decisions' },
      { source: 'docs/comparison.md', title: 'Comparison' },
      { source: 'bench/RESULTS.md', title: 'Benchmarks' },
    ],
  },
  {
    title: 'Project',
    pages: [
      { source: 'CHANGELOG.md', title: 'Changelog' },
      { source: 'CONTRIBUTING.md', title: 'Contributing' },
      { source: 'SECURITY.md', title: 'Security' },
      { source: 'THIRD_PARTY_LICENSES.md', title: 'Third-party licences' },
    ],
  },
];

export const SITE_PAGES: readonly SitePage[] = SECTIONS.flatMap(({ pages }) => pages);

/** Where a page is written: a README is the index of its folder. */
export function stagedPath(source: string): string {
  return source.replace(/(^|\/)README\.md$/, '$1index.md');
}

/** A page whose links lead to other pages of the site. */
export interface StagedPage {
  readonly markdown: string;
  /** Files of the repository it links to that are no pages themselves. The site shows their text. */
  readonly files: readonly string[];
}

/**
 * Rewrites the links of a page, which are made for GitHub, for the site.
 *
 * @param isFolder Whether a path of the repository is a folder, which then has a README.
 */
export function stagePage(source: string, markdown: string, isFolder: (path: string) => boolean): StagedPage {
  const files = new Set<string>();
  const siteLink = (link: string): string => {
    if (/^(https?:|#)/.test(link)) return link;
    const [path = '', anchor] = link.split('#');
    const target = posix.join(posix.dirname(source), path);
    const page = isFolder(target) ? `${target}/README.md` : target;
    if (!SITE_PAGES.some((known) => known.source === page)) files.add(page);
    const staged = page.endsWith('.md') ? stagedPath(page) : `${page}.md`;
    const relative = posix.relative(posix.dirname(stagedPath(source)), staged);
    return `./${relative}${anchor === undefined ? '' : `#${anchor}`}`;
  };
  return {
    markdown: markdown.replaceAll(CODE_OR_LINK, (whole: string, link?: string) =>
      link === undefined ? whole : `](${siteLink(link)})`,
    ),
    files: [...files],
  };
}

/** Code, which stays as it is, or the end of a link with its target. */
const CODE_OR_LINK = /^```.*?^```$|`[^`\n]*`|\]\(([^)\s]+)\)/gms;
