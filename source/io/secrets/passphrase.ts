import {spawn} from 'node:child_process';
import {randomBytes, scrypt} from 'node:crypto';
import {text} from 'node:stream/consumers';
import type {ScryptParameters} from '../../connection/secret-policy.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import type {Environment} from '../ports.js';
import {leftQuestion, passphraseCommandFailed, passphraseMissing} from './refusals.js';
import {keySize} from './sealed.js';

/** Asks a person for something that is not shown. `left`: Ctrl+C. `nobody`: there is no terminal, or asking is forbidden. */
export type AskHidden = (question: string) => Promise<{readonly answer: string} | 'left' | 'nobody'>;

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

/** The first line that a command prints; its questions and complaints go to the terminal. */
const readFromCommand = async (command: string, environment: Environment): Promise<Result<string>> => {
	const child = spawn(command, {
		shell: true,
		stdio: ['inherit', 'pipe', 'inherit'],
		env: environment,
		windowsHide: true,
	});
	const ended = new Promise<string>(resolve => {
		child.once('error', error => resolve(error.message));
		child.once('close', (code, signal) =>
			resolve(code === 0 ? '' : signal ? `It was ended by ${signal}.` : `It ended with exit code ${code}.`),
		);
	});
	const [printed, problem] = await Promise.all([text(child.stdout), ended]);
	if (problem !== '') return refused(passphraseCommandFailed(problem));
	const [line = ''] = printed.split(/\r?\n/, 1);
	return line === '' ? refused(passphraseCommandFailed('It printed nothing.')) : ok(line);
};

const typed = async (ask: AskHidden, question: string): Promise<Result<Passphrase>> => {
	const answered = await ask(question);
	if (answered === 'left') return refused(leftQuestion);
	if (answered === 'nobody') return refused(passphraseMissing);
	return ok({passphrase: answered.answer, source: 'the terminal', isTyped: true});
};

/** The passphrase: `ZCONN_PASSPHRASE`, else what `ZCONN_PASSPHRASE_COMMAND` prints, else a person. */
export const readPassphrase = async (
	environment: Environment,
	ask: AskHidden,
	question: string,
): Promise<Result<Passphrase>> => {
	const {ZCONN_PASSPHRASE: given, ZCONN_PASSPHRASE_COMMAND: command} = environment;
	if (given) return ok({passphrase: given, source: 'ZCONN_PASSPHRASE', isTyped: false});
	if (!command) return typed(ask, question);
	const printed = await readFromCommand(command, environment);
	return printed.ok
		? ok({passphrase: printed.value, source: 'ZCONN_PASSPHRASE_COMMAND', isTyped: false})
		: printed;
};
