import {flagOption, type Invocation} from '../../kit/invocation.js';
import {printData, printJson, printRefusal, say} from '../../kit/output/print.js';
import {openRuntime} from '../../kit/runtime.js';
import {type ExitCode, wrongUse} from '../../zoho/refusal.js';
import {answerOptions} from '../specs/answers.js';

const answerFlags = answerOptions.map(({flags}) => flags.replace(/^--([\w-]+).*$/, '$1'));

/** `zconn edit NAME --undo`: the last change, taken back. */
export const runUndo = async (invocation: Invocation): Promise<ExitCode> => {
	const {streams, options} = invocation;
	const [linkName = ''] = invocation.positionals;
	const other = answerFlags.find(name => options[name] !== undefined && options[name] !== false);
	if (other !== undefined) {
		return printRefusal(
			invocation,
			wrongUse(
				`--undo and --${other} do not go together.`,
				'--undo takes the last change back, and changes nothing else.',
				`For example: zconn edit ${linkName} --undo`,
			),
		);
	}
	const runtime = openRuntime(invocation);
	const actions = await runtime.actions();
	const result = await actions.undo(linkName);
	await runtime.close();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	const {name, linkName: back, isGrantBack, problem} = result.value;
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
};
