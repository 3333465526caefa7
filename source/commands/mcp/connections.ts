import * as z from 'zod/mini';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {connectionJson} from '../../kit/output/json-views.js';
import {productsOf} from '../../zoho/products/route.js';
import {ok} from '../../zoho/refusal.js';
import {jsonText, readGiven, type Tool} from './tool.js';
import type {AgentWorld} from './world.js';
import {readOffered} from './world.js';

const view = (connection: Connection, file: ConnectionsFile, now: number) => {
	const {linkName, name, dataCenter, scopes, health, healthReason, account, organization} = connectionJson(
		connection,
		file,
		now,
	);
	return {
		connection: linkName,
		name,
		dataCenter,
		products: productsOf(scopes).map(product => ({
			product: product.id,
			name: product.name,
			...(product.organization
				? {
						organization: `${product.organization.in} ${product.organization.name}${product.organization.isRequired ? ', required' : ''}`,
					}
				: {}),
		})),
		scopes,
		health,
		healthReason,
		account: account && {name: account.name, email: account.email},
		organization,
		...(health === 'needs reconnecting' ? {nextStep: `A person runs: zconn reconnect ${linkName}`} : {}),
	};
};

/** How this server was started, so that an agent does not try what cannot be. */
const modeOf = ({limits}: AgentWorld, allow: readonly string[]) => ({
	changes: limits.isReadOnly ? 'refused: only calls that read are made' : 'allowed with write_api',
	allowedCalls: allow.length === 0 ? 'all' : allow,
});

export const listConnections = (allow: readonly string[]): Tool => ({
	name: 'list_connections',
	title: 'List Zoho connections',
	description:
		'The saved Zoho connections: link name, products, data center, scopes, health, account, organization. Call it first: every other tool takes a link name from here.',
	properties: {},
	run: async (world, given) => {
		const read = readGiven(z.object({}), given, '{}');
		if (!read.ok) return read;
		const file = await readOffered(world);
		if (!file.ok) return file;
		const now = world.runtime.clock.now();
		const connections = Object.values(file.value.connections).map(row => view(row, file.value, now));
		const nextStep = connections.length === 0 ? {nextStep: 'A person runs: zconn new'} : {};
		return ok({texts: [jsonText({connections, ...modeOf(world, allow), ...nextStep}, world)]});
	},
});
