import {type Context, Hono} from 'hono';
import {registerClient, selfClientOf} from '../clients.js';
import {showPage} from '../frames.js';
import {readForm} from '../http.js';
import {choosePortalBody, codeBody, createSelfClientBody, generateTabBody} from '../pages/self-client.js';
import {developerOf} from '../people.js';
import {type CodeForm, checkCodeForm, generateCode} from '../self-client.js';
import {addClient, applications, type ClientPage, showNotFound} from './form.js';

const action = '/clients/new/self-client';

const emptyForm: CodeForm = {scope: '', minutes: '3', description: ''};

const show = (c: Context<ClientPage>, form: CodeForm, problem?: string) =>
	showPage(c, 'console', {
		title: c.var.client.name,
		body: generateTabBody(c.var.client, form, problem),
		trail: [applications],
		status: problem === undefined ? 200 : 400,
	});

const generate = async (c: Context<ClientPage>): Promise<Response> => {
	const {client} = c.var;
	const fields = await readForm(c);
	const form = {
		scope: fields.get('scope') ?? '',
		minutes: fields.get('minutes') ?? '',
		description: fields.get('description') ?? '',
	};
	const problem = checkCodeForm(form);
	if (problem !== undefined) return show(c, form, problem);
	const person = developerOf(c.var.dataCenter);
	const chosen = person.organizations.find(({id}) => id === fields.get('organization'));
	const look = {title: client.name, trail: [applications]};
	if (chosen === undefined && person.organizations.length > 1)
		return showPage(c, 'console', {...look, body: choosePortalBody(client, form, person)});
	const organizationId = (chosen ?? person.organizations[0]).id;
	const code = generateCode(c.var.world, client, form, {personId: person.id, organizationId});
	return showPage(c, 'console', {...look, body: codeBody(client, code, form)});
};

/** The Self Client of the console's owner, of whom there is one. */
export const selfClientRoutes = new Hono<ClientPage>();
selfClientRoutes.get(action, async c => {
	const own = selfClientOf(c.var);
	return own === undefined
		? showPage(c, 'console', {
				title: 'Self Client',
				body: createSelfClientBody(),
				trail: [applications, addClient],
			})
		: c.redirect(`/clients/${own.id}`, 303);
});
selfClientRoutes.post(action, c => {
	const form = {name: 'Self Client', homepage: '', redirectUris: []};
	const {world, dataCenter} = c.var;
	const own = selfClientOf(c.var) ?? registerClient(world, form, dataCenter, 'self-client');
	return c.redirect(`/clients/${own.id}`, 303);
});

/** Its tab *Generate Code*. */
export const codeRoutes = new Hono<ClientPage>();
const path = '/clients/:id/generate';
codeRoutes.use(path, async (c, next) => (c.var.client.type === 'self-client' ? next() : showNotFound(c)));
codeRoutes.get(path, c => show(c, emptyForm));
codeRoutes.post(path, c => generate(c));
