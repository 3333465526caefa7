import type {Connection} from '../connection/connection.js';
import type {HomeState, PlaceAt} from './state.js';

type Conflict = PlaceAt<'conflict'>;

export type ConflictChoice = 'show' | 'apply' | 'discard';

/** What a person decides by. A new access token is none of it: connections get one every hour. */
const versionOf = ({name, linkName, service, scopesRequested, undo}: Connection): string =>
	JSON.stringify([name, linkName, service, scopesRequested, undo?.at ?? null]);

/** A connection as it is now, also under another link name; undefined where it is gone. */
export const newestOf = ({file}: Pick<HomeState, 'file'>, seen: Connection): Connection | undefined =>
	file.connections[seen.linkName] ??
	Object.values(file.connections).find(
		({createdAt, undo}) => createdAt === seen.createdAt && undo?.linkName === seen.linkName,
	);

/** Whether another program changed a connection since a page about it was opened. */
export const isOvertaken = (state: Pick<HomeState, 'file'>, seen: Connection): boolean => {
	const now = newestOf(state, seen);
	return now === undefined || versionOf(now) !== versionOf(seen);
};

/** What is different now, one line each. */
export const changesSince = (seen: Connection, now: Connection): readonly string[] => {
	const added = now.scopesRequested.filter(scope => !seen.scopesRequested.includes(scope));
	const gone = seen.scopesRequested.filter(scope => !now.scopesRequested.includes(scope));
	const isAnother = seen.undo?.at !== now.undo?.at;
	const changes = [
		...(seen.name === now.name ? [] : [`Connection Name: ${seen.name} → ${now.name}`]),
		...(seen.linkName === now.linkName ? [] : [`Link name: ${seen.linkName} → ${now.linkName}`]),
		...(seen.service === now.service ? [] : [`Service: ${seen.service} → ${now.service}`]),
		...added.map(scope => `Scope: + ${scope}`),
		...gone.map(scope => `Scope: - ${scope}`),
		...(isAnother && now.undo ? [`Changed at ${now.undo.at.slice(11, 16)} UTC.`] : []),
	];
	return changes.length > 0 ? changes : ['Nothing of it differs now.'];
};

/** What happened to what a page was about. */
export const conflictWords = (
	state: Pick<HomeState, 'file'>,
	{from}: Conflict,
): {readonly what: string; readonly why: string} => {
	const {seen} = from;
	const where = 'shared' in seen.refreshToken ? 'on another machine' : 'by another program';
	const how = newestOf(state, seen) ? 'changed' : 'removed';
	const kept = from.at === 'rename' ? ' Your new name is still here.' : '';
	return {
		what: `${seen.name} was ${how} ${where} while this page was open.`,
		why: `Nothing was overwritten.${kept}`,
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
