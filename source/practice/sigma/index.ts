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
import {newId, type World} from '../world.js';
import {connectionRoutes} from './connections.js';
import {
	addWorkspace,
	findWorkspace,
	placeAt,
	type SigmaSite,
	showNotFound,
	showPage,
	workspacesLink,
	workspacesOf,
} from './site.js';
import {productOf, type Workspace} from './state.js';

const withWorkspace =
	(site: SigmaSite, handle: (c: Context, workspace: Workspace) => Response | Promise<Response>) =>
	(c: Context) => {
		const workspace = findWorkspace(site, c.req.param('workspace'));
		return workspace ? handle(c, workspace) : showNotFound(site, c);
	};

const longest = 50;

const showWorkspaces = (site: SigmaSite, c: Context, problem = '') => {
	const developer = developerOf(site.dataCenter);
	return showPage(site, c, {
		title: 'Zoho Sigma',
		body: workspacesBody(developer ? fullName(developer) : '', workspacesOf(site), problem),
		status: problem === '' ? 200 : 400,
	});
};

const workspaceRoutes = (site: SigmaSite): Hono => {
	const app = new Hono();
	app.get('/sigma', c => showWorkspaces(site, c));
	app.post('/sigma/workspaces', async c => {
		const name = ((await readForm(c)).get('workspace') ?? '').trim();
		if (name === '' || name.length > longest)
			return showWorkspaces(site, c, 'Enter a name of at most 50 characters.');
		return c.redirect(`/sigma/${addWorkspace(site, name).id}`, 303);
	});
	app.get(
		'/sigma/:workspace',
		withWorkspace(site, (c, workspace) =>
			showPage(site, c, {
				title: workspace.name,
				body: extensionsBody(workspace),
				trail: [workspacesLink],
				aside: html`<a class="button" href="/sigma/${workspace.id}/new-extension">New Extension</a>`,
			}),
		),
	);
	app.get(
		'/sigma/:workspace/connections',
		withWorkspace(site, (c, workspace) =>
			showPage(site, c, {
				title: 'Connections',
				body: chooseServiceBody(workspace.id),
				trail: [workspacesLink, {href: `/sigma/${workspace.id}`, text: workspace.name}],
			}),
		),
	);
	app.get(
		'/sigma/:workspace/connections/choose',
		withWorkspace(site, (c, workspace) => {
			const product = productOf(c.req.query('service'));
			return product && !product.hasOwnConnections
				? c.redirect(`/sigma/${workspace.id}/products/${product.id}/connections`, 303)
				: showNotFound(site, c);
		}),
	);
	return app;
};

const extensionRoutes = (site: SigmaSite): Hono => {
	const app = new Hono();
	const showForm = (c: Context, workspace: Workspace, problem = '') =>
		showPage(site, c, {
			title: 'New Extension',
			body: newExtensionBody(workspace.id, problem),
			trail: [workspacesLink, {href: `/sigma/${workspace.id}`, text: workspace.name}],
			status: problem === '' ? 200 : 400,
		});
	app.get(
		'/sigma/:workspace/new-extension',
		withWorkspace(site, (c, workspace) => showForm(c, workspace)),
	);
	app.post(
		'/sigma/:workspace/new-extension',
		withWorkspace(site, async (c, workspace) => {
			const form = await readForm(c);
			const name = (form.get('name') ?? '').trim();
			const product = productOf(form.get('product') ?? undefined);
			if (name === '' || name.length > longest || !product)
				return showForm(c, workspace, 'Enter a name of at most 50 characters, and choose a service.');
			const extension = {id: newId(site.world).slice(0, 12), name, product: product.id};
			workspace.extensions.push(extension);
			site.world.save();
			return c.redirect(`/sigma/${workspace.id}`, 303);
		}),
	);
	for (const tab of ['configure', 'build'] as const)
		app.get(`/sigma/:workspace/extensions/:place${tab === 'build' ? '/build' : ''}`, c => {
			const place = placeAt(site, c);
			return place
				? showPage(site, c, {
						title: place.title,
						body: extensionBody(place.path, place.product, tab),
						trail: place.trail.slice(0, -1),
					})
				: showNotFound(site, c);
		});
	return app;
};

/**
 * The Sigma of one data center, as far as a custom connection needs it: workspaces, extensions, their connections. It goes through the real
 * OAuth code flow with the practice accounts server, under a callback of its own, and reaches nothing off this machine.
 */
export const sigmaApp = (world: World, dataCenter: string): Hono => {
	const site = {world, dataCenter};
	return new Hono()
		.route('/', connectionRoutes(site))
		.route('/', workspaceRoutes(site))
		.route('/', extensionRoutes(site));
};
