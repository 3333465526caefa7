import {createHash} from 'node:crypto';
import type {BrowserPage} from '../../wizard/effects.js';

/** Everything the callback server ever says in a browser. */
export type CallbackPage =
	| BrowserPage
	| {readonly kind: 'canceled'}
	| {readonly kind: 'already-used'}
	| {readonly kind: 'other-state'}
	| {readonly kind: 'other-browser'}
	| {readonly kind: 'nothing-in-it'}
	| {readonly kind: 'unusable'}
	| {readonly kind: 'too-long'}
	| {readonly kind: 'form-post'}
	| {readonly kind: 'link-used'}
	| {readonly kind: 'declined'}
	| {readonly kind: 'not-found'}
	| {readonly kind: 'wrong-method'}
	| {readonly kind: 'wrong-host'}
	| {readonly kind: 'prefetch'};

export type RenderedPage = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly html: string;
};

const style = `
:root{color-scheme:light dark;--page:#f4f5f7;--card:#fff;--text:#1b2027;--soft:#59626e;--line:#dee2e7;--good:#1d6b3f;--good-tint:#e7f4ec;--bad:#a3281f;--bad-tint:#fbecea}
@media(prefers-color-scheme:dark){:root{--page:#14171b;--card:#1c2026;--text:#e8eaed;--soft:#a4adb8;--line:#323942;--good:#8fd6a8;--good-tint:#1d3126;--bad:#ff9d94;--bad-tint:#382221}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem 1rem;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:36rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;overflow:hidden;overflow-wrap:anywhere;--tone:var(--soft);--tint:var(--page)}
main.good{--tone:var(--good);--tint:var(--good-tint)}
main.bad{--tone:var(--bad);--tint:var(--bad-tint)}
header{display:flex;gap:1rem;align-items:center;padding:1.5rem 2rem;background:var(--tint);border-bottom:1px solid var(--line)}
svg{flex:none;width:2.5rem;height:2.5rem;color:var(--tone)}
h1{margin:0;font-size:1.35rem;line-height:1.3}
.body{padding:1.25rem 2rem 1.5rem}
p{margin:0 0 .75rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.5rem 1.5rem;margin:1.25rem 0}
dt{color:var(--soft)}
dd{margin:0}
ul{margin:0;padding:0;list-style:none}
code{font:.9em ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace}
.next{margin:1.25rem 0 0;padding-top:1.25rem;border-top:1px solid var(--line);font-weight:600}
.soft{margin:.5rem 0 0;color:var(--soft);font-size:.9rem}
footer{padding:.6rem 2rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@media(max-width:30rem){header,.body,footer{padding-left:1.25rem;padding-right:1.25rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.75rem}}
`;

/** The sign of each tone, drawn; the words beside it say the same. */
const signs = {
	good: 'M7 12.5l3.5 3.5L17 9',
	bad: 'M12 7v6M12 16.5v.5',
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

type Content = {
	readonly status: number;
	readonly tone: 'good' | 'bad' | 'plain';
	readonly title: string;
	/** Paragraphs of plain text. */
	readonly paragraphs: readonly string[];
	readonly rows?: readonly (readonly [string, string | readonly string[] | undefined])[];
	readonly next: string;
	readonly detail?: string | undefined;
};

const back = 'You can close this tab and go back to the terminal.';

const contentOf = (page: CallbackPage): Content => {
	switch (page.kind) {
		case 'connected':
			return {
				status: 200,
				tone: 'good',
				title: 'Connected',
				paragraphs: ['The connection has been authenticated and is ready for use.'],
				rows: [
					['Connection', page.connectionName],
					['Account', page.account],
					['Organization', page.organization],
					['Data center', page.dataCenter],
					['Granted', page.granted],
					['Not granted', page.missing],
				],
				next: back,
			};
		case 'refused':
			return {
				status: 400,
				tone: 'bad',
				title: page.refusal.what,
				paragraphs: [page.refusal.why],
				next: page.refusal.next,
				detail: page.refusal.detail,
			};
		case 'canceled':
			return {
				status: 400,
				tone: 'plain',
				title: 'Canceled',
				paragraphs: ['zconn stopped waiting for this answer, so nothing was connected.'],
				next: 'Go back to the terminal to start again.',
			};
		case 'already-used':
			return {
				status: 409,
				tone: 'plain',
				title: 'This answer was used already',
				paragraphs: [
					'zconn takes exactly one answer for each consent, and the first one is being dealt with.',
				],
				next: 'The terminal says how it ended.',
			};
		default:
			return strayContentOf(page);
	}
};

type Stray = Exclude<CallbackPage, {kind: 'connected' | 'refused' | 'canceled' | 'already-used'}>;

/** Requests that are not the awaited answer; none of them ends the wait. */
const strayContentOf = (page: Stray): Content => {
	switch (page.kind) {
		case 'other-state':
			return {
				status: 400,
				tone: 'bad',
				title: 'This is not the answer zconn waits for',
				paragraphs: [
					'It belongs to another consent: an older tab, another run of zconn, or somebody else made it. It was ignored, and zconn is still waiting.',
				],
				next: 'Go back to the terminal and open the address that it shows now.',
			};
		case 'other-browser':
			return {
				status: 403,
				tone: 'bad',
				title: 'This is not the browser that zconn opened',
				paragraphs: [
					'The link that zconn gave to your browser works there only, so that no other user of this computer can connect an account in your place. This answer was ignored, and zconn is still waiting.',
				],
				next: 'To use this browser, open the address that the terminal shows.',
			};
		case 'link-used':
			return {
				status: 410,
				tone: 'plain',
				title: 'This link was used already',
				paragraphs: ['It works once, in the browser that follows it first. zconn is still waiting.'],
				next: 'Open the address that the terminal shows.',
			};
		case 'unusable':
			return {
				status: 400,
				tone: 'bad',
				title: 'This answer cannot be used',
				paragraphs: ['Its code is missing, damaged, or there twice. zconn is still waiting.'],
				next: 'The terminal says what to do.',
			};
		case 'too-long':
			return {
				status: 431,
				tone: 'bad',
				title: 'This answer is too long',
				paragraphs: ['Its address and its cookies are longer than zconn reads. zconn is still waiting.'],
				next: 'The terminal says what to do.',
			};
		case 'form-post':
			return {
				status: 405,
				tone: 'bad',
				title: 'This answer came as a form',
				paragraphs: [
					'zconn reads the answer from the address (response_mode=query) and takes no forms. It is still waiting.',
				],
				next: 'The terminal says what to do.',
			};
		case 'nothing-in-it':
			return {
				status: 400,
				tone: 'bad',
				title: 'There is no answer in this address',
				paragraphs: ['It holds neither a code nor a refusal. zconn is still waiting.'],
				next: 'Finish the consent page, or go back to the terminal.',
			};
		case 'declined':
			return {
				status: 400,
				tone: 'bad',
				title: 'The consent page reported an error',
				paragraphs: ['It does not say to which consent it belongs, so zconn is still waiting.'],
				next: 'The terminal says what to do.',
			};
		case 'not-found':
			return {
				status: 404,
				tone: 'plain',
				title: 'Nothing here',
				paragraphs: ['zconn waits for a consent on this port; this is not the address it gave.'],
				next: 'The terminal shows the right one.',
			};
		case 'wrong-method':
			return {
				status: 405,
				tone: 'plain',
				title: 'Only GET is answered here',
				paragraphs: ['A consent ends with a plain redirect.'],
				next: 'Open the address in a browser.',
			};
		case 'wrong-host':
			return {
				status: 421,
				tone: 'bad',
				title: 'Wrong host name',
				paragraphs: ['Only requests to localhost are answered here.'],
				next: 'Open the address that the terminal shows.',
			};
		case 'prefetch':
			return {
				status: 503,
				tone: 'plain',
				title: 'Not loaded ahead of time',
				paragraphs: ['A consent is only taken when the page is really opened.'],
				next: 'Open the page.',
			};
	}
};

const row = ([label, value]: readonly [string, string | readonly string[] | undefined]): string => {
	if (value === undefined || value.length === 0) return '';
	const content =
		typeof value === 'string'
			? escapeHtml(value)
			: `<ul>${value.map(item => `<li><code>${escapeHtml(item)}</code></li>`).join('')}</ul>`;
	return `<dt>${label}</dt><dd>${content}</dd>`;
};

let policy: string | undefined;

/** Nothing may load or run; the one style sheet is named by its hash. */
const contentSecurityPolicy = (): string => {
	policy ??= `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
	return policy;
};

/** Headers of every answer: nothing is kept, framed, guessed at or told onward (RFC 9700 section 4.2.4). */
export const safeHeaders = (): Record<string, string> => ({
	'content-security-policy': contentSecurityPolicy(),
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	connection: 'close',
});

/** One page as HTML: no scripts, no requests, every value escaped, readable in the dark and on a phone. */
export const renderCallbackPage = (page: CallbackPage): RenderedPage => {
	const content = contentOf(page);
	const rows = (content.rows ?? []).map(row).join('');
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
${content.paragraphs.map(text => `<p>${escapeHtml(text)}</p>`).join('\n')}
${rows === '' ? '' : `<dl>${rows}</dl>`}
<p class="next">${escapeHtml(content.next)}</p>
${content.detail ? `<p class="soft">In detail: <code>${escapeHtml(content.detail)}</code></p>` : ''}
</div>
<footer>zconn on this computer</footer>
</main>
</body>
</html>
`;
	return {
		status: content.status,
		headers: {
			...safeHeaders(),
			'content-type': 'text/html; charset=utf-8',
			...(content.status === 405 ? {allow: 'GET'} : {}),
		},
		html,
	};
};
