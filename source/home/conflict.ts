import {firstChange} from '../connection/refusals.js';
import type {Service} from '../connection/service.js';
import type {HomeState, PlaceAt, Subject} from './state.js';

type Conflict = PlaceAt<'conflict'>;

export type ConflictChoice = 'show' | 'apply' | 'discard';

const isService = (subject: Subject): subject is Service => 'clientId' in subject;

/** Whether the shared store keeps it, and knows who changes it. */
export const isShared = (subject: Subject): boolean =>
	!isService(subject) && 'shared' in subject.refreshToken;

const scopesOf = (subject: Subject): readonly string[] =>
	isService(subject) ? subject.scopes : subject.scopesRequested;

/** What a person decides by. A new access token is none of it: connections get one every hour. */
const versionOf = (subject: Subject): string => {
	const {name, linkName} = subject;
	return JSON.stringify(
		isService(subject)
			? [name, subject.clientId, subject.updatedAt]
			: [name, linkName, subject.service, subject.scopesRequested, subject.undo?.at ?? null],
	);
};

/** What it is now, of a connection also under another link name; undefined where it is gone. */
export const newestOf = ({file}: Pick<HomeState, 'file'>, seen: Subject): Subject | undefined =>
	isService(seen)
		? file.services[seen.linkName]
		: (file.connections[seen.linkName] ??
			Object.values(file.connections).find(
				({createdAt, undo}) => createdAt === seen.createdAt && undo?.linkName === seen.linkName,
			));

/** Whether another program changed it since a page about it was opened. */
export const isOvertaken = (state: Pick<HomeState, 'file'>, seen: Subject): boolean => {
	const now = newestOf(state, seen);
	return now === undefined || versionOf(now) !== versionOf(seen);
};

const clientOf = (subject: Subject): readonly [label: string, value: string] =>
	isService(subject) ? ['Client ID', subject.clientId] : ['Service', subject.service];

/** What is different now, one line each. */
export const changesSince = (seen: Subject, now: Subject): readonly string[] => {
	const before = scopesOf(seen);
	const after = scopesOf(now);
	const rows = [
		[isService(seen) ? 'Service Name' : 'Connection Name', seen.name, now.name],
		['Link name', seen.linkName, now.linkName],
		[...clientOf(seen), clientOf(now)[1]],
	] as const;
	const changes = [
		...rows.flatMap(([label, old, next]) => (old === next ? [] : [`${label}: ${old} → ${next}`])),
		...after.filter(scope => !before.includes(scope)).map(scope => `Scope: + ${scope}`),
		...before.filter(scope => !after.includes(scope)).map(scope => `Scope: - ${scope}`),
	];
	return changes.length > 0 ? changes : ['Name, scopes and client are as they were.'];
};

/** What happened to what a page was about; who was first, and when, as far as it is known. */
export const conflictWords = (
	state: Pick<HomeState, 'file'>,
	{from, change}: Conflict,
): {readonly what: string; readonly why: string} => {
	const {seen} = from;
	const now = newestOf(state, seen);
	const where = isShared(seen) ? 'on another machine' : 'by another program';
	const kept = from.at === 'rename' ? ' Your new name is still here.' : '';
	return {
		what: `${seen.name} was ${now ? 'changed' : 'removed'} ${where} while this page was open.`,
		why: `${firstChange({seen, now, change, isShared: isShared(seen)})}${kept}`,
	};
};

/** The ways on, the safest first. */
export const conflictChoices = (
	state: Pick<HomeState, 'file'>,
	{from: {seen}, isShown}: Conflict,
): readonly ConflictChoice[] => {
	if (!newestOf(state, seen)) return ['discard'];
	return isShown ? ['apply', 'discard'] : ['show', 'apply', 'discard'];
};

export const conflictLabels = ({from}: Conflict): Readonly<Record<ConflictChoice, string>> => {
	const verb = from.at === 'question' ? from.yes : 'Remove it';
	return {
		show: 'Show what changed',
		apply: from.at === 'rename' ? 'Apply my changes to the new version' : `${verb} as it is now`,
		discard: from.at === 'rename' ? 'Discard my changes' : 'Leave it as it is',
	};
};
