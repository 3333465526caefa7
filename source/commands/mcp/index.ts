import {noSuchConnection} from '../../connection/refusals.js';
import {createConcealer} from '../../connection/secrets/conceal.js';
import type {Runtime} from '../../io/runtime.js';
import {unwrap, withRuntime} from '../../kit/command.js';
import {flagOption, type Invocation, listOption} from '../../kit/invocation.js';
import {printRefusal, say} from '../../kit/output/print.js';
import {createTerminalEvents} from '../../kit/terminal/events.js';
import {readAllowList} from '../../zoho/operations/allow-list.js';
import type {CallLimits} from '../../zoho/operations/guard.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {createAnswers} from './answers.js';
import {readApi, readMore, writeApi} from './call.js';
import {listConnections} from './connections.js';
import {findCalls, findScopes} from './find.js';
import type {Tool} from './tool.js';
import {type AgentWorld, createConcealedCaller, readOffered} from './world.js';

/** How a person opens the door wider, as an agent is told. */
const widen: CallLimits['widen'] = {
	write: 'A person can start this server with "zconn mcp --write", or make the call with "zconn api".',
	allow: rule => `A person can allow it where this server is configured: zconn mcp --allow '${rule}'`,
};

/** Every tool of a server that is started so. */
export const toolsFor = (isReadOnly: boolean, allow: readonly string[]): readonly Tool[] => [
	listConnections(allow),
	findCalls,
	findScopes,
	readApi,
	...(isReadOnly ? [] : [writeApi]),
	readMore,
];

const greeting = (world: AgentWorld, allow: readonly string[]): string => {
	const names = world.offered ? [...world.offered].join(', ') : 'all connections';
	const calls = world.limits.isReadOnly ? 'calls that read' : 'calls that read and write';
	return `zconn mcp: ${names}; ${calls}${allow.length > 0 ? `; allowed: ${allow.join(' · ')}` : ''}. It speaks the Model Context Protocol on stdin and stdout, and ends with its client.`;
};

/** Serves an agent until it closes stdin. stdout carries the protocol alone. */
const serve = async (invocation: Invocation, runtime: Runtime): Promise<ExitCode> => {
	const allow = listOption(invocation, 'allow');
	const rules = unwrap(readAllowList(allow));
	const names = listOption(invocation, 'connection');
	const isReadOnly = !flagOption(invocation, 'write');
	const concealer = createConcealer();
	const world: AgentWorld = {
		runtime,
		offered: names.length > 0 ? new Set(names) : undefined,
		limits: {rules, isReadOnly, widen},
		call: createConcealedCaller(runtime, concealer),
		answers: createAnswers(),
		concealer,
		program: invocation.streams.program,
	};
	const file = await readOffered(world);
	const missing = file.ok ? names.find(name => !Object.hasOwn(file.value.connections, name)) : undefined;
	if (missing !== undefined) {
		const all = runtime.overlay.read();
		return printRefusal(
			invocation,
			noSuchConnection(missing, all.ok ? Object.keys(all.value.connections) : []),
		);
	}
	say(invocation.streams, greeting(world, allow));
	const {createServer, serveOn} = await import('./server.js');
	const events = createTerminalEvents();
	const server = createServer(toolsFor(isReadOnly, allow), world);
	const how = await Promise.race([
		serveOn(invocation.streams, server, concealer.conceal),
		events.interrupted,
	]);
	await server.close();
	events.close();
	return how === 'interrupted' ? events.leaveCode() : 0;
};

// stdin is the protocol's: no question may be asked on it.
export const run = withRuntime(serve, () => ({ask: async () => 'cannot-ask', usedBy: 'mcp'}));
