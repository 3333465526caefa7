import {spawnSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {printConnectionsFile} from '../source/connection/file/format.js';
import {parseStoreAddress} from '../source/connection/shared/store-address.js';
import {createTokenCache} from '../source/io/shared/token-cache.js';
import {sampleConnection, sampleService} from '../test/connection/samples.js';
import {testKeys, testSealer} from '../test/io/shared/simulation.js';
import {median} from './statistics.js';

const cli = path.join(import.meta.dirname, '..', 'dist', 'cli.js');
const store = 'postgres://zconn@db.example.com/zconn';
const life = 3600;

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'zconn-bench-'));

/** `zconn token` of a connection of this machine, and of a shared one on an empty disk whose token is cached. */
const scenes = () => {
	const own = folder();
	const expiresAt = Date.now() + life * 1000;
	const connection = sampleConnection({accessTokenExpiresAt: new Date(expiresAt).toISOString()});
	const file = {
		format: 1 as const,
		services: {suite: sampleService()},
		connections: {acme: connection},
		drafts: {},
	};
	writeFileSync(path.join(own, 'connections.json'), printConnectionsFile(file), {mode: 0o600});
	const empty = folder();
	const from = parseStoreAddress(store)?.described ?? '';
	const cache = createTokenCache({folder: empty, from, sealer: testSealer, clock: {now: Date.now}});
	cache.write('acme', {accessToken: 'shared-token', connection, life, expiresAt});
	return [
		{folder: own, env: {}},
		{folder: empty, env: {ZCONN_STORE: store, ZCONN_STORE_KEY: testKeys}},
	];
};

/** Milliseconds of the medians of alternate runs: of this machine, and shared. */
export const warmMedians = (runs: number): readonly number[] => {
	const timed = scenes().map(scene => ({...scene, times: [] as number[]}));
	for (let run = 0; run <= runs; run++) {
		for (const {folder: config, env, times} of timed) {
			const start = performance.now();
			const {status, stderr} = spawnSync(process.execPath, [cli, 'token', 'acme', '--config-dir', config], {
				env: {PATH: process.env.PATH, HOME: config, ...env},
			});
			if (status !== 0) throw new Error(`zconn token ended with ${status}: ${stderr}`);
			// The first run makes the cache of compiled code.
			if (run > 0) times.push(performance.now() - start);
		}
	}
	return timed.map(({times}) => median(times));
};
