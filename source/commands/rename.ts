import type {Invocation} from '../kit/invocation.js';
import {printRefusal, say} from '../kit/output/print.js';
import {openRuntime} from '../kit/runtime.js';
import type {ExitCode} from '../zoho/refusal.js';

/** Another name, and the link name that follows from it. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const {streams} = invocation;
	const [linkName = '', newName = ''] = invocation.positionals;
	const runtime = openRuntime(invocation);
	const actions = await runtime.actions();
	const result = await actions.rename(linkName, newName);
	await runtime.close();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	const {name, linkName: next, previous} = result.value;
	const isSame = name === previous.name && next === previous.linkName;
	say(streams, isSame ? `It is called "${name}" already.` : `Renamed "${previous.name}" to "${name}".`);
	if (next !== previous.linkName) {
		say(streams, `! Scripts now use the link name ${next}, as in: zconn token ${next}`);
	}
	if (!isSame) say(streams, `To undo it: zconn edit ${next} --undo`);
	return 0;
};
