import {type Moved, type MoveWorld, share, unshare} from '../io/shared/moves/share.js';
import {flagOption, type Invocation} from '../kit/invocation.js';
import {printJson, printRefusal, say} from '../kit/output/print.js';
import {openRuntime} from '../kit/runtime.js';
import type {ExitCode, Result} from '../zoho/refusal.js';

const move = async (
	invocation: Invocation,
	work: (world: MoveWorld, linkName: string) => Promise<Result<Moved>>,
	words: (moved: Moved) => string,
): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const runtime = openRuntime(invocation);
	const world = await runtime.move(linkName);
	const moved = world.ok ? await work(world.value, linkName) : world;
	await runtime.close();
	if (!moved.ok) return printRefusal(invocation, moved.refusal);
	if (flagOption(invocation, 'json')) printJson(invocation.streams, {connection: moved.value});
	else say(invocation.streams, words(moved.value));
	return 0;
};

/** Moves a connection into the shared store. */
export const run = (invocation: Invocation): Promise<ExitCode> =>
	move(invocation, share, ({name, linkName, isNew}) =>
		isNew
			? `"${name}" is in the shared store now; its secrets have left this machine. Everywhere: zconn token ${linkName}`
			: `"${name}" is in the shared store already.`,
	);

/** Takes it back. */
export const runUnshare = (invocation: Invocation): Promise<ExitCode> =>
	move(invocation, unshare, ({name, isNew}) =>
		isNew
			? `"${name}" is on this machine now. Other machines can no longer use it.`
			: `"${name}" is on this machine already.`,
	);
