/** How the page looks: readable in light and dark and on paper, with contrasts of at least 4.5. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f2f4f7; --line: #c3c9d1;
  --dim: #525b66; --bad: #a4161a; --good: #17622b; --link: #0b4fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #16181c; --soft: #22262c;
  --line: #4a525c; --dim: #adb5bf; --bad: #ff9a94; --good: #7fd893; --link: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem 1.5rem 4rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
.verdict { font-size: 1.25rem; font-weight: 600; }
.bad { color: var(--bad); } .good { color: var(--good); } .dim { color: var(--dim); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child { text-align: left; } caption { text-align: left; padding: .5rem 0; }
pre { margin: .25rem 0 1rem; padding: .75rem; background: var(--soft); border: 1px solid var(--line);
  border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
article { margin: 1rem 0; padding: .25rem 1rem; border: 1px solid var(--line);
  border-left: 4px solid var(--bad); border-radius: 4px; }
details { margin: .5rem 0; } summary { cursor: pointer; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .skip, nav { display: none; }
  article { break-inside: avoid-page; } pre { font-size: 8pt; } details > * { display: block; } }
`;
