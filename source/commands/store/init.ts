import {storeKeyMissing} from '../../connection/shared/refusals.js';
import {initStore} from '../../io/shared/moves/init.js';
import {unwrap} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {printData, printJson, printRefusal, say} from '../../kit/output/print.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {counted} from '../../zoho/text.js';

/** Creates the schema where it is missing, and makes the keys, which are printed here and nowhere else. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const {streams, environment} = invocation;
	const {id, grants, address, key, workerKey, isKeyFitting} = unwrap(await initStore(environment));
	const isNew = key !== undefined;
	if (!isNew && !isKeyFitting) {
		const why = `The store is set up already, and has ${counted(grants, 'connection')}. Its keys were printed then and are kept nowhere.`;
		return printRefusal(invocation, storeKeyMissing('the secrets', why));
	}
	if (flagOption(invocation, 'json')) {
		const keys = isNew ? {ZCONN_STORE_KEY: key, workers: {ZCONN_STORE_KEY: workerKey}} : {};
		printJson(streams, {store: {id, isNew, connections: grants, address}, ...keys});
		return 0;
	}
	if (!isNew) {
		say(streams, `The shared store is ready: ${address}. The keys you have are its keys.`);
		return 0;
	}
	say(streams, `The shared store is ready: ${address}.`);
	say(streams, 'These keys are printed once and kept nowhere. Without them the store cannot be read.\n');
	say(streams, 'For machines that refresh:');
	printData(streams, `ZCONN_STORE_KEY=${key}`);
	say(streams, '\nFor workers that only read access tokens ("zconn keep" refreshes for them):');
	printData(streams, `ZCONN_STORE_KEY=${workerKey}`);
	say(streams, '\nNext: export the first one here, then move a connection there with "zconn share NAME".');
	return 0;
};
