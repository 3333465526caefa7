import type {Context} from 'hono';
import {contentSecurityPolicy, type Frame, type Html, type Look, page} from './pages/layout.js';
import {dataCenterName} from './people.js';
import {dataCenterOf, type Site, type World} from './world.js';

type Area = 'accounts' | 'connected-apps' | 'console' | 'sigma' | 'controls';

const places: Readonly<Record<Area, string>> = {
	accounts: 'Accounts',
	'connected-apps': 'Accounts',
	console: 'API Console',
	sigma: 'Sigma',
	controls: 'Controls',
};

/** Where the controls page is: on the first data center's accounts server. */
export const controlsUrl = (world: World): string =>
	`${world.dataCenters[0]?.accounts ?? ''}/practice/controls`;

const siteLinks = (world: World, dataCenter: string, area: Area): Frame['sites'] => {
	if (area === 'accounts' || area === 'controls') return [];
	return world.dataCenters.map(({id, accounts, console, sigma}) => ({
		href:
			area === 'console'
				? `${console}/`
				: area === 'sigma'
					? `${sigma}`
					: `${accounts}/practice/connected-apps`,
		text: dataCenterName(id),
		isCurrent: id === dataCenter,
	}));
};

/** The frame of a page of one data center, with the ways to its other pages. */
const frameOf = ({world, dataCenter}: Site, area: Area): Frame => {
	const own = dataCenterOf(world, dataCenter);
	return {
		place: places[area],
		dataCenter: area === 'controls' ? 'all data centers' : dataCenterName(dataCenter),
		sites: siteLinks(world, dataCenter, area),
		links: [
			{href: `${own.console}/`, text: 'API Console', isCurrent: area === 'console'},
			{href: `${own.sigma}`, text: 'Sigma', isCurrent: area === 'sigma'},
			{
				href: `${own.accounts}/practice/connected-apps`,
				text: 'Connected Apps',
				isCurrent: area === 'connected-apps',
			},
			{href: controlsUrl(world), text: 'Controls', isCurrent: area === 'controls'},
		],
	};
};

export type Shown = Look & {
	readonly title: string;
	readonly body: Html;
	readonly status?: 200 | 400 | 403 | 404 | 500;
};

/** Sends a page of one data center, with the headers all practice pages carry. */
export const showPage = (c: Context, area: Area, {title, body, status = 200, ...look}: Shown) => {
	c.header('Content-Security-Policy', contentSecurityPolicy);
	c.header('X-Frame-Options', 'DENY');
	c.header('X-Content-Type-Options', 'nosniff');
	// Not "no-referrer": the browser would then post our forms with "Origin: null".
	c.header('Referrer-Policy', 'same-origin');
	c.header('Cache-Control', 'no-store');
	return c.html(page(frameOf(c.var, area), title, body, {hasErrors: status === 400, ...look}), status);
};
