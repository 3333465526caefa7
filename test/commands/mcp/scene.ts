import type {TestContext} from 'node:test';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {InMemoryTransport} from '@modelcontextprotocol/sdk/inMemory.js';
import type {JSONRPCMessage} from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod/mini';
import {createAnswers} from '../../../source/commands/mcp/answers.js';
import {toolsFor} from '../../../source/commands/mcp/index.js';
import {concealed, createServer} from '../../../source/commands/mcp/server.js';
import {type AgentWorld, createConcealedCaller} from '../../../source/commands/mcp/world.js';
import type {Connection} from '../../../source/connection/connection.js';
import {createConcealer} from '../../../source/connection/secrets/conceal.js';
import type {FetchRequest} from '../../../source/io/ports.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {readAllowList} from '../../../source/zoho/operations/allow-list.js';
import {ok, refused} from '../../../source/zoho/refusal.js';
import {connection, epoch, fileWith} from '../../io/helpers/files.js';
import {keeperWith, offline} from '../../io/helpers/keeper.js';
import {createPlainSecrets} from '../../io/helpers/plain-secrets.js';

export type SceneOptions = {
	readonly connections?: readonly Partial<Connection>[];
	readonly offered?: readonly string[];
	readonly allow?: readonly string[];
	readonly isWriting?: boolean;
	readonly program?: string;
	readonly answer?: (sent: FetchRequest) => Response;
};

const contentSchema = z.array(z.object({text: z.string()}));

/** An agent's client and the server, in one process; the API behind it answers as the test says. Every message is recorded. */
export const openAgent = async (t: TestContext, options: SceneOptions = {}) => {
	const {connections = [{}], offered, allow = [], isWriting = false} = options;
	const kept = await keeperWith(t, fileWith(connections.map(connection)));
	const sent: FetchRequest[] = [];
	const concealer = createConcealer();
	const rules = readAllowList(allow);
	if (!rules.ok) throw new Error(rules.refusal.what);
	const runtime = {
		store: kept.store,
		overlay: {...kept.store, pull: async () => refused(offline), sharedRows: () => new Map()},
		secrets: createPlainSecrets(),
		shared: {isKnown: false},
		clock: {now: () => epoch},
		tokenKeeper: kept.keeper,
		dataCenters: () => ok(builtInDataCenters),
		http: async () => ({
			fetch: async (one: FetchRequest) => {
				sent.push(one);
				return ok(options.answer?.(one) ?? Response.json({organizations: []}));
			},
		}),
	};
	const world: AgentWorld = {
		runtime,
		offered: offered && new Set(offered),
		limits: {
			rules: rules.value,
			isReadOnly: !isWriting,
			widen: {write: 'A person can start it with --write.', allow: rule => `Allow ${rule}`},
		},
		call: createConcealedCaller(runtime, concealer),
		answers: createAnswers(),
		concealer,
		program: options.program,
	};
	const [mine, its] = InMemoryTransport.createLinkedPair();
	const messages: JSONRPCMessage[] = [];
	const server = createServer(toolsFor(!isWriting, allow), world);
	await server.connect(concealed(its, concealer.conceal));
	const client = new Client({name: 'test', version: '1'});
	const connecting = client.connect(mine);
	const hear = mine.onmessage;
	mine.onmessage = (message, extra) => {
		messages.push(message);
		hear?.(message, extra);
	};
	await connecting;
	t.after(() => client.close());
	const use = async (name: string, given: Record<string, unknown> = {}) => {
		const {content, isError} = await client.callTool({name, arguments: given});
		return {texts: z.parse(contentSchema, content).map(({text}) => text), isError};
	};
	return {...kept, client, sent, use, messages};
};
