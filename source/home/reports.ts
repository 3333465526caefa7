import {clockTime} from '../connection/health.js';
import type {MintBudget} from '../connection/mint-budget.js';
import {nameList, summaryOf, verdictWords} from '../connection/outcome-words.js';
import type {RefreshOutcome, Removed, Renamed, TestOutcome} from '../connection/outcomes.js';
import type {Refusal} from '../zoho/refusal.js';
import type {Place, ReportLine} from './state.js';

type Report = Extract<Place, {at: 'report'}>;

const line = (text: string, tone: ReportLine['tone'] = 'plain'): ReportLine => ({text, tone});

const report = (title: string, lines: readonly ReportLine[]): Report => ({
	at: 'report',
	title,
	lines,
	scroll: 0,
});

const refusalLines = (refusal: Refusal, about = ''): readonly ReportLine[] => [
	line(`${about}${refusal.what}`, 'bad'),
	line(refusal.detail ? `${refusal.why} (${refusal.detail})` : refusal.why),
	line(refusal.next, 'next'),
];

/** A refusal in full: what happened, why, what to do now. */
export const refusalReport = (title: string, refusal: Refusal): Report =>
	report(title, refusalLines(refusal));

type Failure = {readonly linkName: string; readonly refusal: Refusal};

/** Why, for each; a failure that several share (no network, say) is reported once. */
const failureLines = (failures: readonly Failure[]): readonly ReportLine[] =>
	[
		...Map.groupBy(failures, ({refusal: {id, what, why}}) => JSON.stringify([id, what, why])).values(),
	].flatMap(group => {
		const [first] = group;
		const names = nameList(group.map(({linkName}) => linkName));
		return first ? refusalLines(first.refusal, `${names}: `) : [];
	});

const budgetText = (budget: MintBudget | null): string =>
	budget?.until ? `; ${budget.left} more until ${clockTime(budget.until)}` : '';

/** "Books: a new access token until 14:32 UTC; 7 more until 13:42 UTC". */
export const refreshedText = ({
	name,
	expiresAt,
	budget,
}: Extract<RefreshOutcome, {kind: 'refreshed'}>): string =>
	`${name}: a new access token until ${clockTime(expiresAt)}${budgetText(budget)}.`;

const stoppedLines = (done: number, of: number): readonly ReportLine[] =>
	done < of ? [line(`Stopped: ${of - done} were not begun.`, 'warn')] : [];

/** What became of many that were to be refreshed. */
export const refreshReport = (outcomes: readonly RefreshOutcome[], of: number): Report => {
	const failures = outcomes.filter(outcome => outcome.kind === 'refused');
	const summary = summaryOf('refreshed', outcomes.length - failures.length, failures);
	return report('Refreshed', [
		line(summary, failures.length > 0 ? 'heading' : 'good'),
		...stoppedLines(outcomes.length, of),
		...failureLines(failures),
		...outcomes.flatMap(outcome => (outcome.kind === 'refreshed' ? [line(refreshedText(outcome))] : [])),
	]);
};

const callLines = ({calls}: TestOutcome): readonly ReportLine[] =>
	calls.map(({product, verdict, scope}) =>
		verdict === 'works'
			? line(`${product}: works`, 'good')
			: line(
					`${product}: ${verdictWords[verdict]} (${scope})`,
					verdict === 'token-rejected' ? 'bad' : 'warn',
				),
	);

const testLines = (outcome: TestOutcome): readonly ReportLine[] => {
	if (outcome.kind === 'refused') return [...refusalLines(outcome.refusal), ...callLines(outcome)];
	const token = outcome.isNewToken ? 'The token is good (a new one)' : 'The token is good';
	const who = outcome.account?.email ?? outcome.account?.name;
	return [
		line(`${token}, until ${clockTime(outcome.expiresAt)}.`, 'good'),
		...(who ? [line(`Account: ${who}`)] : []),
		...(outcome.organization ? [line(`Organization: ${outcome.organization.name}`)] : []),
		...callLines(outcome),
		...(outcome.calls.length === 0 ? [line('No scope allows a call, so a new token was the test.')] : []),
	];
};

/** What the test of one, or of many, has shown; of many those that are well take one line each. */
export const testReport = (outcomes: readonly TestOutcome[], of: number): Report => {
	const [first] = outcomes;
	if (of === 1 && first) {
		const name = first.kind === 'good' ? first.name : first.linkName;
		return report(`Test of ${name}`, testLines(first));
	}
	const failures = outcomes.filter(outcome => outcome.kind === 'refused');
	const good = outcomes.filter(outcome => outcome.kind === 'good');
	return report('Tested', [
		line(summaryOf('ready', good.length, failures), failures.length > 0 ? 'heading' : 'good'),
		...stoppedLines(outcomes.length, of),
		...failureLines(failures),
		...good.flatMap(outcome => {
			const odd = outcome.calls.filter(({verdict}) => verdict !== 'works');
			return [
				line(`${outcome.name}: good until ${clockTime(outcome.expiresAt)}`),
				...callLines({...outcome, calls: odd}),
			];
		}),
	]);
};

export const renamedText = ({name, linkName, previous}: Renamed): string =>
	linkName === previous.linkName
		? `Renamed to ${name}. u undoes it.`
		: `Renamed to ${name}. Scripts now use the link name ${linkName}. u undoes it.`;

export const removedText = ({name, grant, service}: Removed): string => {
	const ended = grant === 'revoked' ? 'Its grant is revoked.' : 'Its grant was over already.';
	const kept = service.isUnused ? ` The service ${service.name} is kept for new connections.` : '';
	return `${name} is removed. ${ended}${kept}`;
};
