import {type Context, Hono} from 'hono';
import {html} from 'hono/html';
import {readForm} from '../http.js';
import {errorBody} from '../pages/accounts.js';
import {
	connectBody,
	connectionsBody,
	detailsFormBody,
	pickServiceBody,
	serviceFormBody,
	summaryBody,
} from '../pages/sigma.js';
import {newId} from '../world.js';
import {beginConnect, callbackOf, delugeOf, finishConnect, jsonOf, whyNotHere} from './connect.js';
import {checkService, type FieldProblem, linkNameFrom, serviceFields} from './fields.js';
import {type Place, placeAt, type SigmaSite, showNotFound, showPage} from './site.js';
import type {SigmaConnection, SigmaService} from './state.js';

type Handled = Response | Promise<Response>;

const withPlace = (site: SigmaSite, handle: (c: Context, place: Place) => Handled) => (c: Context) => {
	const place = placeAt(site, c);
	return place ? handle(c, place) : showNotFound(site, c);
};

const servicesOf = ({world}: SigmaSite, {workspace}: Place): readonly SigmaService[] =>
	world.state.sigma.services.filter(service => service.workspace === workspace.id);

const connectionsOf = ({world}: SigmaSite, place: Place): readonly SigmaConnection[] =>
	world.state.sigma.connections.filter(
		connection => connection.workspace === place.workspace.id && connection.place === place.id,
	);

const withService = (site: SigmaSite, handle: (c: Context, place: Place, service: SigmaService) => Handled) =>
	withPlace(site, (c, place) => {
		const service = servicesOf(site, place).find(({id}) => id === c.req.param('service'));
		return service ? handle(c, place, service) : showNotFound(site, c);
	});

type Both = {readonly connection: SigmaConnection; readonly service: SigmaService};

const withConnection = (site: SigmaSite, handle: (c: Context, place: Place, both: Both) => Handled) =>
	withPlace(site, (c, place) => {
		const connection = connectionsOf(site, place).find(({id}) => id === c.req.param('connection'));
		const service = servicesOf(site, place).find(({id}) => id === connection?.service);
		return connection && service ? handle(c, place, {connection, service}) : showNotFound(site, c);
	});

const trailOf = ({trail, path}: Place) => [...trail, {href: `${path}/connections`, text: 'Connections'}];

const listRoutes = (site: SigmaSite, base: string): Hono => {
	const app = new Hono();
	app.get(
		`${base}/connections`,
		withPlace(site, (c, place) =>
			showPage(site, c, {
				title: 'Connections',
				body: connectionsBody(place.path, connectionsOf(site, place)),
				trail: place.trail,
				aside: html`<a class="button" href="${place.path}/connections/new">${place.button}</a>`,
			}),
		),
	);
	app.get(
		`${base}/connections/new`,
		withPlace(site, (c, place) =>
			showPage(site, c, {
				title: 'Connection',
				body: pickServiceBody(
					place.path,
					c.req.query('tab') === 'custom' ? 'custom' : 'default',
					servicesOf(site, place),
				),
				trail: trailOf(place),
			}),
		),
	);
	return app;
};

const showServiceForm = (
	site: SigmaSite,
	c: Context,
	place: Place,
	given: {
		readonly fields: Readonly<Record<string, string>>;
		readonly problems: readonly FieldProblem[];
	},
) =>
	showPage(site, c, {
		title: 'Create New Service',
		body: serviceFormBody(place.path, given.fields, given.problems),
		trail: trailOf(place),
		status: given.problems.length === 0 ? 200 : 400,
	});

const serviceRoutes = (site: SigmaSite, base: string): Hono => {
	const app = new Hono();
	const {world} = site;
	app.get(
		`${base}/services/new`,
		withPlace(site, (c, place) => showServiceForm(site, c, place, {fields: {}, problems: []})),
	);
	app.post(
		`${base}/services/new`,
		withPlace(site, async (c, place) => {
			const form = await readForm(c);
			const fields = Object.fromEntries(serviceFields.map(({key}) => [key, (form.get(key) ?? '').trim()]));
			const problems = checkService(fields);
			if (problems.length > 0) return showServiceForm(site, c, place, {fields, problems});
			const taken = servicesOf(site, place).map(({linkName}) => linkName);
			const service = {
				id: newId(world).slice(0, 12),
				workspace: place.workspace.id,
				linkName: linkNameFrom(fields['service-name'] ?? '', taken) || `service_${taken.length + 1}`,
				fields,
			};
			world.state.sigma.services.push(service);
			world.save();
			return c.redirect(`${place.path}/services/${service.id}`, 303);
		}),
	);
	return app;
};

/** What is wrong with the names of a new connection, in words of ours; `''` where nothing is. */
const checkNames = (name: string, linkName: string, taken: readonly string[]): string => {
	if (name === '' || name.length > 50) return 'Enter a Connection Name of at most 50 characters.';
	if (linkName === '') return 'Enter a Connection Link Name: none can be made of this name.';
	if (!/^[a-z][a-z0-9_]{0,49}$/u.test(linkName))
		return 'A Connection Link Name begins with a lowercase letter; then come lowercase letters, digits and _.';
	return taken.includes(linkName) ? `The Connection Link Name ${linkName} is taken.` : '';
};

const detailsRoutes = (site: SigmaSite, base: string): Hono => {
	const app = new Hono();
	const {world} = site;
	const show = (
		c: Context,
		place: Place,
		service: SigmaService,
		given: {readonly name: string; readonly problem: string},
	) =>
		showPage(site, c, {
			title: 'Connection Details',
			body: detailsFormBody(place.path, service, given),
			trail: trailOf(place),
			status: given.problem === '' ? 200 : 400,
		});
	app.get(
		`${base}/services/:service`,
		withService(site, (c, place, service) => show(c, place, service, {name: '', problem: ''})),
	);
	app.post(
		`${base}/services/:service`,
		withService(site, async (c, place, service) => {
			const form = await readForm(c);
			const name = (form.get('connection-name') ?? '').trim();
			const taken = world.state.sigma.connections
				.filter(({workspace}) => workspace === place.workspace.id)
				.map(({linkName}) => linkName);
			const linkName = (form.get('connection-link-name') ?? '').trim() || linkNameFrom(name, taken);
			const problem = checkNames(name, linkName, taken);
			if (problem !== '') return show(c, place, service, {name, problem});
			const connection = {
				id: newId(world).slice(0, 12),
				workspace: place.workspace.id,
				place: place.id,
				service: service.id,
				name,
				linkName,
				usesLoginUser: form.has('login-user'),
			};
			world.state.sigma.connections.push(connection);
			world.save();
			return c.redirect(`${place.path}/connections/${connection.id}`, 303);
		}),
	);
	return app;
};

const consentRoutes = (site: SigmaSite, base: string): Hono => {
	const app = new Hono();
	const {world, dataCenter} = site;
	app.get(
		`${base}/connections/:connection`,
		withConnection(site, (c, place, both) => {
			const {connection, service} = both;
			const path = `${place.path}/connections/${connection.id}`;
			const tab = c.req.query('code') === 'json' ? 'json' : 'deluge';
			const error = (c.req.query('error') ?? '').slice(0, 60);
			const code = tab === 'json' ? jsonOf(connection, service) : delugeOf(connection);
			const body =
				connection.tokens && error === ''
					? summaryBody(path, both, {tab, code})
					: connectBody(path, callbackOf(world, dataCenter), error);
			return showPage(site, c, {title: connection.name, body, trail: trailOf(place)});
		}),
	);
	app.post(
		`${base}/connections/:connection/connect`,
		withConnection(site, (c, place, both) => {
			const away = whyNotHere(both.service);
			if (away === undefined) return c.redirect(beginConnect(world, dataCenter, both), 303);
			return showPage(site, c, {
				title: 'Not on this machine',
				body: errorBody({text: away, tip: 'zconn practice sheet NAME prints them.'}),
				trail: trailOf(place),
				status: 400,
			});
		}),
	);
	app.post(
		`${base}/connections/:connection/delete`,
		withConnection(site, (c, place, {connection}) => {
			const {sigma} = world.state;
			sigma.connections = sigma.connections.filter(other => other !== connection);
			world.save();
			return c.redirect(`${place.path}/connections`, 303);
		}),
	);
	return app;
};

const pathOf = ({world}: SigmaSite, {workspace, place, id}: SigmaConnection): string => {
	const isExtension = world.state.sigma.workspaces.some(
		one => one.id === workspace && one.extensions.some(extension => extension.id === place),
	);
	return `/sigma/${workspace}/${isExtension ? 'extensions' : 'products'}/${place}/connections/${id}`;
};

const callbackRoute = (site: SigmaSite): Hono => {
	const app = new Hono();
	const {world, dataCenter} = site;
	app.get('/sigma/delugeauth/callback', async c => {
		const query = new URL(c.req.url).searchParams;
		const {connections, services} = world.state.sigma;
		const state = query.get('state');
		const connection = connections.find(({pending}) => pending !== undefined && pending === state);
		const service = services.find(({id}) => id === connection?.service);
		if (!connection || !service)
			return showPage(site, c, {
				title: 'Nothing is waiting',
				body: errorBody({
					text: 'This answer did not come from a connection that is waiting.',
					tip: 'Click Connect at the connection again.',
				}),
				status: 400,
			});
		const {error} = await finishConnect(world, dataCenter, {connection, service, query});
		const path = pathOf(site, connection);
		return c.redirect(error === undefined ? path : `${path}?${new URLSearchParams({error})}`, 303);
	});
	return app;
};

/** Connections of an extension and of a workspace's product: list, service, name, consent, summary. */
export const connectionRoutes = (site: SigmaSite): Hono => {
	const app = new Hono().route('/', callbackRoute(site));
	for (const base of ['/sigma/:workspace/extensions/:place', '/sigma/:workspace/products/:place'])
		for (const routes of [listRoutes, serviceRoutes, detailsRoutes, consentRoutes])
			app.route('/', routes(site, base));
	return app;
};
