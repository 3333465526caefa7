/** Light or dark with the system. Every text color has a contrast of at least 4.5 on every ground it is used on. */
const colors = `
:root{color-scheme:light dark;--ground:#f4f5f7;--card:#fff;--ink:#1b2027;--soft:#59626e;--line:#dee2e7;--field:#868f9a;
--accent:#1c5a8d;--accent-ink:#fff;--tint:#eaf1f7;--bad:#a3281f;--bad-tint:#fbecea;--good:#1d6b3f;--good-tint:#e7f4ec;--banner:#ffe9b8;--banner-ink:#4a3600}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--card:#1c2026;--ink:#e8eaed;--soft:#a4adb8;--line:#323942;--field:#747e8a;
--accent:#8fc4ea;--accent-ink:#10202c;--tint:#232f3a;--bad:#ff9d94;--bad-tint:#382221;--good:#8fd6a8;--good-tint:#1d3126;--banner:#4a3c14;--banner-ink:#ffe9b8}}
`;

const frame = `
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em}
.skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;z-index:1;background:var(--card);padding:.5rem .75rem}
.banner{background:var(--banner);color:var(--banner-ink);margin:0;padding:.35rem 1rem;text-align:center;font-size:.875rem}
.bar{background:var(--card);border-bottom:1px solid var(--line)}
.inside{max-width:64rem;margin:0 auto;padding:0 1.5rem}
.bar .inside{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:center;justify-content:space-between}
.place{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .6rem;font-weight:650;margin:0;padding:.75rem 0}
.mark{width:1.75rem;height:1.75rem;border-radius:7px;background:var(--accent);color:var(--accent-ink);display:grid;place-items:center;font-size:.95rem}
.pill{font-weight:500;font-size:.8rem;border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;color:var(--soft);white-space:nowrap}
.pill.on{color:var(--good);background:var(--good-tint);border-color:transparent}
nav ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;list-style:none;margin:0;padding:0;font-size:.925rem}
nav a{display:block;padding:.6rem 0;color:var(--soft);text-decoration:none;border-bottom:2px solid transparent}
@media (max-width:30rem){nav ul{gap:0 .9rem;font-size:.875rem}}
nav a:hover{color:var(--ink)}
nav a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--accent)}
main nav{border-bottom:1px solid var(--line);margin-bottom:1.25rem}main nav a{margin-bottom:-1px}main .card nav{border:0;margin:0}
.sites{border-top:1px solid var(--line)}.sites nav a{padding:.4rem 0;font-size:.875rem}
.trail{font-size:.875rem;margin:0 0 .25rem}.trail span{color:var(--soft)}
main{padding-top:1.5rem!important;padding-bottom:4rem!important}
main.narrow{max-width:37rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1.25rem;text-wrap:balance}
h2{font-size:1.05rem;line-height:1.4;margin:0 0 .75rem}
p{margin:0 0 1rem}.soft{color:var(--soft)}small,.hint{color:var(--soft);font-size:.875rem}.hint{display:block;margin-top:.25rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
html:not(.js) .needs-js{display:none}
`;

const blocks = `
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.5rem;margin:0 0 1.25rem}
.card>:last-child,.card>:last-child>:last-child{margin-bottom:0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:1rem;list-style:none;margin:0 0 1.25rem;padding:0}
.cards .card{margin:0;height:100%;padding:1.25rem}
.cards strong{display:block}.off{color:var(--soft);background:transparent;border-style:dashed}.off strong{font-weight:600}
a.card{display:block;color:inherit;text-decoration:none;border-color:var(--accent)}
a.card strong{color:var(--accent)}a.card:hover{background:var(--tint)}
.empty{text-align:center;padding:2.5rem 1.5rem}
.list{list-style:none;margin:0 0 1.25rem;padding:0;background:var(--card);border:1px solid var(--line);border-radius:10px}
.list>li{padding:1rem 1.5rem}.list>li+li{border-top:1px solid var(--line)}
ul.stack{list-style:none;margin:0;padding:0}ul.plain{list-style:none;margin:0 0 1rem;padding:0}
ul.plain>li{padding:.6rem 0;border-top:1px solid var(--line)}ul.plain>li:first-child{border-top:0;padding-top:0}ul.plain>li:last-child{padding-bottom:0}
.row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between}.row>*{margin:0}
.row>.grow{flex:1 1 12rem;min-width:0}.head{margin-bottom:1.25rem}
.two{display:grid;gap:1.25rem;align-items:start}.two>*{min-width:0}
@media (min-width:56rem){.two{grid-template-columns:3fr 2fr}}
dl{margin:0}dt{font-weight:600;font-size:.925rem}dd{margin:0 0 1.25rem}dl>dd:last-child{margin:0}
code,.mono{font:.9em/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;word-break:break-all}
.value{display:flex;gap:.5rem;align-items:stretch;margin-top:.35rem}
.value>button{max-height:2.75rem}
.value code{flex:1;min-width:0;background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:.45rem .75rem;display:flex;align-items:center}
details>summary{cursor:pointer;color:var(--accent);padding:.25rem 0}details>summary+*{margin-top:.5rem}details+h2{margin-top:1.5rem}
.notice{border-left:4px solid var(--accent);background:var(--tint);padding:.75rem 1rem;border-radius:0 8px 8px 0;margin:0 0 1.25rem}
.notice.bad{border-color:var(--bad);background:var(--bad-tint)}
.saved{color:var(--good);font-weight:600;margin:0;min-height:1.5em}
.avatar{flex:none;width:2.25rem;height:2.25rem;border-radius:50%;background:var(--tint);color:var(--accent);display:grid;place-items:center;font-weight:650}
.asks{display:flex;gap:1rem;align-items:center;margin:0 0 1.25rem}.asks h1{margin:0}.asks .avatar{border-radius:10px;width:3rem;height:3rem;font-size:1.25rem}
[role=tablist]{display:flex;gap:1.75rem;border-bottom:1px solid var(--line);margin-bottom:1.25rem}
[role=tab]{padding:.6rem 0;margin-bottom:-1px;color:var(--soft);text-decoration:none;border-bottom:3px solid transparent}
[role=tab]:hover{color:var(--ink)}[role=tab][aria-selected=true]{color:var(--ink);font-weight:600;border-color:var(--accent)}
`;

const controls = `
button,.button{font:inherit;font-weight:600;cursor:pointer;border:1px solid var(--field);border-radius:8px;background:var(--card);color:var(--ink);
padding:.45rem 1.1rem;min-height:2.75rem;text-align:center;text-decoration:none;display:inline-block}
button:hover,.button:hover{background:var(--tint)}button:focus-visible,.button:focus-visible{border-radius:8px}
button.main{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}button.main:hover{filter:brightness(1.1)}
button.danger{color:var(--bad);border-color:var(--bad)}button.danger:hover{background:var(--bad-tint)}
button.small{min-height:2.25rem;padding:.25rem .85rem;font-size:.9rem;font-weight:500}
button.person{display:flex;gap:.75rem;align-items:center;width:100%;text-align:left;font-weight:400;margin-bottom:.6rem;padding:.75rem 1rem;border-color:var(--line)}
button.person:hover{border-color:var(--accent)}button.person .grow{flex:1;min-width:0}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}.actions form{margin:0}
label,.label{display:block;font-weight:600;margin:0 0 .3rem}.field{margin:0 0 1.5rem}
input[type=text],input[type=number],select{font:inherit;width:100%;min-height:2.75rem;padding:.45rem .75rem;border:1px solid var(--field);border-radius:8px;background:var(--card);color:var(--ink)}
input[type=number]{width:8rem}input[aria-invalid=true],select[aria-invalid=true]{border-color:var(--bad);box-shadow:0 0 0 1px var(--bad)}
input[type=checkbox],input[type=radio]{width:1.2rem;height:1.2rem;margin:.15rem 0 0;flex:none;accent-color:var(--accent)}
.error{color:var(--bad);font-weight:600;display:block;margin-top:.35rem}
.uri{display:flex;gap:.5rem;margin-bottom:.5rem}.uri input{flex:1;min-width:0}.uri button{flex:none;width:2.75rem;padding:0;font-size:1.25rem}
.check{display:flex;gap:.75rem;align-items:flex-start;font-weight:400;margin:0;cursor:pointer}label.check.field{margin-bottom:1.5rem}
fieldset{border:0;margin:0 0 1.25rem;padding:0}fieldset.card{border:1px solid var(--line);padding:1.25rem 1.5rem}legend{font-weight:600;padding:0;margin-bottom:.5rem}fieldset .check{padding:.4rem 0}
[role=switch]{appearance:none;width:2.6rem!important;height:1.5rem!important;border-radius:1rem!important;border:1px solid var(--field);background:var(--ground);position:relative;cursor:pointer}
[role=switch]::after{content:"";position:absolute;top:.2rem;left:.2rem;width:1rem;height:1rem;border-radius:50%;background:var(--field)}
[role=switch]:checked{background:var(--accent);border-color:var(--accent)}[role=switch]:checked::after{left:1.3rem;background:var(--accent-ink)}
[role=switch]:disabled{opacity:.6;cursor:default}
@media (prefers-reduced-motion:no-preference){[role=switch]::after{transition:left .12s}}
@media (forced-colors:active){nav a,[role=tab]{border-color:Canvas}nav a[aria-current],[role=tab][aria-selected=true]{border-color:Highlight}[role=switch]::after{background:ButtonText}[role=switch]:checked::after{background:Highlight}}
@media (max-width:30rem){.inside{padding:0 1rem}.actions>*,.actions button{width:100%}h1{font-size:1.35rem}.card,fieldset.card{padding:1.1rem}.list>li{padding:1rem 1.1rem}}
`;

/** The one style sheet of all practice pages, from phone width up. */
export const style = `${colors}${frame}${blocks}${controls}`;
