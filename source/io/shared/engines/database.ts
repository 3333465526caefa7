import * as z from 'zod/mini';
import type {StoreAddress} from '../../../connection/shared/store-address.js';
import {mapped, ok, type Result, refused} from '../../../zoho/refusal.js';
import {longestCertificates} from '../../bounds.js';
import {readTrustedFile} from '../../file/bounded.js';
import type {Environment} from '../../ports.js';
import {explainPostgres, statementTimedOut} from './explain.js';

export type Value = string | number | boolean | null;

/** Runs statements, each by itself. `answer` is the first column of each row. */
export type Database = {
	readonly run: (text: string, values?: readonly Value[]) => Promise<Result<readonly unknown[]>>;
	readonly close: () => Promise<void>;
};

const connectSeconds = 5;
/** Longer than any of our statements takes on a database that is well; in milliseconds. */
const statementLimit = 8000;
/** Seconds after which an unused connection is closed: none is held while a server is asked, or while a caller waits. */
const idleSeconds = 0.05;

/** TLS with the server's name verified for everything that leaves this machine. */
const tlsOf = (
	{isLocal, host, rootCertificate: file}: StoreAddress,
	environment: Environment,
): Result<false | object> => {
	if (isLocal) return ok(false);
	const ca = file ? readTrustedFile(file, longestCertificates, environment) : ok(undefined);
	return mapped<Buffer | undefined, object>(ca, ca => ({host, rejectUnauthorized: true, ...(ca && {ca})}));
};

const answerSchema = z.object({answer: z.unknown()});

/**
 * The database of an address. The driver is loaded with the first statement; it prepares nothing, so that PgBouncer may hand each
 * statement to another connection (its transaction mode).
 *
 * @param environment names the home folder of a certificate's path
 */
export const createDatabase = (address: StoreAddress, environment: Environment): Database => {
	const connect = async () => {
		const {default: postgres} = await import('postgres');
		const tls = tlsOf(address, environment);
		if (!tls.ok) return tls;
		const {host, port, database, user, password} = address;
		return ok(
			postgres({
				host,
				port,
				database,
				...(user === undefined ? {} : {user}),
				...(password === undefined ? {} : {password}),
				ssl: tls.value,
				max: 1,
				prepare: false,
				fetch_types: false,
				idle_timeout: idleSeconds,
				connect_timeout: connectSeconds,
				connection: {application_name: 'zconn'},
				onnotice: () => undefined,
			}),
		);
	};
	let connecting: ReturnType<typeof connect> | undefined;
	const close = async (): Promise<void> => {
		const made = await connecting;
		connecting = undefined;
		if (made?.ok) await made.value.end({timeout: 1});
	};
	const runNow: Database['run'] = async (text, values = []) => {
		connecting ??= connect();
		const made = await connecting;
		if (!made.ok) return made;
		const timer = Promise.withResolvers<'late'>();
		const alarm = setTimeout(() => timer.resolve('late'), statementLimit);
		try {
			const query = values.length === 0 ? made.value.unsafe(text) : made.value.unsafe(text, [...values]);
			const rows = await Promise.race([query, timer.promise]);
			if (rows === 'late') {
				void close();
				return refused(statementTimedOut(address));
			}
			return ok([...rows].map(row => z.parse(answerSchema, {answer: undefined, ...row}).answer));
		} catch (error) {
			return refused(explainPostgres(error, address));
		} finally {
			clearTimeout(alarm);
		}
	};
	// One after the other, so that the time in the queue is not taken for that of a database which does not answer.
	let turn: Promise<unknown> = Promise.resolve();
	const run: Database['run'] = (text, values) => {
		const mine = turn.then(() => runNow(text, values));
		turn = mine.catch(() => undefined);
		return mine;
	};
	return {run, close};
};
