import type {Verdict} from '../zoho/products/judge.js';
import type {ExitCode, Refusal} from '../zoho/refusal.js';

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

const mostNames = 5;

export const nameList = (names: readonly string[]): string =>
	names.length > mostNames
		? `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`
		: names.join(', ');

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
		...(unknown > 0 ? [`${unknown} unknown`] : []),
		...(undone > 0 ? [`${undone} not done`] : []),
		...(missing > 0 ? [`${missing} not found`] : []),
	].join(', ')}.`;
};

/** What a harmless call showed, in words. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
	works: 'works',
	'scope-missing': 'scope missing',
	'not-allowed': 'not allowed',
	'licence-missing': 'not in its edition',
	'organization-missing': 'organization missing',
	'organization-wrong': 'another organization',
	'token-rejected': 'token rejected',
	'token-or-scope': 'token rejected, or scope missing',
	'scope-or-address': 'scope missing, or address unknown',
	'address-wrong': 'could not tell: address unknown',
	'not-found': 'could not tell: nothing found',
	'parameter-wrong': 'could not tell: a parameter is refused',
	throttled: 'could not tell: it asks to wait',
	'could-not-tell': 'could not tell',
};
