import {planUndo} from '../connection/changes/undo.js';
import type {Connection} from '../connection/connection.js';
import type {ConnectionsFile} from '../connection/file/format.js';
import {clockTime} from '../connection/health.js';
import {isZohos} from '../connection/whose.js';
import {whatAndWhy} from '../zoho/refusal.js';
import type {Action} from './events.js';
import type {HomeState} from './state.js';

/** Why a key does nothing for a connection: in a few words beside the key, and in sentences when it is pressed. */
export type DeadKey = {readonly short: string; readonly sentence: string};

const dead = (short: string, sentence: string): DeadKey => ({short, sentence});

type WhyNot = (state: Pick<HomeState, 'file' | 'hasStore'>, connection: Connection) => DeadKey | undefined;

const whyNotRevoke: WhyNot = ({file}, connection) => {
	const {name, refusal} = connection;
	if (!isZohos(connection) && file.services[connection.service]?.revocationUrl === undefined)
		return dead(
			'only in the account settings there',
			`Where the server of ${name} revokes grants is not known: do it in the account settings there.`,
		);
	return refusal?.id === 'revoked'
		? dead('revoked already', `${name} is revoked already; c connects it again.`)
		: undefined;
};

const whyNotShare: WhyNot = (state, {name, linkName, refreshToken}) => {
	if ('shared' in refreshToken)
		return dead(
			'shared already',
			`${name} is in the shared store already. To take it back: zconn unshare ${linkName}`,
		);
	return state.hasStore
		? undefined
		: dead(
				'no shared store here',
				'No shared store here: ZCONN_STORE names one, and practice leaves it out. To make one: zconn store init',
			);
};

const whysNot: Readonly<Partial<Record<Action, WhyNot>>> = {
	refresh: (_state, {name, refusal}) =>
		refusal
			? dead('needs reconnecting', `${name} needs reconnecting before it gets new tokens: c consents again.`)
			: undefined,
	undo: ({file}, {linkName}) => {
		const plan = planUndo(file, linkName);
		return plan.ok ? undefined : dead('nothing to undo', whatAndWhy(plan.refusal));
	},
	'end-replaced': (_state, {name, outgoing, incoming}) =>
		outgoing || incoming ? undefined : dead('none', `${name} has no old grant to end.`),
	revoke: whyNotRevoke,
	share: whyNotShare,
};

/** Why an action cannot be done for a connection now; undefined where it can. */
export const whyNot = (
	state: Parameters<WhyNot>[0],
	action: Action,
	connection: Connection,
): DeadKey | undefined => whysNot[action]?.(state, connection);

/** What `u` would take back: "renamed at 14:02 UTC". */
export const undoText = (file: ConnectionsFile, linkName: string): string | undefined => {
	const plan = planUndo(file, linkName);
	if (!plan.ok) return undefined;
	const {undo, names, row} = plan.value;
	const isRename = undo.grant === null && (names.name !== row.name || names.linkName !== linkName);
	return `${isRename ? 'renamed' : 'changed'} at ${clockTime(undo.at)}`;
};
