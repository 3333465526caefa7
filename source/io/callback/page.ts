import {createHash} from 'node:crypto';
import {withProgramName} from '../../connection/program-name.js';
import {once} from '../system/once.js';
import {type CallbackPage, type Content, contentOf} from './words.js';

const style = `
:root{color-scheme:light dark;--page:#f4f5f7;--card:#fff;--text:#1b2027;--soft:#59626e;--line:#dee2e7;--good:#1d6b3f;--good-tint:#e7f4ec;--bad:#a3281f;--bad-tint:#fbecea;--warn:#7a5200;--warn-tint:#faf3e0}
@media(prefers-color-scheme:dark){:root{--page:#14171b;--card:#1c2026;--text:#e8eaed;--soft:#a4adb8;--line:#323942;--good:#8fd6a8;--good-tint:#1d3126;--bad:#ff9d94;--bad-tint:#382221;--warn:#f0c674;--warn-tint:#332b1a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem 1rem;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:36rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;overflow:hidden;overflow-wrap:anywhere;--tone:var(--soft);--tint:var(--page)}
main.good{--tone:var(--good);--tint:var(--good-tint)}
main.bad{--tone:var(--bad);--tint:var(--bad-tint)}
main.warn{--tone:var(--warn);--tint:var(--warn-tint)}
header{display:flex;gap:1rem;align-items:center;padding:1.5rem 2rem;background:var(--tint);border-bottom:1px solid var(--line)}
svg{flex:none;width:2.5rem;height:2.5rem;color:var(--tone)}
h1{margin:0;font-size:1.35rem;line-height:1.3}
.body{padding:1.25rem 2rem 1.5rem}
p{margin:0 0 .75rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.5rem 1.5rem;margin:1.25rem 0}
dt{color:var(--soft)}
dd{margin:0}
dt.lacking,dt.lacking+dd{color:var(--bad)}
.options{margin:.25rem 0 0;padding-left:1.25rem;list-style:disc}
ul{margin:0;padding:0;list-style:none}
code{font:.9em ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace}
.next{margin:1.25rem 0 0;padding-top:1.25rem;border-top:1px solid var(--line);font-weight:600}
.soft{margin:.5rem 0 0;color:var(--soft);font-size:.9rem}
footer{padding:.6rem 2rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@media(forced-colors:active){svg{color:CanvasText}}
@media(max-width:30rem){header,.body,footer{padding-left:1.25rem;padding-right:1.25rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.75rem}}
`;

/** The sign of each tone, drawn; the words beside it say the same. */
const signs = {
	good: 'M7 12.5l3.5 3.5L17 9',
	bad: 'M12 7v6M12 16.5v.5',
	warn: 'M8 12h8',
	plain: 'M8 12h8',
} as const;

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? '');

const row = ([label, value]: readonly [string, string | readonly string[] | undefined]): string => {
	if (value === undefined || value.length === 0) return '';
	const content =
		typeof value === 'string'
			? escapeHtml(value)
			: `<ul>${value.map(item => `<li><code>${escapeHtml(item)}</code></li>`).join('')}</ul>`;
	// The sign says the same as the color.
	const [sign, look] = label === 'Not granted' ? ['✖ ', ' class="lacking"'] : ['', ''];
	return `<dt${look}>${sign}${label}</dt><dd>${content}</dd>`;
};

/** Nothing may load or run; the one style sheet is named by its hash. */
const contentSecurityPolicy = once(
	() =>
		`default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
);

/** Headers of every answer: nothing is kept, framed, guessed at or told onward (RFC 9700 section 4.2.4). */
export const safeHeaders = (): Record<string, string> => ({
	'content-security-policy': contentSecurityPolicy(),
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	connection: 'close',
});

/** Where a page comes from: over forwarded ports, or with several runs, a person sees which machine and which run answered. */
export type Place = {
	readonly host: string;
	readonly port: number;
	/** What is typed for `zconn` there; undefined where it is just that. */
	readonly program?: string | undefined;
};

const optionsOf = (options: readonly string[] | undefined): string =>
	options === undefined || options.length === 0
		? ''
		: `<p class="soft" id="options">In the terminal you can choose:</p>
<ul class="options" aria-labelledby="options">${options.map(option => `<li>${escapeHtml(option)}</li>`).join('')}</ul>`;

/** A command of ours stands in quotes where it stands alone in a text; by itself it needs none. */
const codeOf = (text: string): string => `<code>${escapeHtml(text.replace(/^"(.+)"$/, '$1'))}</code>`;

const bodyOf = (content: Content, program: string | undefined): string => {
	const typed = (text: string): string => withProgramName(text, program);
	const rows = (content.rows ?? []).map(row).join('');
	const {detail, after} = content;
	return [
		...content.paragraphs.map(text => `<p>${escapeHtml(typed(text))}</p>`),
		...(rows === '' ? [] : [`<dl>${rows}</dl>`]),
		`<p class="next">${escapeHtml(typed(content.next))}</p>`,
		optionsOf(content.options),
		...(detail ? [`<p class="soft">${escapeHtml(detail[0])}: ${codeOf(typed(detail[1]))}</p>`] : []),
		...(after ? [`<p class="soft">${escapeHtml(typed(after))}</p>`] : []),
	].join('\n');
};

/** One page as HTML: no scripts, no requests, every value escaped, readable in the dark and on a phone. */
export const renderCallbackPage = (page: CallbackPage, {host, port, program}: Place) => {
	const content = contentOf(page);
	const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(content.title)} · zconn</title>
<style>${style}</style>
</head>
<body>
<main class="${content.tone}">
<header>
<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="${signs[content.tone]}"/></svg>
<h1>${escapeHtml(content.title)}</h1>
</header>
<div class="body">
${bodyOf(content, program)}
</div>
<footer>zconn on ${escapeHtml(host)}, port ${port}</footer>
</main>
</body>
</html>
`;
	const headers: Readonly<Record<string, string>> = {
		...safeHeaders(),
		'content-type': 'text/html; charset=utf-8',
		...(content.status === 405 ? {allow: 'GET'} : {}),
	};
	return {status: content.status, headers, html};
};
