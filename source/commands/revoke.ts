import {isRevoked, revocable} from '../connection/changes/revoked.js';
import {askYes, canAsk, needsYes} from '../kit/ask/confirm.js';
import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption} from '../kit/invocation.js';
import {printRefusal, say} from '../kit/output/print.js';
import {reconnect} from '../zoho/tokens/refusals.js';

/** Ends the grant at Zoho. The connection is kept in any case. */
export const run = withRuntime(async (invocation, runtime) => {
	const {streams} = invocation;
	const [linkName = ''] = invocation.positionals;
	const {connection} = unwrap(runtime.store.readOne(linkName));
	const what = revocable(connection);
	const again = `To ${what === 'grant' ? 'consent again' : 'get a new one'}: ${reconnect(linkName)}`;
	if (isRevoked(connection)) {
		say(streams, `"${connection.name}" was revoked before. ${again}`);
		return 0;
	}
	if (!flagOption(invocation, 'yes')) {
		if (!canAsk(invocation)) return printRefusal(invocation, needsYes('revoke', linkName));
		const who = connection.account?.email ? ` of ${connection.account.email}` : '';
		const stops = what === 'grant' ? 'its tokens stop' : 'it stops';
		const consequence = `This ends the ${what}${who} behind "${connection.name}" at once: ${stops} working everywhere.`;
		if (!(await askYes(invocation, `${consequence}\nType y to revoke it:`))) {
			say(streams, 'Nothing was revoked.');
			return 130;
		}
	}
	const actions = await runtime.actions();
	const {name, how} = unwrap(await actions.revoke(linkName));
	const ended = how === 'revoked' ? 'is revoked' : 'had already ended';
	say(streams, `The ${what} of "${name}" ${ended}. Everything else is kept. ${again}`);
	return 0;
});
