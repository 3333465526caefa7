import {revocable} from '../connection/changes/revoked.js';
import type {Removed} from '../io/ports.js';
import {askLine, canAsk, needsYes} from '../kit/ask/confirm.js';
import {refuse, unwrap, withRuntime} from '../kit/command.js';
import {flagOption} from '../kit/invocation.js';
import {printRefusal, say} from '../kit/output/print.js';

const grantText = ({grant, what, dataCenter}: Removed): string => {
	switch (grant) {
		case 'revoked':
			return `Its ${what} is revoked.`;
		case 'was-over':
			return `Its ${what} had already ended.`;
		case 'kept':
			if (what !== 'grant') return 'Its access token stays valid for an hour at most.';
			return dataCenter
				? `Its grant is still valid: revoke it at ${dataCenter.accounts} under Sessions → Connected Apps.`
				: 'Its grant is still valid: revoke it in the account settings of its server.';
	}
};

/** Revokes, then deletes. If revoking fails, everything is kept, unless the user chose to leave the grant alive. */
export const run = withRuntime(async (invocation, runtime) => {
	const {streams} = invocation;
	const [linkName = ''] = invocation.positionals;
	const keepGrant = flagOption(invocation, 'keep-grant');
	const {connection} = unwrap(runtime.store.readOne(linkName));
	if (!flagOption(invocation, 'yes')) {
		if (!canAsk(invocation)) return printRefusal(invocation, needsYes('remove', linkName));
		const consequence = keepGrant
			? `This deletes it here; its ${revocable(connection)} stays valid at the server.`
			: `This ends its ${revocable(connection)} and deletes it here: its tokens stop working everywhere.`;
		const answer = await askLine(
			invocation,
			`${connection.name} (${linkName}). ${consequence}\nType ${linkName} to remove it:`,
		);
		if (answer === undefined || answer === '') {
			say(streams, 'Nothing was removed.');
			return 130;
		}
		if (answer !== linkName && answer !== connection.name) {
			const what = 'That is another name, so nothing was removed.';
			return refuse(what, `It is called ${linkName}.`, 'Run it again.');
		}
	}
	const actions = await runtime.actions();
	const removed = unwrap(await actions.remove(linkName, {keepGrant}));
	const {name, service} = removed;
	say(streams, `"${name}" is removed. ${grantText(removed)}`);
	if (service.isUnused) say(streams, `The service "${service.name}" is kept for new connections.`);
	return 0;
});
