import fs from 'node:fs';
import path from 'node:path';
import type {RawPolicy} from '../../connection/secrets/policy.js';
import {ok, type Result, refused} from '../../zoho/refusal.js';
import {longestSecretFile} from '../bounds.js';
import {readTrustedFile} from '../file/bounded.js';
import {withoutMark} from '../file/decode-text.js';
import {explainUnwritableFile} from '../file/refusals.js';
import type {Environment} from '../ports.js';
import {codeOf} from '../system/error-code.js';
import {makeFolder} from '../system/make-folder.js';
import {namedFile} from '../system/user-folders.js';
import {keySize} from './aes-gcm.js';
import type {NewKey} from './keys.js';
import {keyCommandFailed, keyMissing, keyUnfit, keyWrong} from './refusals.js';
import {createSealer, newKey, newKeyId, type Sealer} from './sealed.js';

type RawKey = {readonly bytes: Uint8Array; readonly source: string};

/** 32 bytes as a text spells them, in base64 (of either alphabet) or hexadecimal digits. */
const spelled = (text: string): Uint8Array | undefined => {
	const word = text.trim();
	if (/^[0-9a-f]{64}$/i.test(word)) return Buffer.from(word, 'hex');
	return /^[\w+/-]{43}=?$/.test(word) ? Buffer.from(word, 'base64') : undefined;
};

const read = (content: Buffer, source: string): Result<RawKey> => {
	const bytes =
		content.length === keySize ? content : spelled(new TextDecoder().decode(withoutMark(content)));
	return bytes?.length === keySize ? ok({bytes, source}) : refused(keyUnfit(source));
};

/** The key of `ZCONN_KEY_FILE`, else of what `ZCONN_KEY_COMMAND` prints. */
const readRawKey = async (environment: Environment): Promise<Result<RawKey>> => {
	const {ZCONN_KEY_FILE: file, ZCONN_KEY_COMMAND: command} = environment;
	if (file) {
		const content = readTrustedFile(file, longestSecretFile, environment, keyMissing);
		return content.ok ? read(content.value, 'ZCONN_KEY_FILE') : content;
	}
	if (!command) return refused(keyMissing);
	const {readFromCommand} = await import('./passphrase.js');
	const printed = await readFromCommand(command, environment, {explain: keyCommandFailed});
	return printed.ok ? read(Buffer.from(printed.value, 'latin1'), 'ZCONN_KEY_COMMAND') : printed;
};

/** The key that a file of connections names. Random already, it needs no scrypt: that is what makes it quick. */
export const findRawKey = async (environment: Environment, policy: RawPolicy): Promise<Result<Sealer>> => {
	const raw = await readRawKey(environment);
	if (!raw.ok) return raw;
	const sealer = createSealer(raw.value.bytes, policy.key);
	return sealer.isRight(policy) ? ok(sealer) : refused(keyWrong(raw.value.source));
};

/** Writes a new key where none is; mode 0600 from the first moment. */
const writeNewKey = (file: string): Result<true> => {
	try {
		makeFolder(path.dirname(file));
		const text = `${Buffer.from(newKey()).toString('base64')}\n`;
		fs.writeFileSync(file, text, {mode: 0o600, flag: 'wx', flush: true});
		return ok(true);
	} catch (error) {
		return codeOf(error) === 'EEXIST' ? ok(true) : refused(explainUnwritableFile(file, error));
	}
};

/** The key of this machine to seal with; a file that `ZCONN_KEY_FILE` names and that is not there is made. */
export const makeRawKey = async (environment: Environment): Promise<Result<NewKey>> => {
	const {ZCONN_KEY_FILE: file} = environment;
	const written = file ? writeNewKey(namedFile(file, environment)) : ok(true);
	if (!written.ok) return written;
	const raw = await readRawKey(environment);
	if (!raw.ok) return raw;
	const key = newKeyId();
	const sealer = createSealer(raw.value.bytes, key);
	return ok({sealer, policy: {kept: 'key', key, check: sealer.check()}});
};
