import type {WizardState} from '../../wizard/state.js';
import {keptText, outcomeFacts, sentenceOf} from '../wizard/ready-facts.js';
import {readyWays} from '../wizard/ready-ways.js';
import {createLineReader} from './line-reader.js';
import {readNumbers} from './numbers.js';
import {createPrint, type PlainTerminal} from './terminal.js';

/** What came of it: who, where, what was granted. */
export const readyLines = ({consent, context}: WizardState): readonly string[] => {
	if (consent.phase === 'kept') return [keptText(consent)];
	if (consent.phase !== 'done') return [];
	const {outcome, notices} = consent;
	const facts = outcomeFacts(outcome, {secrets: context.secrets, notices});
	return [
		sentenceOf(outcome),
		`  Connection: ${outcome.issued.connection.name} (${outcome.linkName})`,
		...facts.map(({label, value, command}) => `  ${label}: ${value}${command ? ` ${command}` : ''}`),
	];
};

/** The choices, then the commands to type. */
const nextLines = (state: WizardState, isPractice: boolean): readonly string[] => {
	// With the name of the program as it is: the output gets it as a whole.
	const ways = readyWays(state, {isPractice});
	const sigma = ways.find(({kind}) => kind === 'sigma');
	return [
		'What next',
		`  1. ${sigma?.label}: ${sigma?.text}`,
		'  2. Done',
		...ways.flatMap(({kind, label, command}) => (kind === 'command' ? [`  ${label}: ${command}`] : [])),
	];
};

/** Asks what next. `left`: the person leaves the program. */
export const askNext = async (
	options: PlainTerminal & {readonly state: WizardState},
): Promise<'sigma' | 'done' | 'left'> => {
	const {state, output, interrupted, isPractice = false} = options;
	const print = createPrint(options);
	const reader = createLineReader(options.input, output);
	void interrupted.then(reader.leave);
	const choices = ['sigma', 'done'] as const;
	print(...nextLines(state, isPractice));
	for (;;) {
		const answer = await reader.ask('Number [2]: ');
		const text = answer?.trim() ?? '';
		const chosen = text === '' ? 'done' : choices[readNumbers(text, choices.length)?.[0] ?? -1];
		if (answer !== undefined && chosen === undefined) {
			print(
				text === '?'
					? 'Copy to Sigma shows the clicks and values of Sigma, one after the other. Done ends here.'
					: 'Error: Answer with a number from 1 to 2.',
			);
			continue;
		}
		reader.close();
		if (answer !== undefined) return chosen ?? 'done';
		// Ctrl+C leaves the line of the question open.
		print('');
		return 'left';
	}
};
