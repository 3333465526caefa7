import {type Context, Hono} from 'hono';
import {createMiddleware} from 'hono/factory';
import {type ClientType, clientTypeNames} from '../../zoho/flows/client-type.js';
import {changeSettings, deleteClient, editClient, findClient, registerClient} from '../clients.js';
import {showPage} from '../frames.js';
import {readForm} from '../http.js';
import {
	addClientButton,
	chooseTypeBody,
	clientListBody,
	secretTabBody,
	settingsTabBody,
} from '../pages/console.js';
import type {Html} from '../pages/layout.js';
import {developerOf} from '../people.js';
import type {Client} from '../state.js';
import {addClient, applications, type ClientPage, showForm, showNotFound, submitForm} from './form.js';
import {codeRoutes, selfClientRoutes} from './self-client.js';

/** The form of a type that is asked for something. */
const creationOf = (type: ClientType) =>
	({
		type,
		title: clientTypeNames[type],
		action: `/clients/new/${type}`,
		button: 'Create',
		cancel: '/',
		trail: [applications, addClient],
	}) as const;
const emptyForm = {name: '', homepage: '', redirectUris: ['']} as const;

const listRoutes = new Hono<ClientPage>();
listRoutes.get('/', c => {
	const {world, dataCenter} = c.var;
	const {clients} = world.state;
	const listed = clients.filter(client => client.home === dataCenter);
	const body = clientListBody(developerOf(dataCenter), listed, clients.length - listed.length);
	return showPage(c, 'console', {title: 'Applications', body, aside: addClientButton});
});
listRoutes.get('/clients/new', c =>
	showPage(c, 'console', {
		title: 'Add Client',
		body: chooseTypeBody(developerOf(c.var.dataCenter)),
		trail: [applications],
	}),
);
for (const type of ['server-based', 'non-browser'] as const) {
	const creation = creationOf(type);
	listRoutes.get(creation.action, c => showForm(c, {...creation, form: emptyForm}));
	listRoutes.post(creation.action, c =>
		submitForm(
			c,
			creation,
			form => `/clients/${registerClient(c.var.world, form, c.var.dataCenter, type).id}`,
		),
	);
}

/** Lets only those pages through whose client this console may show. */
const requireClient = createMiddleware<ClientPage>(async (c, next) => {
	const client = findClient(c.var.world, c.req.param('id'));
	if (client?.home !== c.var.dataCenter) return showNotFound(c);
	c.set('client', client);
	return next();
});

const showTab = (c: Context<ClientPage>, body: Html) =>
	showPage(c, 'console', {title: c.var.client.name, body, trail: [applications]});

const pathOf = (client: Client): string => `/clients/${client.id}`;

const edition = (client: Client) =>
	({
		type: client.type,
		title: 'Edit client',
		action: `${pathOf(client)}/edit`,
		button: 'Update',
		cancel: pathOf(client),
		trail: [applications, {href: pathOf(client), text: client.name}],
	}) as const;

const clientRoutes = new Hono<ClientPage>();
clientRoutes.use('/clients/:id/*', requireClient);
clientRoutes.get('/clients/:id', c => showTab(c, secretTabBody(c.var.client)));
clientRoutes.get('/clients/:id/settings', c => showTab(c, settingsTabBody(c.var.client)));
clientRoutes.post('/clients/:id/settings', async c => {
	const fields = await readForm(c);
	changeSettings(c.var.client, {
		sameCredentials: fields.has('same-credentials'),
		enabled: fields.getAll('data-center'),
	});
	return c.redirect(`${pathOf(c.var.client)}/settings`, 303);
});
clientRoutes.get('/clients/:id/edit', c => showForm(c, {...edition(c.var.client), form: c.var.client}));
clientRoutes.post('/clients/:id/edit', c => {
	const {client} = c.var;
	return submitForm(c, edition(client), form => {
		editClient(client, form);
		return pathOf(client);
	});
});
clientRoutes.post('/clients/:id/delete', c => {
	deleteClient(c.var.world, c.var.client);
	return c.redirect('/', 303);
});

/** The API Console of one data center. It lists the clients that were registered in it. */
export const consoleApp = new Hono();
for (const part of [selfClientRoutes, listRoutes, clientRoutes, codeRoutes]) consoleApp.route('/', part);
