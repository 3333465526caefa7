import * as z from 'zod/mini';
import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {unwrap} from '../../kit/command.js';
import {connectionJson} from '../../kit/output/json-views.js';
import {productsOf} from '../../zoho/products/route.js';
import {jsonText, type Tool, toolOf} from './tool.js';
import {type AgentWorld, readOffered} from './world.js';

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

export const listConnections = (allow: readonly string[]): Tool =>
	toolOf({
		schema: z.object({}),
		example: '{}',
		name: 'list_connections',
		title: 'List Zoho connections',
		description:
			'The saved Zoho connections: link name, products, data center, scopes, health, account, organization. Call it first: every other tool takes a link name from here.',
		properties: {},
		run: async world => {
			const file = unwrap(await readOffered(world));
			const now = world.runtime.clock.now();
			const connections = Object.values(file.connections).map(row => view(row, file, now));
			const nextStep = connections.length === 0 ? {nextStep: 'A person runs: zconn new'} : {};
			return {texts: [jsonText({connections, ...modeOf(world, allow), ...nextStep}, world)]};
		},
	});
