import {execFile} from 'node:child_process';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import * as z from 'zod/mini';
import {done, ok, type Result, refused} from '../../zoho/refusal.js';
import {cleanText, parseJson} from '../../zoho/text.js';
import type {Environment} from '../ports.js';
import {childEnvironment} from '../system/child-environment.js';
import {keychainUnavailable} from './refusals.js';

export type KeychainRequest = {
	readonly action: 'get' | 'set' | 'remove';
	readonly account: string;
	readonly value?: string;
};

export type KeychainReply =
	| {readonly kind: 'value'; readonly value: string | null}
	| {readonly kind: 'failed'; readonly detail: string}
	| {readonly kind: 'not-installed'}
	| {readonly kind: 'timed-out'};

const packageName = '@napi-rs/keyring';
const callLimit = 3000;

/**
 * The call itself, in a process of its own: a keychain may wait for its user to unlock it, and a native call that waits can
 * be ended in no other way. On Linux only the Secret Service will do; the package would fall back to the kernel's keyring,
 * which forgets everything when the machine is switched off.
 */
const script = `
	let text = '';
	for await (const part of process.stdin) text += part;
	const {module, action, account, value} = JSON.parse(text);
	let reply;
	try {
		const {default: {Entry}} = await import(module);
		const entry = new Entry('zoho-connections', account, {linux: {store: 'secret-service'}});
		if (action === 'set') entry.setPassword(value);
		if (action === 'remove') entry.deletePassword();
		reply = {value: entry.getPassword()};
	} catch (error) {
		reply = {problem: String(error?.message ?? error)};
	}
	process.stdout.write(JSON.stringify(reply));
`;

const replySchema = z.union([z.object({value: z.nullable(z.string())}), z.object({problem: z.string()})]);

const readReply = (printed: string): KeychainReply => {
	const reply = z.safeParse(replySchema, parseJson(printed)).data;
	if (!reply) return {kind: 'failed', detail: 'the helper process ended without an answer'};
	return 'problem' in reply ? {kind: 'failed', detail: reply.problem} : {kind: 'value', value: reply.value};
};

/** Where the package is, without loading it; null where it was left out of the installation. */
const findPackage = (): string | null => {
	try {
		return pathToFileURL(createRequire(import.meta.url).resolve(packageName)).href;
	} catch {
		return null;
	}
};

/** @param limit milliseconds after which a call is ended */
export const createKeyringCall =
	(environment: Environment, limit = callLimit, module: string | null = findPackage()) =>
	(request: KeychainRequest): Promise<KeychainReply> => {
		if (module === null) return Promise.resolve({kind: 'not-installed'});
		// What others want of Node is none of this process's business.
		const {NODE_OPTIONS: _theirs, ...env} = childEnvironment(environment);
		return new Promise(resolve => {
			const child = execFile(
				process.execPath,
				['--input-type=module', '--eval', script],
				{timeout: limit, killSignal: 'SIGKILL', windowsHide: true, env},
				(error, stdout) => resolve(error?.killed ? {kind: 'timed-out'} : readReply(stdout)),
			);
			// It may end before it has read everything.
			child.stdin?.on('error', () => undefined);
			child.stdin?.end(JSON.stringify({module, ...request}));
		});
	};

const explain = (reply: Exclude<KeychainReply, {kind: 'value'}>) => {
	switch (reply.kind) {
		case 'failed':
			return keychainUnavailable(
				'It refused, or there is none in this session.',
				cleanText(reply.detail, 160),
			);
		case 'timed-out':
			return keychainUnavailable(
				`It did not answer within ${callLimit / 1000} seconds; it may be waiting to be unlocked.`,
			);
		case 'not-installed':
			return keychainUnavailable(
				`The optional package ${packageName} is not installed; an installation with --omit=optional leaves it out.`,
			);
	}
};

/**
 * Keys in the keychain of the system, by id, in base64. Refuses `keychain-unavailable` (exit 6).
 *
 * @param call injectable for tests
 */
export const createKeychain = (call: (request: KeychainRequest) => Promise<KeychainReply>) => {
	const ask = async (request: KeychainRequest): Promise<Result<string | undefined>> => {
		const reply = await call(request);
		return reply.kind === 'value' ? ok(reply.value ?? undefined) : refused(explain(reply));
	};
	return {
		/** Undefined when there is none of that id. */
		get: (id: string) => ask({action: 'get', account: id}),
		/** Keeps a key and proves it by reading it back. */
		set: async (id: string, key: string): Promise<Result<true>> => {
			const kept = await ask({action: 'set', account: id, value: key});
			if (!kept.ok) return kept;
			return kept.value === key
				? ok(true)
				: refused(keychainUnavailable('What was put into it could not be read again.'));
		},
		remove: async (id: string) => done(await ask({action: 'remove', account: id})),
	};
};

export type Keychain = ReturnType<typeof createKeychain>;
