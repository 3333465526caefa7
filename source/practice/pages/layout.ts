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
	/** The same page in every data center, for a person who wants to change to another. */
	readonly sites: readonly NavigationLink[];
	readonly links: readonly NavigationLink[];
};

/** Tabs, each of which is a page. */
export const tabs = (label: string, links: readonly (NavigationLink & {readonly id?: string})[]): Html =>
	html`<div role="tablist" aria-label="${label}">${links.map(
		({href, text, isCurrent, id}) =>
			html`<a role="tab" ${id === undefined ? '' : raw(`id="${id}"`)} href="${href}" aria-selected="${String(isCurrent === true)}">${text}</a>`,
	)}</div>`;

export const navigation = (
	name: string,
	links: readonly NavigationLink[],
): Html => html`<nav aria-label="${name}"><ul>
	${links.map(
		link =>
			html`<li><a href="${link.href}" ${link.isCurrent ? raw('aria-current="page"') : ''}>${link.text}</a></li>`,
	)}
</ul></nav>`;

const header = (frame: Frame): Html => html`<header>
<p class="banner"><strong>Practice Zoho</strong>: nothing leaves this machine</p>
<div class="bar"><div class="inside">
<p class="place"><span class="mark" aria-hidden="true">P</span>${frame.place} <span class="pill">${frame.dataCenter}</span></p>
${navigation('Practice Zoho', frame.links)}
</div>
${frame.sites.length === 0 ? '' : html`<div class="sites"><div class="inside">${navigation('Data centers', frame.sites)}</div></div>`}
</div>
</header>`;

export type Look = {
	/** `narrow` for pages with one question. */
	readonly width?: 'narrow' | 'wide';
	/** Where the page stands, from the top down to its parent. */
	readonly trail?: readonly NavigationLink[];
	/** What stands beside the title. */
	readonly aside?: Html;
	/** Whether a form on it was not taken: the title of the window begins with that, for it is what is read out first. */
	readonly hasErrors?: boolean;
	/** Whether the body brings a heading of its own. */
	readonly isInBody?: boolean;
};

const headingOf = (title: string, {trail = [], aside, isInBody}: Look): Html =>
	html`${
		trail.length === 0
			? ''
			: html`<p class="trail">${trail.map(({href, text}) => html`<a href="${href}">${text}</a> <span aria-hidden="true">›</span> `)}</p>`
	}${
		isInBody
			? ''
			: aside === undefined
				? html`<h1>${title}</h1>`
				: html`<div class="row head"><h1 class="grow">${title}</h1>${aside}</div>`
	}`;

/**
 * A whole page.
 *
 * @param title for the window and, unless the body brings its own, the heading
 */
export const page = (frame: Frame, title: string, body: Html, look: Look = {}): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${look.hasErrors ? 'Error: ' : ''}${title} · Practice Zoho</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${header(frame)}
<main id="main" class="inside ${look.width ?? 'wide'}">
${headingOf(title, look)}
${body}
</main>
<script>${raw(script)}</script>
</body>
</html>`;
