import {copyFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {createRuntime, type Runtime} from '../../../source/io/runtime.js';
import {initStore} from '../../../source/io/shared/moves/init.js';
import {share} from '../../../source/io/shared/moves/share.js';
import type {Result} from '../../../source/zoho/refusal.js';
import {postgresServer, socketOf} from '../../helpers/postgres.js';
import {temporaryDirectory} from '../../helpers/temporary.js';
import {type Answer, type Asked, libraryScene} from '../../library/scene.js';

export const value = <T>(result: Result<T>): T => {
	if (!result.ok) {
		const {id, what, why, detail} = result.refusal;
		throw new Error(`${id}: ${what} ${why} ${detail ?? ''}`);
	}
	return result.value;
};

export const idOf = (result: Result<unknown>): string => (result.ok ? 'done' : result.refusal.id);

/** The answer of a token endpoint: a new token, numbered. */
export const token = (number: number, more: Readonly<Record<string, unknown>> = {}): Answer => ({
	status: 200,
	body: {access_token: `access-token-${number}`, expires_in: 3600, token_type: 'Bearer', ...more},
});

/**
 * A wire to the database that can be cut. `answer`: the next statement with that text is carried out, and its answer lost;
 * `statement`: it does not arrive; `down`: nothing gets through.
 */
export type Cut = {readonly at: 'answer' | 'statement'; readonly text: string} | 'down' | undefined;

const wire = async (t: TestContext, file: string) => {
	const state: {cut: Cut; cuts: number} = {cut: undefined, cuts: 0};
	const sockets = new Set<net.Socket>();
	const server = net.createServer(client => {
		if (state.cut === 'down') {
			client.resetAndDestroy();
			return;
		}
		const database = net.connect(file);
		let isLost = false;
		const end = (): void => {
			client.destroy();
			database.destroy();
		};
		for (const socket of [client, database]) {
			sockets.add(socket);
			socket.on('error', end).on('close', end);
		}
		client.on('data', data => {
			const {cut} = state;
			if (typeof cut === 'object' && data.includes(cut.text)) {
				state.cut = undefined;
				state.cuts++;
				if (cut.at === 'statement') return end();
				isLost = true;
			}
			database.write(data);
		});
		database.on('data', data => {
			if (isLost) end();
			else client.write(data);
		});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	t.after(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port was given.');
	const drop = (): void => {
		state.cut = 'down';
		for (const socket of sockets) socket.destroy();
	};
	return {port: address.port, state, drop};
};

/** A connection in a store on a real PostgreSQL, a token endpoint, and as many machines as are wanted: nothing is simulated. */
export const realScene = async (t: TestContext) => {
	const scene = {
		answer: (_asked: Asked, count: number): Answer => token(count),
		/** Whatever is no token endpoint. */
		api: (_asked: Asked): Answer => ({status: 200, body: {}}),
	};
	let count = 0;
	const library = await libraryScene(t, {
		answer: asked => (asked.path === '/oauth/v2/token' ? scene.answer(asked, ++count) : scene.api(asked)),
	});
	const server = await postgresServer();
	const store = await server.database();
	const {host, database} = socketOf(store);
	const cable = await wire(t, path.join(host, '.s.PGSQL.5432'));
	const made = value(await initStore({ZCONN_STORE: store}));
	const environment = {ZCONN_STORE: store, ZCONN_STORE_KEY: made.key ?? ''};
	/** The same through the wire. */
	const wired = {...environment, ZCONN_STORE: `postgres://postgres@127.0.0.1:${cable.port}/${database}`};
	const runtimeIn = (folder: string, given: Readonly<Record<string, string>> = environment): Runtime => {
		const {platform} = process;
		const runtime = createRuntime({configDirectory: folder, environment: given, platform, version: '0'});
		t.after(runtime.close);
		return runtime;
	};
	const emptyFolder = (): string => {
		const folder = temporaryDirectory(t);
		copyFileSync(path.join(library.folder, 'data-centers.json'), path.join(folder, 'data-centers.json'));
		return folder;
	};
	const laptop = runtimeIn(library.folder);
	value(await share(value(await laptop.move('acme')), 'acme'));
	return {
		...library,
		scene,
		server,
		store,
		environment,
		wired,
		laptop,
		cable: cable.state,
		/** Takes the database away from machines at the wire, connections that are open included. */
		dropCable: cable.drop,
		emptyFolder,
		runtimeIn,
		/** A machine with two variables and an empty disk. */
		machine: (given?: Readonly<Record<string, string>>) => runtimeIn(emptyFolder(), given),
		run: (text: string) => server.run(store, text),
		row: async () => {
			const [row] = await server.run(store, 'select * from zconn.grant');
			if (!row) throw new Error('The row is gone.');
			return row;
		},
		events: async () =>
			(await server.run(store, 'select what from zconn.event order by id')).map(({what}) => String(what)),
		/** Ends the access token in the store. */
		endToken: () =>
			server.run(store, `update zconn.grant set access_expires_at = now() - interval '1 second'`),
		requests: () => count,
	};
};

export type RealScene = Awaited<ReturnType<typeof realScene>>;
