import type {RequestListener} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {accountsApp} from './accounts/app.js';
import {apisApp} from './apis/index.js';
import {consoleApp} from './console/index.js';
import {controlsApp} from './controls.js';
import {controlsUrl} from './frames.js';
import {countRequests, keepState, requireLocalHost, requireSameOrigin} from './http.js';
import {serverErrorPage} from './pages/plain.js';
import type {About} from './running.js';
import {sigmaApp} from './sigma/index.js';
import type {Site, World} from './world.js';

export type Area = 'accounts' | 'api' | 'console';

const maxBodyBytes = 256 * 1024;

const aboutOf = (world: World): About => ({
	practice: 'zoho-connections',
	format: 1,
	state: world.stateName,
	controls: controlsUrl(world),
	dataCenters: world.dataCenters,
});

const routesOf = (site: Site, area: Area): Hono => {
	const {world, dataCenter} = site;
	switch (area) {
		case 'accounts': {
			const app = accountsApp(site);
			app.get('/practice/about', c => c.json(aboutOf(world)));
			app.get('/', c => c.redirect(controlsUrl(world)));
			return world.dataCenters[0]?.id === dataCenter ? app.route('/', controlsApp(site)) : app;
		}
		case 'api':
			return apisApp(site);
		case 'console':
			return new Hono().route('/', consoleApp(site)).route('/', sigmaApp(site));
	}
};

/** Everything one origin of the practice Zoho answers, behind the guards they all share. */
export const listenerOf = (world: World, area: Area, dataCenter: string): RequestListener => {
	const app = new Hono();
	app.use(
		requireLocalHost,
		bodyLimit({maxSize: maxBodyBytes, onError: c => c.text('Too long.', 413)}),
		countRequests(world, area, dataCenter),
		keepState(world),
	);
	app.use('/practice/*', requireSameOrigin);
	if (area === 'console') app.use(requireSameOrigin);
	app.route('/', routesOf({world, dataCenter}, area));
	// A fault of the practice Zoho itself: no details, they might hold a secret.
	app.onError((_error, c) => c.html(serverErrorPage, 500));
	return getRequestListener(app.fetch);
};
