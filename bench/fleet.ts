/**
 * `npm run bench:fleet`: many machines that share one connection, simulated. First callers at once on a real PostgreSQL, then a day of a fleet with a virtual clock.
 */

import {parseStoreAddress} from '../source/connection/shared/store-address.js';
import {createDatabase} from '../source/io/shared/engines/database.js';
import {createPostgresGrants} from '../source/io/shared/engines/postgres.js';
import {schemaSql} from '../source/io/shared/engines/schema.js';
import {createSharedKeeper} from '../source/io/shared/keeper.js';
import {ok} from '../source/zoho/refusal.js';
import {readTokenResponse} from '../source/zoho/tokens/response.js';
import {type PostgresServer, postgresServer} from '../test/helpers/postgres.js';
import {aDay, counting, shareSample, testSealer} from '../test/io/shared/simulation.js';
import {warmMedians} from './warm.js';

const counts = [1, 10, 100, 1000, 5000];
/** Connections to the database that the callers of one process share, as a fleet behind PgBouncer does. */
const pool = 40;
const serverDelay = 300;

const print = (...cells: readonly (string | number)[]): void => {
	process.stdout.write(`${cells.map(cell => String(cell).padStart(14)).join('')}\n`);
};

/** So many callers at once, each a machine of its own with nothing in its cache, whose token is over. */
const atOnce = async (server: PostgresServer, callers: number, url: string): Promise<void> => {
	const address = parseStoreAddress(url);
	if (!address) throw new Error('The test server gave no address.');
	const databases = Array.from({length: Math.min(pool, callers)}, () => createDatabase(address, process.env));
	const engines = databases.map(database => createPostgresGrants(database, true));
	const [first] = engines;
	if (!first) return;
	const [known] = await server.run(url, 'select id from zconn.store');
	await shareSample(first, String(known?.id), 'refresh-token-0');
	let mints = 0;
	let statements = 0;
	const start = performance.now();
	const results = await Promise.all(
		Array.from({length: callers}, (_, index) => {
			const grants = counting(engines[index % engines.length] ?? first, () => {
				statements++;
			});
			const keeper = createSharedKeeper({
				grants,
				sealer: testSealer,
				cache: {read: () => undefined, write: () => undefined, forget: () => undefined},
				spool: {read: () => undefined, write: () => false, forget: () => undefined},
				machine: `m${index}`,
				newClaim: () => `m${index}/${Math.random()}`,
				clock: {now: Date.now},
				elapsed: () => performance.now(),
				sleep: wait => new Promise(resolve => setTimeout(resolve, wait)),
				chance: Math.random,
				warmUp: async () => undefined,
				refresh: async () => {
					mints++;
					await new Promise(resolve => setTimeout(resolve, serverDelay));
					const body = JSON.stringify({access_token: `access-token-${mints}`, expires_in: 3600});
					return ok(readTokenResponse({body, status: 200, isZoho: true, now: Date.now()}));
				},
				tokenUrl: () => ok('https://accounts.zoho.com/oauth/v2/token'),
				explain: () => {
					throw new Error('Nothing is refused here.');
				},
			});
			return keeper.accessToken('acme');
		}),
	);
	const seconds = (performance.now() - start) / 1000;
	const tokens = new Set(results.map(result => (result.ok ? result.value.accessToken : result.refusal.id)));
	print(callers, mints, statements, (statements / callers).toFixed(1), tokens.size, seconds.toFixed(1));
	await Promise.all(engines.map(engine => engine.close()));
};

const server = await postgresServer();
process.stdout.write(
	`Callers at once on PostgreSQL, ${pool} connections, a token endpoint of ${serverDelay} ms\n`,
);
print('callers', 'mints', 'statements', 'per caller', 'tokens', 'seconds');
for (const callers of counts) {
	const url = await server.database();
	await server.run(url, schemaSql);
	await atOnce(server, callers, url);
}
process.stdout.write('\nA day with a virtual clock, each machine asks every 5 minutes\n');
print('machines', 'mints', 'statements', 'per machine', 'answers', 'failures', 'least life', 'seconds');
for (const machines of [1, 10, 100, 1000]) {
	const start = performance.now();
	const {mints, statements, answers, failures, leastLife} = await aDay(machines, 300);
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	const perMachine = (statements / machines).toFixed(1);
	print(machines, mints, statements, perMachine, answers, failures, `${Math.floor(leastLife)} s`, seconds);
}
const [own = 0, shared = 0] = warmMedians(30);
process.stdout.write('\nzconn token, cached, alternate runs, medians; the aim is 1.15\n');
print('this machine', 'shared', 'ratio');
print(`${own.toFixed(0)} ms`, `${shared.toFixed(0)} ms`, (shared / own).toFixed(2));
process.exit();
