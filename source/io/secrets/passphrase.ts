import {type ChildProcessByStdio, spawn} from 'node:child_process';
import {randomBytes, scrypt} from 'node:crypto';
import type {Readable} from 'node:stream';
import type {ScryptParameters} from '../../connection/secrets/policy.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';
import {longestPassphraseOutput} from '../bounds.js';
import type {Environment} from '../ports.js';
import {childEnvironment} from '../system/child-environment.js';
import {keySize} from './aes-gcm.js';
import {leftQuestion, passphraseCommandFailed, passphraseMissing} from './refusals.js';

/** Asks a person for something that is not shown. `left`: Ctrl+C. `cannot-ask`: there is no terminal, or asking is forbidden. */
export type AskHidden = (question: string) => Promise<{readonly answer: string} | 'left' | 'cannot-ask'>;

/** Of what is about half a second of a laptop, and 128 MB, for each guess (OWASP's first choice for scrypt). */
export const newScryptParameters = (cost = 2 ** 17): ScryptParameters => ({
	cost,
	blockSize: 8,
	parallelization: 1,
	salt: randomBytes(16).toString('base64'),
});

/** The key that a passphrase makes: scrypt (RFC 7914) of its NFC form, so that no keyboard makes another one of it. */
export const deriveKey = (passphrase: string, parameters: ScryptParameters): Promise<Uint8Array> => {
	const {cost, blockSize, parallelization, salt} = parameters;
	const options = {
		N: cost,
		r: blockSize,
		p: parallelization,
		// What it needs, and a little for the library itself.
		maxmem: 128 * cost * blockSize + 128 * blockSize * parallelization + 2 ** 20,
	};
	return new Promise((resolve, reject) => {
		scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), keySize, options, (error, key) =>
			error ? reject(error) : resolve(key),
		);
	});
};

export type Passphrase = {
	readonly passphrase: string;
	/** In words, for refusals. */
	readonly source: string;
	/** Whether a person typed it, and may so try again. */
	readonly isTyped: boolean;
};

/** Long enough for a person whom the command asks; a cron job does not hang forever. In milliseconds. */
const commandLimit = 120_000;

/** How a command ended, in words; empty when all is well. What is left of one that takes too long is not waited for. */
const endOf = (child: ChildProcessByStdio<null, Readable, null>, limit: number): Promise<string> =>
	new Promise(resolve => {
		const timer = setTimeout(() => {
			resolve(`It did not end within ${Math.round(limit / 1000)} seconds.`);
			child.kill('SIGKILL');
			// What the shell has started may keep it open.
			child.stdout.destroy();
		}, limit);
		child.once('error', error => resolve(error.message));
		child.once('close', (code, signal) => {
			clearTimeout(timer);
			resolve(code === 0 ? '' : signal ? `It was ended by ${signal}.` : `It ended with exit code ${code}.`);
		});
	});

/** What a command prints; undefined for far more than a passphrase. */
const printedBy = async (stdout: Readable): Promise<string | undefined> => {
	const parts: Buffer[] = [];
	let length = 0;
	try {
		for await (const part of stdout) {
			parts.push(part);
			length += part.length;
			if (length > longestPassphraseOutput) return undefined;
		}
	} catch {
		// Cut off when the time is over: then the end has its own words.
	}
	return Buffer.concat(parts).toString('utf8');
};

/** The first line that a command prints; its questions and complaints go to the terminal. @param explain why there is none */
export const readFromCommand = async (
	command: string,
	environment: Environment,
	{limit = commandLimit, explain}: {readonly limit?: number; readonly explain: (why: string) => Refusal},
): Promise<Result<string>> => {
	const child = spawn(command, {
		shell: true,
		stdio: ['inherit', 'pipe', 'inherit'],
		env: childEnvironment(environment),
		windowsHide: true,
	});
	const ended = endOf(child, limit);
	const printed = await printedBy(child.stdout);
	if (printed === undefined) {
		// Not waited for: what its shell has started may go on.
		child.kill('SIGKILL');
		return refused(explain('It prints without end.'));
	}
	const problem = await ended;
	if (problem !== '') return refused(explain(problem));
	const [line = ''] = printed.split(/\r?\n/, 1);
	return line === '' ? refused(explain('It printed nothing.')) : ok(line);
};

const typed = async (ask: AskHidden, question: string): Promise<Result<Passphrase>> => {
	const answered = await ask(question);
	if (answered === 'left') return refused(leftQuestion);
	if (answered === 'cannot-ask') return refused(passphraseMissing);
	return ok({passphrase: answered.answer, source: 'the terminal', isTyped: true});
};

/**
 * The passphrase: `ZCONN_PASSPHRASE`, else what `ZCONN_PASSPHRASE_COMMAND` prints, else a person.
 *
 * @param limit milliseconds that the command may take; injectable for tests
 */
export const readPassphrase = async (
	environment: Environment,
	ask: AskHidden,
	question: string,
	limit = commandLimit,
): Promise<Result<Passphrase>> => {
	const {ZCONN_PASSPHRASE: given, ZCONN_PASSPHRASE_COMMAND: command} = environment;
	if (given) return ok({passphrase: given, source: 'ZCONN_PASSPHRASE', isTyped: false});
	if (!command) return typed(ask, question);
	const printed = await readFromCommand(command, environment, {limit, explain: passphraseCommandFailed});
	return printed.ok
		? ok({passphrase: printed.value, source: 'ZCONN_PASSPHRASE_COMMAND', isTyped: false})
		: printed;
};
