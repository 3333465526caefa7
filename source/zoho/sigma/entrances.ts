import type {Product} from '../products/product.js';

/** Where a connection is made: inside the extension, in the menu of the workspace, or in the product itself. */
export type Door = 'extension' | 'workspace' | 'product';

export type Entrance = {
	readonly door: Door;
	/** Where the clicks begin. */
	readonly place: string;
	/** Each click in the words of the page, in its order, up to the empty form of a service. */
	readonly clicks: readonly string[];
	/** What is special about it, or not known; `''` where nothing is. */
	readonly note: string;
};

const ofWorkspace = new Set(['desk', 'writer', 'projects', 'sprints', 'mail']);
const ofExtension = new Set(['bigin', 'people', 'recruit']);

const intoSigma = [
	'Log in to Zoho Sigma.',
	'Select the workspace in which you created the extension.',
] as const;
const toService = ['Under Pick Your Service, go to Custom Service.', 'Click + Create New Service.'] as const;

const insideExtension = (note: string): Entrance => ({
	door: 'extension',
	place: 'Zoho Sigma',
	clicks: [
		...intoSigma,
		'In the Extensions tab, hover over the extension and click Edit.',
		'Switch to the Build tab.',
		'Select Connections on the left sidebar.',
		'Click New Connection at the top right corner of the page.',
		...toService,
	],
	note,
});

/**
 * The clicks up to Sigma's empty form for an extension's product. The finance products, People, Bigin and Recruit have Connections inside the
 * extension; Desk, Writer, Projects, Sprints and Mail in the menu of the workspace; extensions for CRM have none, and the
 * connection is made in the organization.
 *
 * Sources: "Custom Connections" of the Zoho Books extension guide; "Create connections" of the Desk and Writer guides;
 * www.zoho.com/deluge/help/connections.html.
 */
export const entranceOf = ({id, name, manifest}: Product): Entrance => {
	if (ofWorkspace.has(id))
		return {
			door: 'workspace',
			place: 'Zoho Sigma',
			clicks: [
				...intoSigma,
				'Select Connections in the left menu of the workspace.',
				`Choose ${name} under Service, and your organization under Organization.`,
				'Click Create Connection at the top right corner of the page.',
				'Under Pick Your Service, go to Custom Services.',
				'Click Create New Service.',
			],
			note: '',
		};
	if (id === 'crm')
		return {
			door: 'product',
			place: name,
			clicks: [
				`Log in to ${name}.`,
				'Open Setup, then Developer Hub, then Connections.',
				'Click Create Connection.',
				'Under Pick Your Service, go to Custom Services.',
				'Click Create New Service.',
			],
			note: 'Sigma has no Connections for CRM extensions: this one is made in the CRM organization. What is to be installed elsewhere uses Connectors.',
		};
	const isKnown = ofExtension.has(id) || manifest.value === 'usedConnections';
	return insideExtension(
		isKnown
			? ''
			: `Where an extension for ${name} has its connections is not documented; this is the way of Zoho Books.`,
	);
};
