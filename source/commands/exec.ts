import {childEnvironment} from '../io/system/child-environment.js';
import {endOfUnstarted, runChild} from '../io/system/run-child.js';
import {unwrap, withRuntime} from '../kit/command.js';
import {endAs} from '../kit/end-as.js';
import {minimumSeconds} from '../kit/minimum-seconds.js';
import {printRefusal, warnOfUnsaved} from '../kit/output/print.js';
import {tokenVariables} from '../kit/token/variables.js';
import {type Refusal, wrongUse} from '../zoho/refusal.js';

const misuse = (command: readonly string[], isBehindDashes: boolean): Refusal | undefined => {
	if (command.length === 0) {
		return wrongUse(
			'There is no command to run.',
			'It goes after the name and two dashes.',
			'For example: zconn exec zoho -- node report.js',
		);
	}
	return !isBehindDashes && command[0]?.startsWith('-')
		? wrongUse(
				`${command[0]} comes after the name.`,
				'What comes after the name belongs to the command.',
				'Options of exec go before the name, and the command after two dashes.',
			)
		: undefined;
};

/** Runs a command with a token in its environment. Ends as the command does. */
export const run = withRuntime<number>(async (invocation, runtime) => {
	const [linkName = '', ...rest] = invocation.positionals;
	const isBehindDashes = rest[0] === '--';
	const command = isBehindDashes ? rest.slice(1) : rest;
	const wrong = misuse(command, isBehindDashes);
	if (wrong) return printRefusal(invocation, wrong);
	const minimum = unwrap(minimumSeconds(invocation));
	const token = await runtime.tokenKeeper.accessToken(linkName, minimum);
	runtime.noteUse({
		command: 'exec',
		connection: linkName,
		refusal: token.ok ? undefined : token.refusal.id,
	});
	const table = runtime.dataCenters();
	// Before the command, which may run for long.
	await runtime.close();
	if (!token.ok) return printRefusal(invocation, token.refusal);
	warnOfUnsaved(invocation.streams, token.value.unsaved);
	const end = await runChild(command, {
		environment: {...childEnvironment(invocation.environment), ...tokenVariables(token.value, table)},
		isTerminal: invocation.streams.stdin.isTTY === true,
	});
	if (!end.ok) {
		printRefusal(invocation, end.refusal);
		return endOfUnstarted(end.refusal);
	}
	return endAs(end.value);
});
