import { anchorOf } from './markdown.js';
import { SECTIONS, stagedPath } from './site-pages.js';

/** Path of the site on its server, with a slash at both ends. */
export const SITE_BASE = process.env['DOCS_BASE'] ?? '/';

const pageLink = (source: string) =>
  `/${stagedPath(source)
    .replace(/index\.md$/, '')
    .replace(/\.md$/, '.html')}`;

// These parts of the site are not made by VitePress, so that its router must not follow links to them.
const API = { text: 'API reference', link: '/api/index.html', target: '_self' };
const SPECIFICATION = { text: 'Specification', link: '/specification/index.html', target: '_self' };

/** Lines of code of the usual length fit without scrolling. */
const STYLE =
  ':root { --vp-code-font-size: 0.8em } .VPDoc.has-aside .content-container { max-width: 800px !important }';

/** Configuration of VitePress. */
export default {
  title: 'bigcommerce-customers',
  description: 'Typed client, sandbox and contract checks for BigCommerce customer data',
  lang: 'en-GB',
  base: SITE_BASE,
  head: [['style', {}, STYLE]],
  markdown: { anchor: { slugify: anchorOf } },
  themeConfig: {
    nav: [{ text: 'Guide', link: '/' }, API, SPECIFICATION],
    sidebar: [
      ...SECTIONS.map(({ title, pages }) => ({
        text: title,
        items: pages.map((page) => ({ text: page.title, link: pageLink(page.source) })),
      })),
      { text: 'Reference', items: [API, SPECIFICATION] },
    ],
    outline: [2, 3],
    search: { provider: 'local' },
  },
};
