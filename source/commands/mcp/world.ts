import type {ConnectionsFile} from '../../connection/file/format.js';
import {noSuchConnection} from '../../connection/refusals.js';
import type {Concealer} from '../../connection/secrets/conceal.js';
import {secretsWithPlaces} from '../../connection/secrets/places.js';
import {type ApiCaller, createApiCaller} from '../../io/network/api-call.js';
import type {Runtime} from '../../io/runtime.js';
import {unwrap} from '../../kit/command.js';
import type {CallLimits} from '../../zoho/operations/guard.js';
import {ok, type Refusal, RefusedError, type Result} from '../../zoho/refusal.js';
import type {createAnswers} from './answers.js';

export type AgentWorld = {
	readonly runtime: Pick<Runtime, 'clock' | 'secrets'> & {
		readonly overlay: Pick<Runtime['overlay'], 'read' | 'pull' | 'sharedRows'>;
		readonly shared: Pick<Runtime['shared'], 'isKnown'>;
	};
	/** The only connections that are offered; undefined for all of them. */
	readonly offered: ReadonlySet<string> | undefined;
	readonly limits: CallLimits;
	readonly call: ApiCaller;
	readonly answers: ReturnType<typeof createAnswers>;
	readonly concealer: Concealer;
	/** What a person types for `zconn` here, where it is more than that. */
	readonly program: string | undefined;
};

/** How long rows of the shared store are taken for current, in milliseconds. */
const pullEvery = 30_000;

const notOffered = (linkName: string, offered: ReadonlySet<string>): Refusal => ({
	id: 'connection-not-offered',
	what: `The connection "${linkName}" is not offered here.`,
	why: `This server was started for ${[...offered].join(', ')} only.`,
	next: `A person can add it where the server is configured: zconn mcp --connection ${linkName}`,
	exitCode: 2,
});

/** A caller that makes every token known to the concealer before it is sent anywhere. */
export const createConcealedCaller = (
	runtime: Parameters<typeof createApiCaller>[0],
	concealer: Concealer,
): ApiCaller =>
	createApiCaller({
		...runtime,
		tokenKeeper: {
			accessToken: async (linkName, settings) => {
				const token = await runtime.tokenKeeper.accessToken(linkName, settings);
				if (token.ok) concealer.add(token.value.accessToken);
				return token;
			},
		},
	});

let pulledAt = Number.NEGATIVE_INFINITY;

/** The saved connections that are offered, with those of the shared store. */
export const readOffered = async ({runtime, offered}: AgentWorld): Promise<Result<ConnectionsFile>> => {
	const {shared, overlay, clock} = runtime;
	if (shared.isKnown && clock.now() - pulledAt > pullEvery) {
		pulledAt = clock.now();
		const pulled = await overlay.pull();
		if (!pulled.ok && overlay.sharedRows().size === 0) return pulled;
	}
	const file = overlay.read();
	if (!file.ok || !offered) return file;
	const rows = Object.entries(file.value.connections).filter(([name]) => offered.has(name));
	return ok({...file.value, connections: Object.fromEntries(rows)});
};

/** Makes sure that a connection is offered, and that no answer shows its secrets from now on. */
export const openOffered = async (world: AgentWorld, linkName: string): Promise<void> => {
	const {runtime, offered, concealer} = world;
	if (offered && !offered.has(linkName)) throw new RefusedError(notOffered(linkName, offered));
	const {services, connections} = unwrap(await readOffered(world));
	const names = Object.keys(connections);
	const connection = names.includes(linkName) ? connections[linkName] : undefined;
	const service = connection && services[connection.service];
	if (!connection || !service) throw new RefusedError(noSuchConnection(linkName, names));
	const rows = {services: {[service.linkName]: service}, connections: {[linkName]: connection}};
	for (const [secret, place] of secretsWithPlaces(rows)) {
		// What the shared store keeps is opened where it is used, and never here.
		if ('shared' in secret) continue;
		const opened = await runtime.secrets.open(secret, place);
		if (opened.ok) concealer.add(opened.value);
	}
};
