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
import {newId, type Site} from '../world.js';
import {beginConnect, callbackOf, delugeOf, finishConnect, jsonOf, whyNotHere} from './connect.js';
import {checkService, type FieldProblem, linkNameFrom, serviceFields} from './fields.js';
import {type At, type Place, requires, showSigma} from './site.js';
import type {SigmaConnection, SigmaService} from './state.js';

const servicesOf = ({world}: Site, {workspace}: Place): readonly SigmaService[] =>
	world.state.sigma.services.filter(service => service.workspace === workspace.id);

const connectionsOf = ({world}: Site, place: Place): readonly SigmaConnection[] =>
	world.state.sigma.connections.filter(
		connection => connection.workspace === place.workspace.id && connection.place === place.id,
	);

const requireService = (idOf: (c: Context<At>) => string | undefined) =>
	requires('service', c => servicesOf(c.var, c.var.place).find(({id}) => id === idOf(c)));

const trailOf = ({trail, path}: Place) => [...trail, {href: `${path}/connections`, text: 'Connections'}];

const listRoutes = new Hono<At>();
listRoutes.get('/connections', c => {
	const {place} = c.var;
	return showSigma(c, {
		title: 'Connections',
		body: connectionsBody(place.path, connectionsOf(c.var, place)),
		trail: place.trail,
		aside: html`<a class="button" href="${place.path}/connections/new">${place.button}</a>`,
	});
});
listRoutes.get('/connections/new', c => {
	const {place} = c.var;
	const tab = c.req.query('tab') === 'custom' ? 'custom' : 'default';
	return showSigma(c, {
		title: 'Connection',
		body: pickServiceBody(place.path, tab, servicesOf(c.var, place)),
		trail: trailOf(place),
	});
});

const showServiceForm = (
	c: Context<At>,
	fields: Readonly<Record<string, string>>,
	problems: readonly FieldProblem[],
) =>
	showSigma(c, {
		title: 'Create New Service',
		body: serviceFormBody(c.var.place.path, fields, problems),
		trail: trailOf(c.var.place),
		status: problems.length === 0 ? 200 : 400,
	});

const newServiceRoutes = new Hono<At>();
newServiceRoutes.get('/services/new', c => showServiceForm(c, {}, []));
newServiceRoutes.post('/services/new', async c => {
	const {place, world} = c.var;
	const form = await readForm(c);
	const fields = Object.fromEntries(serviceFields.map(({key}) => [key, (form.get(key) ?? '').trim()]));
	const problems = checkService(fields);
	if (problems.length > 0) return showServiceForm(c, fields, problems);
	const taken = servicesOf(c.var, place).map(({linkName}) => linkName);
	const service = {
		id: newId(world).slice(0, 12),
		workspace: place.workspace.id,
		linkName: linkNameFrom(fields['service-name'] ?? '', taken) || `service_${taken.length + 1}`,
		fields,
	};
	world.state.sigma.services.push(service);
	return c.redirect(`${place.path}/services/${service.id}`, 303);
});

/** What is wrong with the names of a new connection, in words of ours; `''` where nothing is. */
const checkNames = (name: string, linkName: string, taken: readonly string[]): string => {
	if (name === '' || name.length > 50) return 'Enter a Connection Name of at most 50 characters.';
	if (linkName === '') return 'Enter a Connection Link Name: none can be made of this name.';
	if (!/^[a-z][a-z0-9_]{0,49}$/u.test(linkName))
		return 'A Connection Link Name begins with a lowercase letter; then come lowercase letters, digits and _.';
	return taken.includes(linkName) ? `The Connection Link Name ${linkName} is taken.` : '';
};

const showDetails = (c: Context<At>, name: string, problem: string) =>
	showSigma(c, {
		title: 'Connection Details',
		body: detailsFormBody(c.var.place.path, c.var.service, {name, problem}),
		trail: trailOf(c.var.place),
		status: problem === '' ? 200 : 400,
	});

const serviceRoutes = new Hono<At>();
serviceRoutes.use(
	'/services/:service',
	requireService(c => c.req.param('service')),
);
serviceRoutes.get('/services/:service', c => showDetails(c, '', ''));
serviceRoutes.post('/services/:service', async c => {
	const {place, service, world} = c.var;
	const form = await readForm(c);
	const name = (form.get('connection-name') ?? '').trim();
	const taken = world.state.sigma.connections
		.filter(({workspace}) => workspace === place.workspace.id)
		.map(({linkName}) => linkName);
	const linkName = (form.get('connection-link-name') ?? '').trim() || linkNameFrom(name, taken);
	const problem = checkNames(name, linkName, taken);
	if (problem !== '') return showDetails(c, name, problem);
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
	return c.redirect(`${place.path}/connections/${connection.id}`, 303);
});

const consentRoutes = new Hono<At>();
consentRoutes.use(
	'/connections/:connection/*',
	requires('connection', c =>
		connectionsOf(c.var, c.var.place).find(({id}) => id === c.req.param('connection')),
	),
	requireService(c => c.var.connection.service),
);
consentRoutes.get('/connections/:connection', c => {
	const {place, connection, service, world, dataCenter} = c.var;
	const path = `${place.path}/connections/${connection.id}`;
	const tab = c.req.query('code') === 'json' ? 'json' : 'deluge';
	const error = (c.req.query('error') ?? '').slice(0, 60);
	const code = tab === 'json' ? jsonOf(connection, service) : delugeOf(connection);
	const body =
		connection.tokens && error === ''
			? summaryBody(path, {connection, service}, {tab, code})
			: connectBody(path, callbackOf(world, dataCenter), error);
	return showSigma(c, {title: connection.name, body, trail: trailOf(place)});
});
consentRoutes.post('/connections/:connection/connect', c => {
	const away = whyNotHere(c.var.service);
	if (away === undefined) return c.redirect(beginConnect(c.var, c.var), 303);
	return showSigma(c, {
		title: 'Not on this machine',
		body: errorBody({text: away, tip: 'zconn practice sheet NAME prints them.'}),
		trail: trailOf(c.var.place),
		status: 400,
	});
});
consentRoutes.post('/connections/:connection/delete', c => {
	const {sigma} = c.var.world.state;
	sigma.connections = sigma.connections.filter(other => other !== c.var.connection);
	return c.redirect(`${c.var.place.path}/connections`, 303);
});

const pathOf = ({world}: Site, {workspace, place, id}: SigmaConnection): string => {
	const isExtension = world.state.sigma.workspaces.some(
		one => one.id === workspace && one.extensions.some(extension => extension.id === place),
	);
	return `/sigma/${workspace}/${isExtension ? 'extensions' : 'products'}/${place}/connections/${id}`;
};

export const callbackRoute = new Hono();
callbackRoute.get('/sigma/delugeauth/callback', async c => {
	const query = new URL(c.req.url).searchParams;
	const {connections, services} = c.var.world.state.sigma;
	const state = query.get('state');
	const connection = connections.find(({pending}) => pending !== undefined && pending === state);
	const service = services.find(({id}) => id === connection?.service);
	if (!connection || !service)
		return showSigma(c, {
			title: 'Nothing is waiting',
			body: errorBody({
				text: 'This answer did not come from a connection that is waiting.',
				tip: 'Click Connect at the connection again.',
			}),
			status: 400,
		});
	const error = await finishConnect(c.var, {connection, service}, query);
	const path = pathOf(c.var, connection);
	return c.redirect(error === undefined ? path : `${path}?${new URLSearchParams({error})}`, 303);
});

/** Connections of a place, an extension or a workspace's product: list, service, name, consent, summary. */
export const connectionsApp = new Hono<At>();
for (const part of [listRoutes, newServiceRoutes, serviceRoutes, consentRoutes])
	connectionsApp.route('/', part);
