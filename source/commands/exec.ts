import {childEnvironment} from '../io/system/child-environment.js';
import {refuse, withRuntime} from '../kit/command.js';
import {runOther} from '../kit/run-other.js';
import {obtainToken} from '../kit/token/obtain.js';
import {tokenVariables} from '../kit/token/variables.js';

/** Runs a command with a token in its environment. Ends as the command does. */
export const run = withRuntime<number>(async (invocation, runtime) => {
	const [, ...rest] = invocation.positionals;
	const isBehindDashes = rest[0] === '--';
	const command = isBehindDashes ? rest.slice(1) : rest;
	if (command.length === 0) {
		return refuse(
			'There is no command to run.',
			'It goes after the name and two dashes.',
			'For example: zconn exec zoho -- node report.js',
		);
	}
	if (!isBehindDashes && command[0]?.startsWith('-')) {
		return refuse(
			`${command[0]} comes after the name.`,
			'What comes after the name belongs to the command.',
			'Options of exec go before the name, and the command after two dashes.',
		);
	}
	const token = await obtainToken(invocation, runtime, 'exec');
	const variables = tokenVariables(token, runtime.dataCenters());
	// Before the command, which may run for long.
	await runtime.close();
	return runOther(invocation, command, {...childEnvironment(invocation.environment), ...variables});
});
