import {unwrap, withRuntime} from '../kit/command.js';
import {say} from '../kit/output/print.js';

/** Another name, and the link name that follows from it. */
export const run = withRuntime(async ({streams, positionals}, runtime) => {
	const [linkName = '', newName = ''] = positionals;
	const actions = await runtime.actions();
	const {name, linkName: next, previous} = unwrap(await actions.rename(linkName, newName));
	const isSame = name === previous.name && next === previous.linkName;
	say(streams, isSame ? `It is called "${name}" already.` : `Renamed "${previous.name}" to "${name}".`);
	if (next !== previous.linkName) {
		say(streams, `! Scripts now use the link name ${next}, as in: zconn token ${next}`);
	}
	if (!isSame) say(streams, `To undo it: zconn edit ${next} --undo`);
	return 0;
});
