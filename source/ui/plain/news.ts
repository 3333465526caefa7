import type {Consent} from '../../wizard/consent/state.js';
import {whyNotKept} from '../../wizard/draft/saved.js';
import {focusedItem} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {isField} from '../../wizard/steps/index.js';
import {pasteHints} from '../../zoho/consent/paste-hints.js';
import {spokenOf, suggestionFor} from './ask.js';
import {deviceLines, refusalTexts} from './connect.js';
import {looksNumbered} from './numbers.js';

/** Phases in which something happens by itself, as it is told. */
const phaseTexts: Readonly<Partial<Record<Consent['phase'], string>>> = {
	'asking-to-widen': 'Asking Zoho whether the grant can be widened.',
	widening: '✔ Approved.',
	exchanging: '✔ Approved.',
	proving: '✔ Tokens saved.',
	'taking-over': '✔ It works. Putting the new grant in the place of the old one.',
	'revoking-outgoing': 'Revoking the old grant.',
};

/** That a page which does not load can be pasted is said to everyone who waits. */
const aboutPaste: ReadonlySet<string> = new Set(Object.values(pasteHints));

/** What is told as soon as it is there. A failure and the end have their notices among their own lines. */
const noticesOf = (consent: Consent): readonly string[] =>
	consent.phase === 'waiting' || consent.phase === 'device'
		? consent.notices.filter(text => !aboutPaste.has(text))
		: [];

/** Why what was pasted, or what came, did not count. */
export const problemOf = ({consent}: WizardState) =>
	consent.phase === 'waiting' || consent.phase === 'entering' ? consent.problem : undefined;

export const codeOf = ({consent}: WizardState) => (consent.phase === 'device' ? consent.code : undefined);

/** What a part of a state has become; undefined where it is what it was. */
export const newIn = <T>(
	part: (state: WizardState) => T | undefined,
	before: WizardState,
	after: WizardState,
): T | undefined => (part(after) === part(before) ? undefined : part(after));

const isNew = <T>(before: T | undefined, after: T | undefined): after is T =>
	after !== undefined && after !== before;

const consentNews = (before: WizardState, after: WizardState, now: number): readonly string[] => {
	const phase = after.consent.phase === before.consent.phase ? undefined : phaseTexts[after.consent.phase];
	const problem = newIn(problemOf, before, after);
	const code = newIn(codeOf, before, after);
	return [
		...(phase === undefined ? [] : [phase]),
		...noticesOf(after.consent).slice(noticesOf(before.consent).length),
		...(problem ? refusalTexts(problem) : []),
		...(code ? deviceLines(code, now) : []),
	];
};

/** The answer that was taken, where it is anything else than what was typed, or was not shown. */
const takenAnswer = (asked: WizardState, after: WizardState, line: string): readonly string[] => {
	const item = focusedItem(asked);
	const isTaken = after.field !== asked.field || after.step !== asked.step;
	if (!isTaken || after.problem || !item || !isField(item) || item.kind === 'scopes') return [];
	const stood = [answersOf(asked)[item.key], suggestionFor(item, asked) ?? answersOf(asked)[item.key]];
	const isSame = stood.every(one => String(one) === String(answersOf(after)[item.key]));
	const value = spokenOf(after, item);
	// Enter alone takes what was read out, and so does its number or its letter; a name may have meant another one.
	const isRead = looksNumbered(line) || line.trim().length < 2;
	return value === line.trim() || (isSame && isRead) ? [] : [`✔ ${item.label}: ${value}`];
};

/**
 * What is new in a state: what a person hears without having asked.
 *
 * @param given.asked the state that was asked about last, if it was answered, and the line
 * @param given.now milliseconds since the epoch
 */
export const newsOf = ({
	before,
	after,
	asked,
	now,
}: {
	readonly before: WizardState;
	readonly after: WizardState;
	readonly asked: {readonly state: WizardState | undefined; readonly line: string};
	readonly now: number;
}): readonly string[] => {
	const lost = whyNotKept(after);
	const hasMoved = after.field !== before.field || after.step !== before.step;
	return [
		...(lost !== undefined && whyNotKept(before) === undefined ? [`Warning: ${lost}`] : []),
		...(isNew(before.problem, after.problem) ? [`Error: ${after.problem.text}`] : []),
		...(asked.state && hasMoved ? takenAnswer(asked.state, after, asked.line) : []),
		...(isNew(before.done, after.done) ? [after.done] : []),
		...(isNew(before.notice, after.notice) ? [after.notice] : []),
		...consentNews(before, after, now),
	];
};
