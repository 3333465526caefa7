import {type Context, Hono} from 'hono';
import {findClient, registerClient, selfClientOf} from '../clients.js';
import {showPage} from '../frames.js';
import {readForm} from '../http.js';
import {choosePortalBody, codeBody, createSelfClientBody, generateTabBody} from '../pages/self-client.js';
import {developerOf} from '../people.js';
import {type CodeForm, checkCodeForm, generateCode} from '../self-client.js';
import type {Client} from '../state.js';
import type {Site} from '../world.js';
import {addClient, applications, showNotFound} from './form.js';

const action = '/clients/new/self-client';

const withSelfClient =
	(site: Site, handle: (c: Context, client: Client) => Response | Promise<Response>) => (c: Context) => {
		const client = findClient(site.world, c.req.param('id'));
		return client?.type === 'self-client' && client.home === site.dataCenter
			? handle(c, client)
			: showNotFound(site, c);
	};

const emptyForm: CodeForm = {scope: '', minutes: '3', description: ''};

const show = (
	site: Site,
	c: Context,
	client: Client,
	{form = emptyForm, problem}: {readonly form?: CodeForm; readonly problem?: string} = {},
) =>
	showPage(site, c, 'console', {
		title: client.name,
		body: generateTabBody(client, form, problem),
		trail: [applications],
		status: problem === undefined ? 200 : 400,
	});

const generate = async (site: Site, c: Context, client: Client): Promise<Response> => {
	const fields = await readForm(c);
	const form = {
		scope: fields.get('scope') ?? '',
		minutes: fields.get('minutes') ?? '',
		description: fields.get('description') ?? '',
	};
	const problem = checkCodeForm(form);
	if (problem !== undefined) return show(site, c, client, {form, problem});
	const person = developerOf(site.dataCenter);
	if (person === undefined) return showNotFound(site, c);
	const chosen = person.organizations.find(({id}) => id === fields.get('organization'));
	const look = {title: client.name, trail: [applications]};
	if (chosen === undefined && person.organizations.length > 1)
		return showPage(site, c, 'console', {...look, body: choosePortalBody(client, form, person)});
	const organizationId = (chosen ?? person.organizations[0]).id;
	const code = generateCode(site.world, client, form, {personId: person.id, organizationId});
	return showPage(site, c, 'console', {...look, body: codeBody(client, code, form)});
};

/** The Self Client of the console's owner, of whom there is one, and its tab *Generate Code*. */
export const selfClientRoutes = (site: Site): Hono => {
	const app = new Hono();
	const {world, dataCenter} = site;
	app.get(action, async c => {
		const own = selfClientOf(world, dataCenter);
		return own === undefined
			? showPage(site, c, 'console', {
					title: 'Self Client',
					body: createSelfClientBody(),
					trail: [applications, addClient],
				})
			: c.redirect(`/clients/${own.id}`, 303);
	});
	app.post(action, c => {
		const form = {name: 'Self Client', homepage: '', redirectUris: []};
		const own = selfClientOf(world, dataCenter) ?? registerClient(world, form, dataCenter, 'self-client');
		return c.redirect(`/clients/${own.id}`, 303);
	});
	app.get(
		'/clients/:id/generate',
		withSelfClient(site, (c, client) => show(site, c, client)),
	);
	app.post(
		'/clients/:id/generate',
		withSelfClient(site, (c, client) => generate(site, c, client)),
	);
	return app;
};
