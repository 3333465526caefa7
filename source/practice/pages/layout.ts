import {createHash} from 'node:crypto';
import {html, raw} from 'hono/html';
import {script} from './script.js';
import {style} from './style.js';

/** Markup whose inserted values are escaped already. */
export type Html = ReturnType<typeof html>;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Nothing from elsewhere, no script but our own. There is no `form-action`: Chromium applies it to redirects, and
 * *Accept* redirects to the client's own address.
 */
export const contentSecurityPolicy = [
	"default-src 'none'",
	`script-src ${hashOf(script)}`,
	`style-src ${hashOf(style)}`,
	"connect-src 'self'",
	'img-src data:',
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

export type NavigationLink = {readonly href: string; readonly text: string; readonly isCurrent?: boolean};

/** The frame around every page of one server: whose it is, and where else to go. */
export type Frame = {
	readonly place: string;
	readonly dataCenter: string;
	readonly links: readonly NavigationLink[];
};

const navigation = (links: readonly NavigationLink[]): Html => html`<nav aria-label="Practice Zoho"><ul>
	${links.map(
		link =>
			html`<li><a href="${link.href}" ${link.isCurrent ? raw('aria-current="page"') : ''}>${link.text}</a></li>`,
	)}
</ul></nav>`;

/**
 * A whole page.
 *
 * @param title for the window and, unless the body brings its own, the heading
 * @param width `narrow` for pages with one question
 */
export const page = (
	frame: Frame,
	title: string,
	body: Html,
	width: 'narrow' | 'wide' = 'wide',
): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Practice Zoho</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<header>
<p class="banner">Practice Zoho: nothing leaves this machine</p>
<div class="top">
<p class="place">${frame.place} <span>${frame.dataCenter}</span></p>
${navigation(frame.links)}
</div>
</header>
<main class="${width}">
<h1>${title}</h1>
${body}
</main>
<script>${raw(script)}</script>
</body>
</html>`;
