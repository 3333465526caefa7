import type {ConnectionsFile} from '../../connection/file/format.js';
import {firstChange, isConflict} from '../../connection/refusals.js';
import type {Answers} from '../answers.js';
import {stageOf} from '../consent/stages.js';
import type {Conflict, ConsentOf} from '../consent/state.js';
import type {EventOf} from '../events.js';
import type {Target} from '../field.js';
import {attemptId, type WizardState} from '../state.js';
import {type During, type Transition, unchanged, withConsent} from '../transition.js';
import {changesBetween} from './difference.js';
import {acceptEdit} from './judge.js';
import {targetOf} from './target.js';

type Failed = ConsentOf<'failed'>;
type LookedAgain = EventOf<'looked-again'>;

/** The service or the connection: whichever was saved since. */
const savedSince = (seen: Target, now: Target): {readonly updatedAt: string} =>
	now.service.updatedAt === seen.service.updatedAt ? now.connection : now.service;

const wordsOf = (state: WizardState, target: Target, {change}: LookedAgain, now: Target | undefined) => {
	const {connection, service} = target;
	const isShared = 'shared' in connection.refreshToken;
	const where = isShared ? 'on another machine' : 'by another program';
	const kept = state.kept?.ok ? 'Your changes are kept as a draft.' : 'Your changes are still here.';
	const saved = now && savedSince(target, now);
	const seen = saved === now?.service ? service : connection;
	return {
		what: `${connection.name} was ${now ? 'changed' : 'removed'} ${where} while you edited it.`,
		why: `${firstChange({seen, now: saved, change, isShared})} ${kept}`,
	};
};

/** The link name of what is edited, also when it was renamed: since its first consent it is the same one. */
const namedNow = (file: ConnectionsFile, {connection: {createdAt}}: Target, linkName: string): string =>
	file.connections[linkName]
		? linkName
		: (Object.values(file.connections).find(row => row.createdAt === createdAt)?.linkName ?? linkName);

/** What is edited was read once more, because another person or program changed it first. */
export const lookedAgain: During<'failed', 'looked-again'> = (state, consent, event) => {
	const {target} = state.context;
	if (!target || !isConflict(consent.refusal) || !event.file) return unchanged(state);
	const now = targetOf(event.file, namedNow(event.file, target, event.linkName), target.asks);
	const isSameGrant = now?.connection.createdAt === target.connection.createdAt;
	const answers = now ? changesBetween(target.saved, now.saved, state) : [];
	const changes = [...answers, ...(now && !isSameGrant ? ['The grant is another one.'] : [])];
	const conflict: Conflict = {
		target: now && {...now, savedSecret: target.savedSecret},
		changes: changes.length > 0 ? changes : ['No answer differs from before.'],
		isShown: false,
	};
	const next = 'The version of the other one stays until you decide.';
	const refusal = {...consent.refusal, ...wordsOf(state, target, event, now), next};
	return [withConsent(state, {...consent, refusal, conflict}), []];
};

/** A list as the first one left it, with what I added and without what I took out. */
const mergedList = (
	mine: readonly string[],
	before: readonly string[],
	now: readonly string[],
): readonly string[] => [
	...now.filter(one => mine.includes(one) || !before.includes(one)),
	...mine.filter(one => !before.includes(one) && !now.includes(one)),
];

/** My answers on top of the new version: a list keeps what the first one added to it. */
const rebased = (given: Partial<Answers>, before: Answers, now: Answers): Partial<Answers> => ({
	...given,
	...Object.fromEntries(
		(['scopes', 'enabledDataCenters'] as const).flatMap(key => {
			const mine = given[key];
			return mine ? [[key, mergedList(mine, before[key], now[key])]] : [];
		}),
	),
});

/** The stage at which a new grant waits beside the one in use. */
const waitingGrant = stageOf('taking-over');

/** My changes are dropped, and with them a new grant that was to bring them. */
const dropped = (state: WizardState, linkName: string, failed: Failed): Transition => [
	{...withConsent({...state, given: {}}, {phase: 'kept', isWritten: false, linkName}), step: 'ready'},
	[
		{type: 'drop-draft', draftId: state.draftId},
		...(failed.stage === waitingGrant
			? ([{type: 'give-up-grant', id: attemptId(state), linkName}] as const)
			: []),
	],
];

export const answerConflict: During<'failed', 'answered-conflict'> = (state, consent, {choice, at}) => {
	const {context} = state;
	const {target} = context;
	const {conflict} = consent;
	if (!conflict || !target) return unchanged(state);
	if (choice === 'show')
		return [withConsent(state, {...consent, conflict: {...conflict, isShown: true}}), []];
	if (choice === 'discard' || !conflict.target) {
		const {linkName} = (conflict.target ?? target).connection;
		return dropped(state, linkName, consent);
	}
	const given = rebased(state.given, target.saved, conflict.target.saved);
	const next = {...state, given, context: {...context, target: conflict.target}, sharing: undefined};
	return acceptEdit(next, conflict.target, at);
};
