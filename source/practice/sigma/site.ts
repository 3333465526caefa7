import type {Context} from 'hono';
import {html} from 'hono/html';
import {frameOf, sendPage} from '../frames.js';
import {errorBody} from '../pages/accounts.js';
import {type Html, type Look, type NavigationLink, page} from '../pages/layout.js';
import {sourceNote} from '../pages/sigma.js';
import {newId, type World} from '../world.js';
import {productOf, type SigmaProduct, type Workspace} from './state.js';

/** One Sigma: of which world and data center. */
export type SigmaSite = {readonly world: World; readonly dataCenter: string};

export const workspacesLink: NavigationLink = {href: '/sigma', text: 'My Workspaces'};

export const showPage = (
	{world, dataCenter}: SigmaSite,
	c: Context,
	shown: Look & {readonly title: string; readonly body: Html; readonly status?: 200 | 400 | 404},
) => {
	const {title, body, status = 200, ...look} = shown;
	const whole = html`${body}${sourceNote}`;
	return sendPage(
		c,
		page(frameOf(world, dataCenter, 'sigma'), title, whole, {hasErrors: status === 400, ...look}),
		status,
	);
};

export const showNotFound = (site: SigmaSite, c: Context) =>
	showPage(site, c, {
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
export const addWorkspace = ({world, dataCenter}: SigmaSite, name: string): Workspace => {
	const workspace = {
		id: newId(world).slice(0, 12),
		name,
		dataCenter,
		extensions: samples.map(sample => ({id: newId(world).slice(0, 12), ...sample})),
	};
	world.state.sigma.workspaces.push(workspace);
	world.save();
	return workspace;
};

/** The workspaces of this data center; at the first visit there is one, as the guide begins with an extension that exists. */
export const workspacesOf = (site: SigmaSite): readonly Workspace[] => {
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

export const findWorkspace = (site: SigmaSite, id: string | undefined): Workspace | undefined =>
	workspacesOf(site).find(workspace => workspace.id === id);

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
		trail: [
			workspacesLink,
			{href: `/sigma/${workspace.id}`, text: workspace.name},
			{href: path, text: extension.name},
		],
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
		trail: [
			workspacesLink,
			{href: `/sigma/${workspace.id}`, text: workspace.name},
			{href: `/sigma/${workspace.id}/connections`, text: 'Connections'},
		],
	};
};

/** The place of an address; undefined where this Sigma has none such. */
export const placeAt = (site: SigmaSite, c: Context): Place | undefined => {
	const workspace = findWorkspace(site, c.req.param('workspace'));
	if (!workspace) return undefined;
	return c.req.path.includes('/products/')
		? productPlace(workspace, c.req.param('place'))
		: extensionPlace(workspace, c.req.param('place'));
};
