import {type Context, Hono} from 'hono';
import {changeSettings, deleteClient, editClient, findClient, registerClient} from '../clients.js';
import {readForm} from '../http.js';
import {
	addClientButton,
	chooseTypeBody,
	clientListBody,
	secretTabBody,
	settingsTabBody,
} from '../pages/console.js';
import {developerOf} from '../people.js';
import type {Client} from '../state.js';
import type {World} from '../world.js';
import {
	addClient,
	applications,
	type ConsoleSite,
	showForm,
	showNotFound,
	showPage,
	submitForm,
} from './form.js';
import {selfClientRoutes} from './self-client.js';

/** Runs a handler with the client of the address, when this console may show it. */
const withClient =
	(site: ConsoleSite, handle: (c: Context, client: Client) => Response | Promise<Response>) =>
	(c: Context) => {
		const client = findClient(site.world, c.req.param('id'));
		return client?.home === site.dataCenter ? handle(c, client) : showNotFound(site, c);
	};

/** The two types whose form asks for something. */
const creations = [
	{type: 'server-based', title: 'Server-based Applications'},
	{type: 'non-browser', title: 'Non-browser Applications'},
] as const;

const creationOf = ({type, title}: (typeof creations)[number]) =>
	({
		type,
		title,
		action: `/clients/new/${type}`,
		button: 'Create',
		cancel: '/',
		trail: [applications, addClient],
	}) as const;
const emptyForm = {name: '', homepage: '', redirectUris: ['']} as const;

const listRoutes = (site: ConsoleSite): Hono => {
	const app = new Hono();
	const {world, dataCenter} = site;
	const developer = developerOf(dataCenter);
	if (developer === undefined) throw new Error(`No one lives in the data center ${dataCenter}.`);
	app.get('/', c => {
		const {clients} = world.state;
		const listed = clients.filter(client => client.home === dataCenter);
		const body = clientListBody(developer, listed, clients.length - listed.length);
		return showPage(site, c, {title: 'Applications', body, aside: addClientButton});
	});
	app.get('/clients/new', c =>
		showPage(site, c, {title: 'Add Client', body: chooseTypeBody(developer), trail: [applications]}),
	);
	for (const each of creations) {
		const creation = creationOf(each);
		app.get(creation.action, c => showForm(site, c, {...creation, form: emptyForm}));
		app.post(creation.action, c =>
			submitForm(
				site,
				c,
				creation,
				form => `/clients/${registerClient(world, form, dataCenter, each.type).id}`,
			),
		);
	}
	return app;
};

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

const clientRoutes = (site: ConsoleSite): Hono => {
	const app = new Hono();
	const {world} = site;
	app.get(
		'/clients/:id',
		withClient(site, (c, client) =>
			showPage(site, c, {title: client.name, body: secretTabBody(client), trail: [applications]}),
		),
	);
	app.get(
		'/clients/:id/settings',
		withClient(site, (c, client) =>
			showPage(site, c, {title: client.name, body: settingsTabBody(client), trail: [applications]}),
		),
	);
	app.post(
		'/clients/:id/settings',
		withClient(site, async (c, client) => {
			const fields = await readForm(c);
			changeSettings(world, client, {
				sameCredentials: fields.has('same-credentials'),
				enabled: fields.getAll('data-center'),
			});
			return c.redirect(`${pathOf(client)}/settings`, 303);
		}),
	);
	app.get(
		'/clients/:id/edit',
		withClient(site, (c, client) => showForm(site, c, {...edition(client), form: client})),
	);
	app.post(
		'/clients/:id/edit',
		withClient(site, (c, client) =>
			submitForm(site, c, edition(client), form => {
				editClient(world, client, form);
				return pathOf(client);
			}),
		),
	);
	app.post(
		'/clients/:id/delete',
		withClient(site, (c, client) => {
			deleteClient(world, client);
			return c.redirect('/', 303);
		}),
	);
	return app;
};

/** The API Console of one data center. It lists the clients that were registered in it. */
export const consoleApp = (world: World, dataCenter: string): Hono => {
	const site = {world, dataCenter};
	return new Hono()
		.route('/', selfClientRoutes(site))
		.route('/', listRoutes(site))
		.route('/', clientRoutes(site));
};
