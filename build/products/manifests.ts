import type {ManifestKey} from '../../source/zoho/products/product.js';

/** Zoho's own extension toolkit checks and packs these; it is newer than the single manifests that the facts were taken from. */
export const manifestSource = 'npm zoho-extension-toolkit 1.0.24';

/** The key that names connections, by the extension's product. */
export const manifests: Readonly<Record<string, ManifestKey>> = {
	books: 'usedConnections',
	inventory: 'usedConnections',
	billing: 'usedConnections',
	expense: 'usedConnections',
	desk: 'connectors',
	projects: 'connectors',
	people: 'connectors',
	mail: 'connectors',
	qntrl: 'connectors',
	writer: 'connectors',
	sprints: 'connectors',
	crm: 'none',
	bigin: 'none',
	recruit: 'none',
	fsm: 'none',
	creator: 'none',
	catalyst: 'none',
	'servicedesk-plus': 'none',
};
