import {refuse, unwrap, withRuntime} from '../../kit/command.js';
import {flagParts} from '../../kit/flags.js';
import {flagOption} from '../../kit/invocation.js';
import {printData, printJson, say} from '../../kit/output/print.js';
import {answerOptions} from '../specs/answers.js';

const answerFlags = answerOptions.map(({flags}) => flagParts(flags).long.slice(2));

/** `zconn edit NAME --undo`: the last change, taken back. */
export const runUndo = withRuntime(async (invocation, runtime) => {
	const {streams, options} = invocation;
	const [linkName = ''] = invocation.positionals;
	const other = answerFlags.find(name => options[name] !== undefined && options[name] !== false);
	if (other !== undefined) {
		return refuse(
			`--undo and --${other} do not go together.`,
			'--undo takes the last change back, and changes nothing else.',
			`For example: zconn edit ${linkName} --undo`,
		);
	}
	const actions = await runtime.actions();
	const {name, linkName: back, isGrantBack, problem} = unwrap(await actions.undo(linkName));
	const scripts = back === linkName ? '' : ` Scripts use the link name ${back} again.`;
	say(streams, `"${name}" is as it was before the last change.${scripts}`);
	if (isGrantBack && !problem)
		say(streams, 'Its old grant is in use again; the new one was revoked at Zoho.');
	if (problem) {
		say(
			streams,
			`! Its old grant is in use again; the new one is still valid at Zoho for now: ${problem.what}`,
		);
	}
	if (flagOption(invocation, 'json')) printJson(streams, {connection: {linkName: back}});
	else printData(streams, back);
	return 0;
});
