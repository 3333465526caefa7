import type {WizardState} from '../../wizard/state.js';
import {keptText, outcomeFacts, sentenceOf} from '../wizard/ready-facts.js';
import {readyWays} from '../wizard/ready-ways.js';
import {numberQuestion} from './question.js';
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

/** Asks what next. `left`: the person leaves the program. */
export const askNext = async (
	terminal: PlainTerminal & {readonly state: WizardState},
): Promise<'sigma' | 'done' | 'left'> => {
	const talk = openTalk(terminal);
	const ways = readyWays(terminal.state, terminal);
	const sigma = ways.find(({kind}) => kind === 'sigma');
	const commands = ways.filter(({kind}) => kind === 'command');
	const {lines, ...question} = numberQuestion<'sigma' | 'done'>(
		{
			key: 'next',
			lines: ['What next'],
			explains: ['Copy to Sigma shows the clicks and values of Sigma, one after the other. Done ends here.'],
		},
		[
			[`${sigma?.label}: ${sigma?.text}`, () => ({events: ['sigma']})],
			['Done', () => ({events: ['done']})],
		],
		1,
	);
	const all = [...lines, ...commands.map(({label, command}) => `  ${label}: ${command}`)];
	for (;;) {
		const chosen = await talk.ask({...question, lines: all});
		// There is nothing before it to go back to.
		if (chosen === 'back' || chosen?.length === 0) continue;
		talk.close(chosen !== undefined);
		return chosen?.[0] ?? 'left';
	}
};
