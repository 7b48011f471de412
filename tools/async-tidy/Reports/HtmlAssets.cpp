//===- HtmlAssets.cpp - style and script of the html report -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/HtmlParts.h"

namespace asynctidy::runner {

const llvm::StringLiteral HtmlStyle = R"css(
:root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --text: #1c2128; --dim: #5b6470;
  --line: #d9dee5; --code: #f2f4f7; --accent: #3266c9; --accent2: #8fb0ea; --error: #c62f2f;
  --warning: #9a6200; --info: #3266c9; --good: #2c8a4b; --fair: #c98a12; --poor: #c62f2f;
  --mark: #ffe9a8; --add: #dff3e4; --del: #fbe2e2; --track: #e6e9ee; }
@media (prefers-color-scheme: dark) {
:root { --page: #14181d; --card: #1c2128; --text: #dfe5ec; --dim: #98a3b0; --line: #343c47;
  --code: #14181d; --accent: #6b9bf2; --accent2: #38527f; --error: #ff7b72; --warning: #e3b341;
  --info: #6b9bf2; --good: #4cb56e; --fair: #d9a338; --poor: #f0655c; --mark: #5a4a12;
  --add: #17361f; --del: #431d1d; --track: #2b323c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); line-height: 1.45;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
main { max-width: 1320px; margin: 0 auto; padding: 24px 20px 60px; }
h1 { font-size: 24px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 0 0 12px; }
.dim { color: var(--dim); }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 18px;
  min-width: 118px; }
.tile b { display: block; font-size: 26px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile.bad b { color: var(--error); }
.columns { columns: 2 480px; column-gap: 16px; margin-bottom: 16px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px 18px;
  min-width: 0; margin-bottom: 16px; }
.columns .card { break-inside: avoid; }
.chart { width: 100%; max-width: 620px; height: auto; display: block; }
.chart text { font-size: 12.5px; fill: var(--text); }
.chart .value { font-variant-numeric: tabular-nums; fill: var(--dim); }
.fixable { fill: var(--accent); } .unfixable { fill: var(--accent2); } .track { fill: var(--track); }
.good { fill: var(--good); } .fair { fill: var(--fair); } .poor { fill: var(--poor); }
.legend { margin: 6px 0 0 -12px; }
.legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin: 0 5px 0 12px; }
.legend .f { background: var(--accent); } .legend .u { background: var(--accent2); }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line);
  vertical-align: top; overflow-wrap: anywhere; }
tr:last-child td { border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.filters { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; margin-bottom: 12px; }
input[type=search], select, button { font: inherit; color: inherit; background: var(--page); padding: 6px 10px;
  border: 1px solid var(--line); border-radius: 6px; }
input[type=search] { flex: 1 1 260px; min-width: 0; }
.file { margin: 18px 0 6px; font-size: 15px; overflow-wrap: anywhere; }
details.finding { border: 1px solid var(--line); border-radius: 6px; margin: 6px 0; background: var(--card);
  content-visibility: auto; contain-intrinsic-size: auto 40px; }
details.finding > summary { padding: 8px 12px; cursor: pointer; }
details.finding[open] > summary { border-bottom: 1px solid var(--line); }
.body { padding: 10px 14px 14px; }
.place, .check { font: 13px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; }
.place { color: var(--dim); margin-right: 6px; } .check { color: var(--dim); margin-left: 6px; }
.badge { display: inline-block; font-size: 12px; border-radius: 4px; padding: 0 6px; margin-right: 6px;
  border: 1px solid currentColor; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
.fixes { color: var(--good); } .mutes { color: var(--dim); }
pre { margin: 6px 0 12px; padding: 8px 0; background: var(--code); border-radius: 6px; overflow-x: auto;
  font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; tab-size: 4; }
pre .l { display: block; padding: 0 12px; width: max-content; min-width: 100%; }
pre .n { display: inline-block; width: 4.5em; color: var(--dim); user-select: none; }
pre .at { background: color-mix(in srgb, var(--mark) 35%, transparent); }
pre .add { background: var(--add); } pre .del { background: var(--del); }
mark { background: var(--mark); color: inherit; border-radius: 2px; }
.note { margin-top: 8px; }
[hidden] { display: none !important; }
a { color: var(--accent); }
@media print { .filters { display: none; } details.finding { break-inside: avoid; } }
)css";

const llvm::StringLiteral HtmlScript = R"js(
(function () {
  'use strict';
  var all = Array.prototype.slice.call(document.querySelectorAll('details.finding'));
  var files = Array.prototype.slice.call(document.querySelectorAll('section.of-file'));
  var get = function (id) { return document.getElementById(id); };
  if (!get('text')) return;
  function update() {
    var words = get('text').value.toLowerCase().split(/\s+/).filter(Boolean);
    var category = get('category').value, check = get('check').value, level = get('level').value;
    var fixable = get('fixable').checked, muted = get('muted').checked, shown = 0;
    all.forEach(function (f) {
      var d = f.dataset, text = d.text || (d.text = f.textContent.toLowerCase() + ' ' + d.file.toLowerCase());
      var on = (!category || d.category === category) && (!check || d.check === check) &&
        (!level || d.level === level) && (!fixable || d.fixable === '1') && (muted || d.muted === '0') &&
        words.every(function (w) { return text.indexOf(w) >= 0; });
      f.hidden = !on;
      if (on) shown++;
    });
    files.forEach(function (s) { s.hidden = !s.querySelector('details.finding:not([hidden])'); });
    get('shown').textContent = shown + ' of ' + all.length;
  }
  ['text', 'category', 'check', 'level', 'fixable', 'muted'].forEach(function (id) {
    get(id).addEventListener('input', update);
  });
  function each(open) { all.forEach(function (f) { if (!f.hidden) f.open = open; }); }
  get('open').addEventListener('click', function () { each(true); });
  get('close').addEventListener('click', function () { each(false); });
  update();
})();
)js";

} // namespace asynctidy::runner
