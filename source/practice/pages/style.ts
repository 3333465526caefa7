/** The one style sheet of all practice pages: neutral, light or dark with the system, from phone width up. */
export const style = `
:root{color-scheme:light dark;--ground:#f6f5f2;--card:#fff;--ink:#1d2126;--soft:#5b636d;--line:#dcd9d2;--field:#8b9099;
--accent:#1f5f8b;--accent-ink:#fff;--tint:#e8f0f6;--bad:#a3281f;--bad-tint:#fbeae8;--good:#1d6b3f;--banner:#3a3327;--banner-ink:#f8efdc}
@media (prefers-color-scheme:dark){:root{--ground:#15181c;--card:#1e2227;--ink:#e9e7e2;--soft:#a3abb5;--line:#353b43;--field:#727b86;
--accent:#8fc4ea;--accent-ink:#10202c;--tint:#22303b;--bad:#ff9d94;--bad-tint:#3b2321;--good:#8fd6a8;--banner:#efe3c8;--banner-ink:#2a2418}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
a{color:var(--accent)}
.banner{background:var(--banner);color:var(--banner-ink);margin:0;padding:.4rem 1rem;text-align:center;font-size:.9rem}
.top{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;justify-content:space-between;max-width:56rem;margin:0 auto;padding:1rem 1.25rem 0}
.place{font-weight:600;margin:0}.place span{color:var(--soft);font-weight:400}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:0;font-size:.95rem}
nav a[aria-current]{color:inherit;text-decoration:none;font-weight:600}
main{max-width:56rem;margin:0 auto;padding:1rem 1.25rem 4rem}
main.narrow{max-width:34rem}
h1{font-size:1.6rem;line-height:1.25;margin:.75rem 0 1rem;text-wrap:balance}
h2{font-size:1.1rem;margin:0 0 .75rem}
p{margin:0 0 1rem}.soft{color:var(--soft)}small,.hint{color:var(--soft);font-size:.875rem}
.hint{display:block;margin-top:.25rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem;margin:0 0 1.25rem}
.card>:last-child,.card>:last-child>:last-child{margin-bottom:0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));gap:1rem;list-style:none;margin:0 0 1.25rem;padding:0}
.cards .card{margin:0;height:100%}
ul.stack{list-style:none;margin:0;padding:0}
.off{color:var(--soft);background:transparent;border-style:dashed}
a.card{display:block;color:inherit;text-decoration:none;border-color:var(--accent)}
a.card strong{color:var(--accent);text-decoration:underline}a.card:hover{background:var(--tint)}
ul.plain{list-style:none;margin:0 0 1rem;padding:0}
ul.plain>li{padding:.6rem 0;border-top:1px solid var(--line)}ul.plain>li:first-child{border-top:0;padding-top:0}
.row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between}
.row>.grow{flex:1 1 12rem;min-width:0}
button,.button{font:inherit;font-weight:600;cursor:pointer;border:1px solid var(--field);border-radius:8px;background:var(--card);color:var(--ink);
padding:.5rem 1rem;min-height:2.75rem;text-align:center;text-decoration:none;display:inline-block}
button:hover{background:var(--tint)}
button.main{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}button.main:hover{filter:brightness(1.08)}
button.danger{color:var(--bad);border-color:var(--bad)}button.small{min-height:2.25rem;padding:.25rem .75rem;font-size:.9rem;font-weight:500}
button.person{display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:space-between;align-items:baseline;width:100%;text-align:left;font-weight:400;margin-bottom:.6rem;padding:.75rem 1rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem}.actions form{margin:0}
label,.label{display:block;font-weight:600;margin:0 0 .3rem}
.field{margin:0 0 1.25rem}
input[type=text],input[type=url],input[type=number]{font:inherit;width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--field);border-radius:8px;background:var(--card);color:var(--ink)}
input[type=number]{width:8rem}
input[aria-invalid=true]{border-color:var(--bad)}
input[type=checkbox],input[type=radio]{width:1.2rem;height:1.2rem;margin:.15rem 0 0;flex:none;accent-color:var(--accent)}
.error{color:var(--bad);font-weight:600;display:block;margin-top:.3rem}
.uri{display:flex;gap:.5rem;margin-bottom:.5rem}.uri input{flex:1;min-width:0}
.uri button{flex:none;width:2.75rem;padding:0}
.check{display:flex;gap:.75rem;align-items:flex-start;font-weight:400;margin:0;cursor:pointer}
label.check.field{margin-bottom:1.25rem}
fieldset{border:0;margin:0 0 1.25rem;padding:0}legend{font-weight:600;padding:0;margin-bottom:.5rem}
fieldset .check{padding:.35rem 0}
[role=switch]{appearance:none;width:2.6rem!important;height:1.5rem!important;border-radius:1rem;border:1px solid var(--field);background:var(--ground);position:relative;cursor:pointer}
[role=switch]::after{content:"";position:absolute;top:.2rem;left:.2rem;width:1rem;height:1rem;border-radius:50%;background:var(--field)}
[role=switch]:checked{background:var(--accent);border-color:var(--accent)}
[role=switch]:checked::after{left:1.3rem;background:var(--accent-ink)}
[role=switch]:disabled{opacity:.6;cursor:default}
[role=tablist]{display:flex;gap:1.5rem;border-bottom:1px solid var(--line);margin-bottom:1.25rem}
[role=tab]{padding:.5rem 0;color:var(--soft);text-decoration:none;border-bottom:3px solid transparent}
[role=tab][aria-selected=true]{color:var(--ink);font-weight:600;border-color:var(--accent)}
dl{margin:0}dt{font-weight:600}dd{margin:0 0 1rem}
code,.mono{font:.925em ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;word-break:break-all}
.value{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
details>summary{cursor:pointer;color:var(--accent)}
.notice{border-left:4px solid var(--accent);background:var(--tint);padding:.75rem 1rem;border-radius:0 8px 8px 0;margin:0 0 1.25rem}
.notice.bad{border-color:var(--bad);background:var(--bad-tint)}
.saved{color:var(--good);margin:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
html:not(.js) .needs-js{display:none}
@media (max-width:30rem){.actions>*,.actions button{width:100%}h1{font-size:1.35rem}.card{padding:1rem}}
`;
