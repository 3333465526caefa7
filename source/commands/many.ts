import type {HealthWord} from '../connection/health.js';
import type {ExitCode, Refusal} from '../zoho/refusal.js';
import type {Streams} from './invocation.js';
import {refusalLines, say} from './output.js';

/** A connection with which something did not work out. */
export type Failure = {readonly linkName: string; readonly refusal: Refusal};

/** What a refusal makes of a connection, in the words of lists. */
export const failureWord = ({exitCode}: Refusal): string => {
	switch (exitCode) {
		case 3:
			return 'needs reconnecting';
		case 5:
			return 'no such connection';
		case 6:
			return 'not done';
		default:
			return 'unknown';
	}
};

/** The same as one of the four health words; null where the failure says nothing about the connection's health. */
export const failureHealth = ({exitCode}: Refusal): HealthWord | null =>
	exitCode === 3 ? 'needs reconnecting' : exitCode === 4 ? 'unknown' : null;

const mostNames = 5;

const nameList = (names: readonly string[]): string =>
	names.length > mostNames
		? `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
		: names.join(', ');

/** Why, for each; what befell several alike (no network, say) is told once. Goes to stderr. */
export const sayFailures = (streams: Streams, failures: readonly Failure[]): void => {
	const alike = Map.groupBy(failures, ({refusal: {id, what, why}}) => JSON.stringify([id, what, why]));
	for (const group of alike.values()) {
		const [first] = group;
		if (!first) continue;
		const names = nameList(group.map(({linkName}) => linkName));
		say(streams, refusalLines({...first.refusal, what: `${names}: ${first.refusal.what}`}));
	}
};

/** "2 refreshed, 1 needs reconnecting." */
export const summaryOf = (
	done: string,
	doneCount: number,
	failures: readonly {readonly refusal: {readonly exitCode: ExitCode}}[],
): string => {
	const count = (...codes: readonly ExitCode[]): number =>
		failures.filter(({refusal}) => codes.includes(refusal.exitCode)).length;
	const need = count(3);
	const missing = count(5);
	const undone = count(6);
	const unknown = failures.length - need - missing - undone;
	return `${[
		`${doneCount} ${done}`,
		...(need > 0 ? [`${need} ${need === 1 ? 'needs' : 'need'} reconnecting`] : []),
		...(unknown > 0 ? [`${unknown} could not be told`] : []),
		...(undone > 0 ? [`${undone} not done`] : []),
		...(missing > 0 ? [`${missing} not found`] : []),
	].join(', ')}.`;
};
