import {withProgramName} from '../../connection/program-name.js';
import {examine} from '../../io/doctor/examine.js';
import type {Finding} from '../../io/doctor/finding.js';
import {unwrap, withRuntime} from '../../kit/command.js';
import {flagOption} from '../../kit/invocation.js';
import {printJson, printReport} from '../../kit/output/print.js';
import {worstExitCode} from '../../kit/output/worst-exit-code.js';
import {chooseGlyphs} from '../../ui/lines/glyphs.js';
import {examineTerminal} from './terminal.js';

const summary = (findings: readonly Finding[]): string => {
	const count = (state: Finding['state']): number => findings.filter(one => one.state === state).length;
	const wrong = count('wrong');
	const notes = count('note');
	const known = notes === 0 ? '' : `, ${notes} worth knowing`;
	return wrong === 0 ? `Nothing is wrong${known}.` : `${wrong} wrong${known}.`;
};

/** The report goes to stdout: it is what was asked for. */
export const run = withRuntime(async (invocation, runtime) => {
	const {environment, streams} = invocation;
	const {platform} = process;
	const ports = unwrap(runtime.callbackPorts());
	const findings = [
		examineTerminal(invocation, platform),
		...(await examine({...runtime, environment, platform, ports})),
	];
	const exitCode = worstExitCode(findings.map(finding => finding.exitCode));
	if (flagOption(invocation, 'json')) {
		const {program} = streams;
		const asTyped = findings.map(one => ({
			...one,
			fix: one.fix === null ? null : withProgramName(one.fix, program),
		}));
		printJson(streams, {exitCode, findings: asTyped});
		return exitCode;
	}
	const glyphs = chooseGlyphs(environment, platform);
	const marks = {fine: glyphs.done, note: '!', wrong: glyphs.error.trim()};
	const lines = findings.flatMap(({state, what, fix}) => [
		`${marks[state]} ${what}`,
		...(fix === null ? [] : [`  ${fix}`]),
	]);
	printReport(streams, [...lines, '', summary(findings)].join('\n'));
	return exitCode;
});
