import type {HealthWord} from '../../connection/health.js';
import {nameList} from '../../connection/outcome-words.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {Streams} from '../invocation.js';
import {sayRefusal} from './print.js';

export type Failure = {readonly linkName: string; readonly refusal: Refusal};

/** The same as one of the four health words; null where the failure says nothing about the connection's health. */
export const failureHealth = ({exitCode}: Refusal): HealthWord | null =>
	exitCode === 3 ? 'needs reconnecting' : exitCode === 4 ? 'unknown' : null;

/** Why, for each; a failure that several share (no network, say) is reported once. Goes to stderr. */
export const sayFailures = (streams: Streams, failures: readonly Failure[]): void => {
	const alike = Map.groupBy(failures, ({refusal: {id, what, why}}) => JSON.stringify([id, what, why]));
	for (const group of alike.values()) {
		const [first] = group;
		if (!first) continue;
		const names = nameList(group.map(({linkName}) => linkName));
		sayRefusal(streams, {...first.refusal, what: `${names}: ${first.refusal.what}`});
	}
};
