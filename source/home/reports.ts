import {accountText} from '../connection/account-text.js';
import {clockTime} from '../connection/health.js';
import type {MintBudget} from '../connection/mint-budget.js';
import {failureWord, nameList, summaryOf, verdictWords} from '../connection/outcome-words.js';
import type {RefreshOutcome, Removed, Renamed, TestOutcome} from '../connection/outcomes.js';
import type {Refusal} from '../zoho/refusal.js';
import type {Outcome, PlaceAt, ReportLine} from './state.js';

type Report = PlaceAt<'report'>;

const line = (text: string, tone: ReportLine['tone'] = 'plain'): ReportLine => ({text, tone});

const about = (label: string, text: string, tone: ReportLine['tone'] = 'plain'): ReportLine => ({
	label,
	text,
	tone,
});

const refusalLines = (refusal: Refusal, about = ''): readonly ReportLine[] => [
	line(`${about}${refusal.what}`, 'bad'),
	line(refusal.detail ? `${refusal.why} (${refusal.detail})` : refusal.why),
	line(refusal.next, 'next'),
];

/** A refusal in full: what happened, why, what to do now. */
export const refusalReport = (title: string, refusal: Refusal): Report => ({
	at: 'report',
	title,
	lines: refusalLines(refusal),
	scroll: 0,
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

const isLost = (outcome: Outcome): boolean => outcome.kind === 'refused' && outcome.refusal.exitCode === 3;

/** The first of many that needs a consent. */
export const firstLost = ({linkNames, outcomes}: PlaceAt<'many'>): string | undefined =>
	linkNames.find(name => outcomes.some(outcome => outcome.linkName === name && isLost(outcome)));

/** Why, for each that failed; a failure that several share (no network, say) is told once. */
export const failureLines = (outcomes: readonly Outcome[]): readonly ReportLine[] => {
	const failures = outcomes.filter(outcome => outcome.kind === 'refused');
	const alike = Map.groupBy(failures, ({refusal: {id, what, why}}) => JSON.stringify([id, what, why]));
	return [...alike.values()].flatMap(group => {
		const [first] = group;
		const names = nameList(group.map(({linkName}) => linkName));
		return first ? refusalLines(first.refusal, `${names}: `) : [];
	});
};

/** "5 refreshed, 1 needs reconnecting." */
export const manySummary = (
	what: 'refresh' | 'test',
	outcomes: readonly Outcome[],
): {readonly text: string; readonly isGood: boolean} => {
	const failures = outcomes.filter(outcome => outcome.kind === 'refused');
	return {
		text: summaryOf(what === 'test' ? 'ready' : 'refreshed', outcomes.length - failures.length, failures),
		isGood: failures.length === 0,
	};
};

/** What became of one of many, in a line: what is said, the same for half a row, and what is worth less. */
export const outcomeText = (
	outcome: Outcome,
): {readonly text: string; readonly short: string; readonly beside: string} => {
	switch (outcome.kind) {
		case 'refreshed': {
			const {budget, expiresAt} = outcome;
			const short = `until ${clockTime(expiresAt)}`;
			const beside = budget?.until ? `${budget.left} more until ${clockTime(budget.until)}` : '';
			return {text: `new token ${short}`, short, beside};
		}
		case 'good': {
			const odd = outcome.calls.filter(({verdict}) => verdict !== 'works');
			const short = `until ${clockTime(outcome.expiresAt)}`;
			const beside = odd.map(({product, verdict}) => `${product}: ${verdictWords[verdict]}`).join(', ');
			return {text: `works, token ${short}`, short, beside};
		}
		case 'refused': {
			const short = failureWord(outcome.refusal);
			return {text: `${short}: ${outcome.refusal.what}`, short, beside: ''};
		}
	}
};

/** The product whose harmless call answers who consented. */
const accounts = 'Zoho Accounts';

const whoIn = ({account}: Extract<TestOutcome, {kind: 'good'}>): string | undefined =>
	account ? accountText(account) : undefined;

/** What a call that worked has told. */
const toldBy = (product: string, outcome: TestOutcome): string => {
	if (outcome.kind !== 'good') return 'works';
	const {organization} = outcome;
	if (product === accounts) return whoIn(outcome) ?? 'works';
	return organization?.product === product ? `${organization.name} (${organization.id})` : 'works';
};

const callLines = (outcome: TestOutcome): readonly ReportLine[] =>
	outcome.calls.flatMap(({product, verdict, scope}): readonly ReportLine[] => {
		if (verdict === 'works') return [about(product, toldBy(product, outcome), 'good')];
		const what = verdictWords[verdict];
		return verdict === 'scope-missing'
			? [about(product, what, 'warn'), about('', `add ${scope} to test it`, 'heading')]
			: [about(product, `${what} (${scope})`, verdict === 'token-rejected' ? 'bad' : 'warn')];
	});

const goodLines = (outcome: Extract<TestOutcome, {kind: 'good'}>): readonly ReportLine[] => {
	const {calls, expiresAt, isNewToken} = outcome;
	const who = calls.some(({product}) => product === accounts) ? undefined : whoIn(outcome);
	const token = `valid${isNewToken ? ' (a new one)' : ''}, expires at ${clockTime(expiresAt)}`;
	const none = 'no granted scope allows a call; a new token was the test';
	return [
		about('Access token', token, 'good'),
		...(who ? [about('Account', who)] : []),
		...callLines(outcome),
		...(calls.length === 0 ? [about('Products', none, 'warn')] : []),
	];
};

/** What the test of one showed: the verdict first, then one line per thing asked. @param at ISO 8601 */
export const testReport = (outcome: TestOutcome, at: string): Report => {
	const {linkName} = outcome;
	const page = {at: 'report', linkName, scroll: 0, beside: `Tested ${clockTime(at)}`} as const;
	if (outcome.kind === 'good')
		return {...page, title: `${outcome.name} works.`, verdict: 'good', lines: goodLines(outcome)};
	const {refusal} = outcome;
	return {
		...page,
		title: refusal.what,
		verdict: 'bad',
		// The title says what happened.
		lines: [...refusalLines(refusal).slice(1), ...callLines(outcome)],
	};
};

export const renamedText = ({name, linkName, previous}: Renamed): string =>
	linkName === previous.linkName
		? `Renamed to ${name}. u undoes it.`
		: `Renamed to ${name}. Scripts now use the link name ${linkName}. u undoes it.`;

export const removedText = ({name, what, grant, service}: Removed): string => {
	const ended = `Its ${what} ${grant === 'revoked' ? 'is revoked' : 'had already ended'}.`;
	const kept = service.isUnused ? ` The service ${service.name} is kept for new connections.` : '';
	return `${name} is removed. ${ended}${kept}`;
};
