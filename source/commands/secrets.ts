import {policyOf, secretsIn} from '../connection/secrets/places.js';
import type {SecretPolicy} from '../connection/secrets/policy.js';
import type {Runtime} from '../io/runtime.js';
import type {ChangedSecrets} from '../io/secrets/change-secrets.js';
import {passphraseMissing} from '../io/secrets/refusals.js';
import {shownPath} from '../io/system/user-folders.js';
import {askAgain, askHidden} from '../kit/ask/hidden.js';
import {refuse, unwrap, withRuntime} from '../kit/command.js';
import {flagOption, type Invocation} from '../kit/invocation.js';
import {printData, printJson, printReport} from '../kit/output/print.js';
import type {ExitCode, Refusal} from '../zoho/refusal.js';

type Kept = SecretPolicy['kept'];

const places: Readonly<Record<Kept, string>> = {
	plain: 'as plain text; the mode of the file (0600) is what protects them',
	keychain: 'sealed, with a key in the keychain of this system',
	key: 'sealed, with the key that ZCONN_KEY_FILE or ZCONN_KEY_COMMAND gives',
	passphrase: 'sealed, with a key that your passphrase makes',
};

const isKept = (word: string): word is Kept => Object.hasOwn(places, word);

const noPassphrase: Refusal = {
	...passphraseMissing,
	what: 'There is no new passphrase.',
	next: 'Give it in ZCONN_NEW_PASSPHRASE, or run the command in a terminal.',
};

/**
 * A new passphrase: `ZCONN_NEW_PASSPHRASE`; `ZCONN_PASSPHRASE`, unless that is the old one; else a person, who types it twice.
 */
const newPassphrase = async (invocation: Invocation, before: Kept): Promise<string> => {
	const {ZCONN_NEW_PASSPHRASE: fresh, ZCONN_PASSPHRASE: usual} = invocation.environment;
	if (fresh) return fresh;
	if (usual && before !== 'passphrase') return usual;
	const first = await askHidden(invocation, 'New passphrase (it cannot be recovered):', noPassphrase);
	return askAgain(invocation, first);
};

const changeText = ({after, count, isWritten}: ChangedSecrets): string =>
	isWritten
		? `${count} ${count === 1 ? 'secret is' : 'secrets are'} now kept ${places[after]}.\nNew secrets will be stored the same way.`
		: `They are stored this way already: ${places[after]}.`;

const tell = (invocation: Invocation, runtime: Runtime): ExitCode => {
	const {store} = runtime;
	const read = unwrap(store.read());
	const {kept} = policyOf(read);
	const count = secretsIn(read).length;
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {secrets: {kept, count, path: store.path}});
		return 0;
	}
	const advice =
		kept === 'plain' ? '\nSeal them with "zconn secrets keychain" or "zconn secrets passphrase".' : '';
	const subject = count === 1 ? '1 secret is' : `${count} secrets are`;
	printReport(
		invocation.streams,
		`${subject} kept ${places[kept]}.\n${shownPath(store.path, runtime)}${advice}`,
	);
	return 0;
};

const change = async (invocation: Invocation, runtime: Runtime, to: Kept): Promise<ExitCode> => {
	const policy = unwrap(runtime.store.readSecretPolicy());
	// The old key first, so that no one thinks up a new passphrase for nothing.
	unwrap(await runtime.secrets.unlock());
	const policyChange =
		to === 'passphrase' ? {kept: to, passphrase: await newPassphrase(invocation, policy.kept)} : {kept: to};
	const changed = unwrap(await runtime.changeSecrets(policyChange));
	const {before, after, count, isWritten} = changed;
	if (flagOption(invocation, 'json')) {
		printJson(invocation.streams, {
			secrets: {kept: after, count, path: runtime.store.path, before, isWritten},
		});
	} else {
		printData(invocation.streams, changeText(changed));
	}
	return 0;
};

/** Tells how secrets are kept, or changes it for all of them at once. */
export const run = withRuntime(async (invocation, runtime) => {
	const [to] = invocation.positionals;
	if (to !== undefined && !isKept(to)) {
		const why = 'Secrets are kept in one of four ways: keychain, key, passphrase, plain.';
		return refuse(`"${to}" is not understood.`, why, 'For example: zconn secrets keychain');
	}
	return to === undefined ? tell(invocation, runtime) : change(invocation, runtime, to);
});
