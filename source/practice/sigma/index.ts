import {type Context, Hono} from 'hono';
import {html} from 'hono/html';
import {readForm} from '../http.js';
import {
	chooseServiceBody,
	extensionBody,
	extensionsBody,
	newExtensionBody,
	workspacesBody,
} from '../pages/sigma.js';
import {developerOf, fullName} from '../people.js';
import {newId} from '../world.js';
import {callbackRoute, connectionsApp} from './connections.js';
import {
	type At,
	addWorkspace,
	requirePlace,
	requireWorkspace,
	showNotFound,
	showSigma,
	trailOf,
	workspacesLink,
	workspacesOf,
} from './site.js';
import {productOf} from './state.js';

const longest = 50;

const showWorkspaces = (c: Context, problem = '') => {
	const developer = fullName(developerOf(c.var.dataCenter));
	return showSigma(c, {
		title: 'Zoho Sigma',
		body: workspacesBody(developer, workspacesOf(c.var), problem),
		status: problem === '' ? 200 : 400,
	});
};

const homeRoutes = new Hono();
homeRoutes.get('/sigma', c => showWorkspaces(c));
homeRoutes.post('/sigma/workspaces', async c => {
	const name = ((await readForm(c)).get('workspace') ?? '').trim();
	if (name === '' || name.length > longest)
		return showWorkspaces(c, 'Enter a name of at most 50 characters.');
	return c.redirect(`/sigma/${addWorkspace(c.var, name).id}`, 303);
});

const workspaceRoutes = new Hono<At>();
workspaceRoutes.get('/', c => {
	const {workspace} = c.var;
	return showSigma(c, {
		title: workspace.name,
		body: extensionsBody(workspace),
		trail: [workspacesLink],
		aside: html`<a class="button" href="/sigma/${workspace.id}/new-extension">New Extension</a>`,
	});
});
workspaceRoutes.get('/connections', c => {
	const {workspace} = c.var;
	const body = chooseServiceBody(workspace.id);
	return showSigma(c, {title: 'Connections', body, trail: trailOf(workspace)});
});
workspaceRoutes.get('/connections/choose', c => {
	const product = productOf(c.req.query('service'));
	return product && !product.hasOwnConnections
		? c.redirect(`/sigma/${c.var.workspace.id}/products/${product.id}/connections`, 303)
		: showNotFound(c);
});

const extensionRoutes = new Hono<At>();
const showForm = (c: Context<At>, problem = '') =>
	showSigma(c, {
		title: 'New Extension',
		body: newExtensionBody(c.var.workspace.id, problem),
		trail: trailOf(c.var.workspace),
		status: problem === '' ? 200 : 400,
	});
extensionRoutes.get('/new-extension', c => showForm(c));
extensionRoutes.post('/new-extension', async c => {
	const {workspace} = c.var;
	const form = await readForm(c);
	const name = (form.get('name') ?? '').trim();
	const product = productOf(form.get('product') ?? undefined);
	if (name === '' || name.length > longest || !product)
		return showForm(c, 'Enter a name of at most 50 characters, and choose a service.');
	const extension = {id: newId(c.var.world).slice(0, 12), name, product: product.id};
	workspace.extensions.push(extension);
	return c.redirect(`/sigma/${workspace.id}`, 303);
});

const tabRoutes = new Hono<At>();
for (const [path, tab] of [
	['/', 'configure'],
	['/build', 'build'],
] as const)
	tabRoutes.get(path, c => {
		const {title, path, product, trail} = c.var.place;
		return showSigma(c, {title, body: extensionBody(path, product, tab), trail: trail.slice(0, -1)});
	});

const workspaceApp = new Hono<At>()
	.use(requireWorkspace)
	.route('/', workspaceRoutes)
	.route('/', extensionRoutes);
for (const base of ['/extensions/:place', '/products/:place'])
	workspaceApp.use(`${base}/*`, requirePlace).route(base, connectionsApp);
workspaceApp.route('/extensions/:place', tabRoutes);

/**
 * The Sigma of one data center, as far as a custom connection needs it: workspaces, extensions, their connections. It goes through the real
 * OAuth code flow with the practice accounts server, under a callback of its own, and reaches nothing off this machine.
 */
export const sigmaApp = new Hono()
	.route('/', callbackRoute)
	.route('/', homeRoutes)
	.route('/sigma/:workspace', workspaceApp);
