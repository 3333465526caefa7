import {accountName} from '../../connection/account-text.js';
import {isOver} from '../../connection/file/rows.js';
import {isZohos} from '../../connection/whose.js';
import {consentClient} from '../build.js';
import type {EventOf} from '../events.js';
import type {WizardState} from '../state.js';
import {type During, fail, type Transition, withConsent} from '../transition.js';
import type {Attempted, Outcome} from './state.js';

/** What a connection of Zoho's is for, next. By the key or the number of the run that goes on there, else by a command. */
const afterOf = (state: WizardState, {linkName}: Outcome): string | undefined => {
	if (!consentClient(state).isZoho) return undefined;
	const {canPaste = true, hasKeys = true} = state.context;
	if (!canPaste) return `Next, in a terminal: zconn sheet ${linkName} copies it to Sigma.`;
	return `Next, in the terminal: ${hasKeys ? 'g' : 'number 1'} copies it to Sigma.`;
};

/** Ready, told in the browser with the same facts. @param told what more there is to say of it */
export const finish = (
	state: WizardState,
	{id, notices, linkName, path, folderFlag, proof, issued, sharing}: Attempted & Outcome,
	told: readonly string[],
): Transition => {
	const {account, organization} = proof;
	const outcome = {linkName, path, folderFlag, proof, issued, sharing};
	return [
		{
			...withConsent(state, {phase: 'done', outcome, notices: [...notices, ...told]}),
			step: 'ready',
			done: undefined,
			notice: undefined,
		},
		[
			{
				type: 'answer-browser',
				id,
				page: {
					kind: 'connected',
					connectionName: issued.connection.name,
					account: accountName(account),
					organization: organization?.name,
					dataCenter: issued.dataCenter?.name,
					granted: issued.connection.scopesGranted ?? issued.connection.scopesRequested,
					missing: issued.missing,
					after: afterOf(state, outcome),
				},
			},
			{type: 'end-consent', id},
		],
	];
};

/** The new grant stands; what it replaced is revoked now, and not a moment earlier. */
export const takenOver: During<'taking-over', 'taken-over'> = (state, consent, {id, refusal}) => {
	if (refusal) return fail(state, id, refusal, consent.notices);
	return [
		withConsent(state, {...consent, phase: 'revoking-outgoing'}),
		[{type: 'revoke-outgoing', id, linkName: consent.linkName}],
	];
};

/**
 * Another server may end everything that a user gave a client with the first token that is revoked (RFC 7009 section 2.1), the new grant
 * too: so the old one is left alone there, and that is said.
 */
const leftText = ({context: {target}}: WizardState): readonly string[] => {
	if (!target || isZohos(target.connection) || isOver(target.connection)) return [];
	const {host} = new URL(target.service.authorizeUrl);
	return [
		`The old grant was left as it is: ending it could end the new one too. It ends in the account settings at ${host}.`,
	];
};

const revokedText = (revoked: number): string =>
	revoked === 1 ? 'The old grant was revoked at Zoho.' : `${revoked} old grants were revoked at Zoho.`;

export const outgoingRevoked = (
	state: WizardState,
	{id, revoked, refusal}: EventOf<'outgoing-revoked'>,
): Transition => {
	const {consent} = state;
	// Given up: whether or not Zoho heard of it, the connection is as it was; what was told of the new grant is not true of it.
	if (consent.phase === 'giving-up') {
		const notes = [
			refusal ? `The new grant could not be revoked: ${refusal.what}` : 'The new grant was revoked.',
		];
		return fail(state, id, consent.refusal, notes);
	}
	if (consent.phase !== 'revoking-outgoing') return [state, []];
	const told = [
		...leftText(state),
		...(revoked > 0 ? [revokedText(revoked)] : []),
		...(refusal
			? [
					`The old grant is still valid at Zoho for now: ${refusal.what} The next reconnect tries again; "zconn edit ${consent.linkName} --undo" goes back to it.`,
				]
			: []),
	];
	return finish(state, consent, told);
};

export const savedApart: During<'saving-apart', 'saved-apart'> = (state, consent, event) => {
	const {id, name, linkName, refusal} = event;
	if (refusal) return fail(state, id, refusal, consent.notices);
	const issued = {...consent.issued, connection: {...consent.issued.connection, name}};
	const note = `Saved as a connection of its own; ${consent.linkName} is as it was.`;
	return finish(state, {...consent, linkName, issued}, [note]);
};
