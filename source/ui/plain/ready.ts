import type {WizardState} from '../../wizard/state.js';
import {keptText, outcomeFacts, sentenceOf} from '../wizard/ready-facts.js';
import {readyWays} from '../wizard/ready-ways.js';
import {readNumber} from './numbers.js';
import {wantsNumber} from './question.js';
import {openTalk, type PlainTerminal} from './terminal.js';

/** What came of it: who, where, what was granted. */
export const readyLines = ({consent, context}: WizardState): readonly string[] => {
	if (consent.phase === 'kept') return [keptText(consent)];
	if (consent.phase !== 'done') return [];
	const {outcome, notices} = consent;
	const {issued, linkName} = outcome;
	const facts = outcomeFacts(outcome, {secrets: context.secrets, notices});
	const where = issued.dataCenter ? `, ${issued.dataCenter.name}` : '';
	return [
		sentenceOf(outcome),
		`  Connection: ${issued.connection.name} (${linkName})${where}`,
		...facts.flatMap(({label, value, spoken}) => (spoken === '' ? [] : [`  ${label}: ${spoken ?? value}`])),
	];
};

/** The choices, then the commands to type. */
const nextLines = (terminal: PlainTerminal, state: WizardState): readonly string[] => {
	const ways = readyWays(state, terminal);
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
	terminal: PlainTerminal & {readonly state: WizardState},
): Promise<'sigma' | 'done' | 'left'> => {
	const {ask, print, close} = openTalk(terminal);
	const choices = ['sigma', 'done'] as const;
	print(...nextLines(terminal, terminal.state));
	for (;;) {
		const line = await ask('Number [2]: ');
		const chosen =
			line === undefined ? 'left' : choices[readNumber(line.trim() || '2', choices.length) ?? -1];
		if (chosen !== undefined) {
			close(line !== undefined);
			return chosen;
		}
		print(
			line?.trim() === '?'
				? 'Copy to Sigma shows the clicks and values of Sigma, one after the other. Done ends here.'
				: `Error: ${wantsNumber(choices.length)}`,
		);
	}
};
