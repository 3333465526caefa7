import type {Context} from 'hono';
import {createMiddleware} from 'hono/factory';
import {html} from 'hono/html';
import {type Shown, showPage} from '../frames.js';
import {errorBody} from '../pages/accounts.js';
import type {NavigationLink} from '../pages/layout.js';
import {sourceNote} from '../pages/sigma.js';
import {newId, type Site} from '../world.js';
import {
	productOf,
	type SigmaConnection,
	type SigmaProduct,
	type SigmaService,
	type Workspace,
} from './state.js';

export const workspacesLink: NavigationLink = {href: '/sigma', text: 'My Workspaces'};

export const trailOf = ({id, name}: Workspace): readonly NavigationLink[] => [
	workspacesLink,
	{href: `/sigma/${id}`, text: name},
];

export const showSigma = (c: Context, shown: Shown) =>
	showPage(c, 'sigma', {...shown, body: html`${shown.body}${sourceNote}`});

export const showNotFound = (c: Context) =>
	showSigma(c, {
		title: 'Not found',
		body: errorBody({
			text: 'There is no such page in this Sigma.',
			tip: 'It may have been deleted, or belong to the Sigma of another data center.',
		}),
		trail: [workspacesLink],
		status: 404,
	});

const samples = [
	{name: 'Contact Bridge', product: 'books'},
	{name: 'Ticket Bridge', product: 'desk'},
] as const;

/** A workspace with two extensions to make connections for. */
export const addWorkspace = ({world, dataCenter}: Site, name: string): Workspace => {
	const workspace = {
		id: newId(world).slice(0, 12),
		name,
		dataCenter,
		extensions: samples.map(sample => ({id: newId(world).slice(0, 12), ...sample})),
	};
	world.state.sigma.workspaces.push(workspace);
	return workspace;
};

/** The workspaces of this data center; at the first visit there is one, as the guide begins with an extension that exists. */
export const workspacesOf = (site: Site): readonly Workspace[] => {
	const own = site.world.state.sigma.workspaces.filter(({dataCenter}) => dataCenter === site.dataCenter);
	return own.length > 0 ? own : [addWorkspace(site, 'Practice Workspace')];
};

/** Where connections are made: in an extension, or in the menu of a workspace for one product. */
export type Place = {
	readonly workspace: Workspace;
	/** Id of the extension, or of the product. */
	readonly id: string;
	readonly path: string;
	readonly title: string;
	readonly product: SigmaProduct;
	/** What the button at the top right is called. */
	readonly button: 'New Connection' | 'Create Connection';
	readonly trail: readonly NavigationLink[];
};

const extensionPlace = (workspace: Workspace, id: string | undefined): Place | undefined => {
	const extension = workspace.extensions.find(one => one.id === id);
	const product = productOf(extension?.product);
	if (!extension || !product) return undefined;
	const path = `/sigma/${workspace.id}/extensions/${extension.id}`;
	return {
		workspace,
		id: extension.id,
		path,
		title: extension.name,
		product,
		button: 'New Connection',
		trail: [...trailOf(workspace), {href: path, text: extension.name}],
	};
};

const productPlace = (workspace: Workspace, id: string | undefined): Place | undefined => {
	const product = productOf(id);
	if (!product || product.hasOwnConnections) return undefined;
	return {
		workspace,
		id: product.id,
		path: `/sigma/${workspace.id}/products/${product.id}`,
		title: product.name,
		product,
		button: 'Create Connection',
		trail: [...trailOf(workspace), {href: `/sigma/${workspace.id}/connections`, text: 'Connections'}],
	};
};

/** Where a page stands; each of its parts is there where the address has it. */
export type At = {
	Variables: {workspace: Workspace; place: Place; service: SigmaService; connection: SigmaConnection};
};

/** Lets only those pages through that find what they stand on, and hands it on to them. */
export const requires = <Name extends keyof At['Variables']>(
	name: Name,
	find: (c: Context<At>) => At['Variables'][Name] | undefined,
) =>
	createMiddleware<At>(async (c, next) => {
		const found = find(c);
		if (!found) return showNotFound(c);
		c.set(name, found);
		return next();
	});

export const requireWorkspace = requires('workspace', c =>
	workspacesOf(c.var).find(({id}) => id === c.req.param('workspace')),
);

export const requirePlace = requires('place', c => {
	const placeOf = c.req.path.includes('/products/') ? productPlace : extensionPlace;
	return placeOf(c.var.workspace, c.req.param('place'));
});
