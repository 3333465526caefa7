import {ok, type Refusal, refused, type ValueOf} from '../../zoho/refusal.js';
import type {Connection, Outgoing, Undo} from '../connection.js';
import type {ConnectionsFile} from '../file/format.js';
import {
	isSameGrant,
	outgoingOf,
	proven,
	waiting,
	withoutKind,
	withoutUndo,
	withRow,
	withService,
} from '../file/rows.js';
import type {Service, ServiceFacts} from '../service.js';
import {isRevoked} from './revoked.js';

const factsOf = ({clientSecret: _secret, ...facts}: Service): ServiceFacts => facts;

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * The file after a change of a connection, with the step back to how it was before. When there is no way back, because
 * the old grant has ended or there is no known way to end the new one, none is kept; an earlier one is gone either way.
 */
export const withUndo = (
	before: ConnectionsFile,
	after: ConnectionsFile,
	linkName: string,
	at: string,
): ConnectionsFile => {
	const old = before.connections[linkName];
	const now = after.connections[linkName];
	if (!old || !now || old === now) return after;
	const service = before.services[old.service];
	const serviceNow = after.services[now.service];
	const isNewGrant = !isSameGrant(old, now);
	const isAlive = !isNewGrant || (now.outgoing?.some(one => one.at === at) ?? false);
	if (!service || !serviceNow || !isAlive) return withRow(after, withoutUndo(now));
	const isServiceKept = now.service !== old.service || isEqual(factsOf(service), factsOf(serviceNow));
	const {apiDomain, scopesGranted, refreshedAt, account, organization} = old;
	const undo: Undo = {
		name: old.name,
		service: old.service,
		serviceBefore: isServiceKept ? null : factsOf(service),
		serviceUpdatedAt: serviceNow.updatedAt,
		scopesRequested: old.scopesRequested,
		grant: isNewGrant ? {apiDomain, scopesGranted, refreshedAt, account, organization} : null,
		at,
	};
	return withRow(after, {...now, undo});
};

const cannot = (linkName: string, words: Pick<Refusal, 'id' | 'what' | 'why'>): Refusal => ({
	...words,
	next: `Change it with "zconn edit ${linkName}".`,
	exitCode: 2,
});

const nothing = (linkName: string, why: string): Refusal =>
	cannot(linkName, {id: 'nothing-to-undo', what: `There is nothing to undo for "${linkName}".`, why});

const outdated = (linkName: string, why: string): Refusal =>
	cannot(linkName, {
		id: 'undo-outdated',
		what: `The last change of "${linkName}" can no longer be undone.`,
		why,
	});

const othersOf = (file: ConnectionsFile, {linkName}: Connection, service: string): boolean =>
	Object.values(file.connections).some(row => row.linkName !== linkName && row.service === service);

/** The service as it was, with the secret that belongs to it; undefined when that cannot be had without harm. */
const serviceToBe = (
	file: ConnectionsFile,
	row: Connection,
	undo: Undo,
	old: Outgoing | undefined,
): Service | undefined => {
	const current = file.services[undo.service];
	if (isOfNamesAlone(row, undo)) return current;
	const changed = file.services[row.service];
	if (!current || changed?.updatedAt !== undo.serviceUpdatedAt) return undefined;
	if (!undo.serviceBefore) return current;
	// Others may have got grants of the new client in between.
	if (undo.serviceBefore.clientId !== current.clientId && othersOf(file, row, undo.service)) return undefined;
	return {...undo.serviceBefore, clientSecret: old?.clientSecret ?? current.clientSecret};
};

/** A change of names is taken back whatever became of the grant and of the service since. */
const isOfNamesAlone = (row: Connection, undo: Undo): boolean =>
	undo.grant === null &&
	undo.serviceBefore === null &&
	undo.service === row.service &&
	isEqual(undo.scopesRequested, row.scopesRequested);

/** Whether the last change can be taken back, and how (exit 2 where it cannot). */
export const planUndo = (file: ConnectionsFile, linkName: string) => {
	const row = file.connections[linkName];
	if (!row?.undo) {
		const others = row && 'shared' in row.refreshToken ? ', another person changed it since' : '';
		const why = `Nothing was changed yet, the change was undone${others}, or the grant that it replaced is revoked.`;
		return refused(nothing(linkName, why));
	}
	const {undo} = row;
	/** The grant that was replaced; undefined when the change kept it. */
	const old = undo.grant ? row.outgoing?.find(({at}) => at === undo.at) : undefined;
	if (undo.grant ? !old : isRevoked(row) && !isOfNamesAlone(row, undo)) {
		return refused(nothing(linkName, 'The grant that it had before is revoked.'));
	}
	/** The names that it gets back. */
	const names = {name: undo.name, linkName: undo.linkName ?? linkName};
	if (names.linkName !== linkName && file.connections[names.linkName])
		return refused(outdated(linkName, `Another connection has the link name ${names.linkName} now.`));
	/** The service as it is to stand then. */
	const service = serviceToBe(file, row, undo, old);
	if (service) return ok({row, undo, service, old, names});
	const changed = file.services[row.service];
	const why = changed
		? `The service "${changed.name}" was changed again since, or others have used what is new in it.`
		: 'A service of that change is gone.';
	return refused(outdated(linkName, why));
};

export type UndoPlan = ValueOf<ReturnType<typeof planUndo>>;

/** A token made from the old grant: it shows that the grant is alive. */
export type FreshToken = Pick<Connection, 'accessToken' | 'accessTokenExpiresAt' | 'scopesGranted'>;

/** The old grant in use again, the new one to be revoked. */
const withOldGrant = (
	file: ConnectionsFile,
	{row, undo, old}: UndoPlan,
	at: string,
	fresh: FreshToken | undefined,
): Connection => {
	if (!old || !undo.grant || !fresh) return row;
	const {outgoing = [], ...rest} = withoutKind(row);
	const service = file.services[row.service];
	return {
		...rest,
		...undo.grant,
		...waiting([...outgoing.filter(one => one !== old), ...(service ? outgoingOf(row, service, at) : [])]),
		dataCenter: old.dataCenter,
		refreshToken: old.refreshToken,
		accessToken: fresh.accessToken,
		accessTokenExpiresAt: fresh.accessTokenExpiresAt,
		scopesGranted: fresh.scopesGranted ?? undo.grant.scopesGranted,
		refreshedAt: [...undo.grant.refreshedAt, at],
		...proven(at),
	};
};

/** Takes the last change back. A service that it made for this connection alone goes with it. */
export const undoLast = (
	file: ConnectionsFile,
	plan: UndoPlan,
	at: string,
	fresh?: FreshToken,
): ConnectionsFile => {
	const {row, undo, service} = plan;
	const {[row.service]: made, ...others} = file.services;
	const isMadeForIt = row.service !== undo.service && !othersOf(file, row, row.service);
	const services = isMadeForIt || !made ? others : file.services;
	const next = {
		...withoutUndo(withOldGrant(file, plan, at, fresh)),
		name: undo.name,
		service: undo.service,
		scopesRequested: undo.scopesRequested,
		updatedAt: at,
	};
	return withRow(withService({...file, services}, service), next);
};
