import {isZohos} from '../../connection/whose.js';
import type {Refusal} from '../../zoho/refusal.js';
import {serviceToSave} from '../build.js';
import {beginConsent} from '../consent/begin.js';
import type {Consent, NewGrant} from '../consent/state.js';
import type {Target} from '../field.js';
import {answersOf, attemptId, type WizardState} from '../state.js';
import {type During, fail, type Transition, unchanged, withConsent} from '../transition.js';
import {differenceOf} from './difference.js';
import {seenOf} from './target.js';

const atConnect = (state: WizardState, consent: Consent): WizardState => ({
	...withConsent(state, consent),
	step: 'connect',
	isReviewing: false,
	problem: undefined,
	notice: undefined,
});

/** Over without a consent: Ready, with what was done. */
const kept = (state: WizardState, linkName: string, isWritten: boolean): WizardState => ({
	...withConsent(state, {phase: 'kept', isWritten, linkName}),
	step: 'ready',
	done: undefined,
	notice: undefined,
});

const apply = (state: WizardState, target: Target, at: number): Transition => {
	const begun = {...state, attempts: state.attempts + 1};
	const id = attemptId(begun);
	const {linkName} = target.connection;
	return [
		atConnect(begun, {phase: 'applying', id}),
		[
			{
				type: 'apply-edit',
				id,
				linkName,
				name: answersOf(state).connectionName,
				service: serviceToSave(state, at),
				seen: seenOf(target),
				draftId: state.draftId,
			},
		],
	];
};

/**
 * Enter on the review of something saved. Nothing changed: nothing is written. A service that others use too: first it is
 * asked for whom. What needs no consent is written at once; everything else goes through the browser.
 */
export const acceptEdit = (state: WizardState, target: Target, at: number): Transition => {
	const {changes, consequence, touchesService} = differenceOf(state, target);
	const wantsConsent = target.asks === 'consent' || consequence !== 'nothing';
	if (changes.length === 0 && !wantsConsent) {
		const {linkName} = target.connection;
		return [kept(state, linkName, false), [{type: 'drop-draft', draftId: state.draftId}]];
	}
	if (touchesService && target.sharedBy.length > 0 && state.sharing === undefined) {
		return [atConnect(state, {phase: 'asking-shared'}), []];
	}
	return wantsConsent ? beginConsent(state, at) : apply(state, target, at);
};

export const answerShared: During<'asking-shared', 'answered-shared'> = (state, _asking, {choice, at}) => {
	const {target} = state.context;
	return target ? acceptEdit({...state, sharing: choice}, target, at) : unchanged(state);
};

export const editApplied: During<'applying', 'edit-applied'> = (state, _applying, {id, refusal}) => {
	const linkName = state.context.target?.connection.linkName;
	if (linkName === undefined) return unchanged(state);
	return refusal ? fail(state, id, refusal) : [kept(state, linkName, true), []];
};

const isAnother = (old: {readonly id: string} | null, now: {readonly id: string} | null): boolean =>
	old !== null && now !== null && old.id !== now.id;

/** Whether another person consented, or the same person for another organization, where the account is not known. */
const isOtherUser = ({connection}: Target, {proof, issued}: NewGrant): boolean => {
	// No person consents for a client that asks for itself, and its organization is the one that was typed.
	if (issued.connection.clientCredentials) return false;
	if (connection.account && proof.account) return isAnother(connection.account, proof.account);
	const {organization: old} = connection;
	const now = proof.organization;
	return old?.product === now?.product && isAnother(old, now);
};

/** A grant whose every call was refused is not worth giving up a working one for. */
const isUseless = ({proof}: Pick<NewGrant, 'proof'>): boolean =>
	proof.account === null &&
	proof.probes.length > 0 &&
	proof.probes.every(({verdict}) => verdict === 'token-rejected');

const takeOver = (state: WizardState, target: Target, grant: NewGrant): Transition => {
	const {id, linkName} = grant;
	return [
		withConsent(state, {...grant, phase: 'taking-over'}),
		[{type: 'take-over', id, linkName, seen: seenOf(target), draftId: state.draftId}],
	];
};

const giveUp = (state: WizardState, grant: NewGrant, refusal: Refusal): Transition => [
	withConsent(state, {...grant, phase: 'giving-up', refusal}),
	[{type: 'give-up-grant', id: grant.id, linkName: grant.linkName}],
];

const untouched = 'The connection is as it was.';

const useless: Refusal = {
	id: 'grant-not-proven',
	what: 'The new grant does not work, so it was not taken.',
	why: 'Zoho refused every harmless call with its access token.',
	next: `${untouched} Try again in a few minutes.`,
	exitCode: 4,
};

/** Of Zoho, or of another server. */
const userOf = ({context: {target}}: WizardState): string =>
	target && !isZohos(target.connection) ? 'user' : 'Zoho user';

const notWanted = (state: WizardState): Refusal => ({
	id: 'other-user',
	what: `Another ${userOf(state)} has consented, and that grant was not wanted.`,
	why: 'The browser was signed in as someone else than before.',
	next: `${untouched} Sign in as the right user in the browser, then try again.`,
	exitCode: 3,
});

const askedInTerminal = (state: WizardState, {connection}: Target): Refusal => ({
	id: 'other-user-asked',
	what: `This is another ${userOf(state)} than last time.`,
	why: `Nothing was changed yet: "${connection.name}" still belongs to its previous user.`,
	next: 'Go back to the terminal; it asks what should happen to the new grant.',
	exitCode: 3,
});

/** The new grant of a saved connection is proven: it takes the old one's place, unless another person gave it. */
export const judgeNewGrant = (state: WizardState, target: Target, grant: NewGrant): Transition => {
	// It waits beside the old one; there is no one to say whether it is the right user's.
	if (state.hasLeft) return [state, []];
	if (isUseless(grant)) return giveUp(state, grant, useless);
	if (!isOtherUser(target, grant)) return takeOver(state, target, grant);
	// The browser is not kept waiting for an answer that the terminal asks for.
	const page = {kind: 'refused', refusal: askedInTerminal(state, target)} as const;
	return [
		withConsent(state, {...grant, phase: 'other-user'}),
		[{type: 'answer-browser', id: grant.id, page}],
	];
};

export const answerOtherUser: During<'other-user', 'answered-other-user'> = (state, consent, {choice}) => {
	const {draftId, context} = state;
	if (!context.target) return unchanged(state);
	switch (choice) {
		case 'replace':
			return takeOver(state, context.target, consent);
		case 'save-apart':
			return [
				withConsent(state, {...consent, phase: 'saving-apart'}),
				[{type: 'save-apart', id: consent.id, linkName: consent.linkName, draftId}],
			];
		case 'give-up':
			return giveUp(state, consent, notWanted(state));
	}
};
