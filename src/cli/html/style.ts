import { Html } from './html.js';

/** Reads on a phone, in print, and in the dark. Nothing is fetched. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --line: #8884; --bad: #c62828; --good: #2e7d32; --quiet: #777; --mark: #c6282822; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #81c784; --quiet: #aaa; --mark: #ff8a8022; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; }
code, pre { font: 0.85rem/1.45 ui-monospace, monospace; }
pre { border: 1px solid var(--line); border-radius: 4px; margin: 0.5rem 0; overflow-x: auto; padding: 0.5rem; }
pre mark { background: var(--mark); color: inherit; display: inline-block; min-width: 100%; }
table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.5rem; text-align: right; vertical-align: top; }
th:first-child, td:first-child { text-align: left; }
.bad { color: var(--bad); font-weight: 600; } .good { color: var(--good); } .quiet { color: var(--quiet); }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; margin: 0.5rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
article { border-top: 1px solid var(--line); break-inside: avoid; padding: 0.5rem 0; }
@media (max-width: 40rem) { dl { display: block; } dd { margin-bottom: 0.3rem; } }
@media print { body { max-width: none; padding: 0; } pre { white-space: pre-wrap; } a { color: inherit; } }
`);
