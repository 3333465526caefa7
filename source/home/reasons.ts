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

const whyNotRevoke = ({file}: Pick<HomeState, 'file'>, connection: Connection): DeadKey | undefined => {
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

const whyNotShare = (state: Pick<HomeState, 'hasStore'>, {name, linkName, refreshToken}: Connection) => {
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

/** Why an action cannot be done for a connection now; undefined where it can. */
export const whyNot = (
	state: Pick<HomeState, 'file' | 'hasStore'>,
	action: Action,
	connection: Connection,
): DeadKey | undefined => {
	const {name, refusal} = connection;
	switch (action) {
		case 'refresh':
			return refusal
				? dead(
						'needs reconnecting',
						`${name} needs reconnecting before it gets new tokens: c consents again.`,
					)
				: undefined;
		case 'undo': {
			const plan = planUndo(state.file, connection.linkName);
			return plan.ok ? undefined : dead('nothing to undo', whatAndWhy(plan.refusal));
		}
		case 'end-replaced':
			return connection.outgoing || connection.incoming
				? undefined
				: dead('none', `${name} has no old grant to end.`);
		case 'revoke':
			return whyNotRevoke(state, connection);
		case 'share':
			return whyNotShare(state, connection);
		default:
			return undefined;
	}
};

/** What `u` would take back: "renamed at 14:02 UTC". */
export const undoText = (file: ConnectionsFile, linkName: string): string | undefined => {
	const plan = planUndo(file, linkName);
	if (!plan.ok) return undefined;
	const {undo, names, row} = plan.value;
	const isRename = undo.grant === null && (names.name !== row.name || names.linkName !== linkName);
	return `${isRename ? 'renamed' : 'changed'} at ${clockTime(undo.at)}`;
};
