import type {ConnectionsFile} from '../../connection/file/format.js';
import {targetOf} from '../edit/target.js';
import type {UnsealedDraft} from '../effects.js';

/**
 * Connections that came without their secrets, as drafts of the wizard: every answer is there, what is left is the Client
 * Secret and the consent. A service that is here already, with the same client, is used as it is.
 *
 * @param brought rows with empty secrets @param newId gives a unique id @param at milliseconds since the epoch
 */
export const draftsOf = (
	brought: Pick<ConnectionsFile, 'services' | 'connections'>,
	here: Pick<ConnectionsFile, 'services'>,
	newId: () => string,
	at: number,
): readonly UnsealedDraft[] => {
	const file = {format: 1, drafts: {}, ...brought} as const;
	const now = new Date(at).toISOString();
	return Object.values(brought.connections).flatMap(({linkName, name}) => {
		const target = targetOf(file, linkName, 'everything');
		if (!target) return [];
		const known = Object.values(here.services).find(({clientId}) => clientId === target.service.clientId);
		const {clientSecret: _secret, enabledDataCenters, scopes, ...saved} = target.saved;
		const answers = known
			? {service: known.linkName, connectionName: name}
			: {...saved, enabledDataCenters: [...enabledDataCenters], scopes: [...scopes]};
		return [
			{
				id: newId(),
				step: known ? 'connection' : 'client',
				field: known ? 'review' : 'clientSecret',
				answers,
				clientSecret: null,
				createdAt: now,
				updatedAt: now,
			},
		];
	});
};
