import {type Moved, type MoveWorld, share, unshare} from '../io/shared/moves/share.js';
import {unwrap, withRuntime} from '../kit/command.js';
import {flagOption} from '../kit/invocation.js';
import {printJson, say} from '../kit/output/print.js';
import type {Result} from '../zoho/refusal.js';

const mover = (
	move: (world: MoveWorld, linkName: string) => Promise<Result<Moved>>,
	words: (moved: Moved) => string,
) =>
	withRuntime(async (invocation, runtime) => {
		const [linkName = ''] = invocation.positionals;
		const moved = unwrap(await move(unwrap(await runtime.move(linkName)), linkName));
		if (flagOption(invocation, 'json')) printJson(invocation.streams, {connection: moved});
		else say(invocation.streams, words(moved));
		return 0;
	});

/** Moves a connection into the shared store. */
export const run = mover(share, ({name, linkName, isNew}) =>
	isNew
		? `"${name}" is in the shared store now; its secrets have left this machine. Everywhere: zconn token ${linkName}`
		: `"${name}" is in the shared store already.`,
);

/** Takes it back. */
export const runUnshare = mover(unshare, ({name, isNew}) =>
	isNew
		? `"${name}" is on this machine now. Other machines can no longer use it.`
		: `"${name}" is on this machine already.`,
);
