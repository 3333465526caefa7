import type {RequestListener} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {accountsApp} from './accounts/app.js';
import {apisApp} from './apis/index.js';
import {consoleApp} from './console/index.js';
import {controlsRoutes} from './controls.js';
import {controlsUrl} from './frames.js';
import {at, countRequests, keepState, requireLocalHost, requireSameOrigin} from './http.js';
import {serverErrorPage} from './pages/plain.js';
import type {About} from './running.js';
import {sigmaApp} from './sigma/index.js';
import type {Site, World} from './world.js';

const maxBodyBytes = 256 * 1024;

const aboutOf = (world: World): About => ({
	practice: 'zoho-connections',
	format: 1,
	state: world.stateName,
	controls: controlsUrl(world),
	dataCenters: world.dataCenters,
});

const aboutRoutes = new Hono()
	.get('/practice/about', c => c.json(aboutOf(c.var.world)))
	.get('/', c => c.redirect(controlsUrl(c.var.world)));

const parts = {
	accounts: [accountsApp, aboutRoutes],
	api: [apisApp],
	console: [consoleApp, sigmaApp],
} as const;

export type Area = keyof typeof parts;

/** Everything one origin of the practice Zoho answers, behind the guards they all share. */
export const listenerOf = (site: Site, area: Area): RequestListener => {
	const app = new Hono();
	const limit = bodyLimit({maxSize: maxBodyBytes, onError: c => c.text('Too long.', 413)});
	app.use(requireLocalHost, limit, at(site), countRequests(area), keepState);
	app.use('/practice/*', requireSameOrigin);
	if (area === 'console') app.use(requireSameOrigin);
	for (const part of parts[area]) app.route('/', part);
	const [first] = site.world.dataCenters;
	if (area === 'accounts' && first?.id === site.dataCenter) app.route('/', controlsRoutes);
	// A fault of the practice Zoho itself: no details, they might hold a secret.
	app.onError((_error, c) => c.html(serverErrorPage, 500));
	return getRequestListener(app.fetch);
};
