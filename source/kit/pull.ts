import {setTimeout as delay} from 'node:timers/promises';
import {storeUnreachable} from '../connection/shared/refusals.js';
import {knowsStore} from '../io/shared/knows-store.js';
import type {Pulled} from '../io/shared/overlay.js';
import {refused} from '../zoho/refusal.js';
import type {Invocation} from './invocation.js';
import {openRuntime} from './runtime.js';

/** Milliseconds that a command waits for the shared store before it begins with what is kept here. */
const limit = 4000;

/** Reads the rows of the shared store before a command begins; undefined where none is known. */
export const pullShared = async (invocation: Invocation): Promise<Pulled | undefined> => {
	if (!knowsStore(invocation.environment)) return undefined;
	const runtime = openRuntime(invocation);
	const pulled = await Promise.race([
		runtime.overlay.pull(),
		delay(limit, refused(storeUnreachable('It did not answer in time.')), {ref: false}),
	]);
	void runtime.close();
	return pulled;
};
